// npm run story -- ID --public|--desk: says who may see a story.
import { handOver, installPackages } from "./prepare.mjs";

await installPackages();
await handOver("server/main.ts", ["story", ...process.argv.slice(2)]);
