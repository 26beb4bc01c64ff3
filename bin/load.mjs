// npm run load -- FILE…: loads story files into the store of the settings.
import { installPackages, runCommand } from "./prepare.mjs";

await installPackages();
await runCommand("load", process.argv.slice(2));
