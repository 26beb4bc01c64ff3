// npm run load -- FILE…: loads story files into the store of the settings.
import { handOver, installPackages } from "./prepare.mjs";

await installPackages();
await handOver("server/main.ts", ["load", ...process.argv.slice(2)]);
