// npm run erase -- --story ID --article ID | --entity ID | --words "…": takes it out of a story for good.
import { installPackages, runCommand } from "./prepare.mjs";

await installPackages();
await runCommand("erase", process.argv.slice(2));
