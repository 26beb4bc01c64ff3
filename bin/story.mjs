// npm run story -- ID --public|--desk: says who may see a story.
import { installPackages, runCommand } from "./prepare.mjs";

await installPackages();
await runCommand("story", process.argv.slice(2));
