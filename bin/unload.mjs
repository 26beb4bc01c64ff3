// npm run unload -- ID: removes a story.
import { handOver, installPackages } from "./prepare.mjs";

await installPackages();
await handOver("server/main.ts", ["unload", ...process.argv.slice(2)]);
