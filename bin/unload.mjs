// npm run unload -- ID: removes a story.
import { installPackages, runCommand } from "./prepare.mjs";

await installPackages();
await runCommand("unload", process.argv.slice(2));
