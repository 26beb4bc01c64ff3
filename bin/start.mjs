// npm start: installs and builds what is missing, then opens the app.
import { build, installPackages, runCommand } from "./prepare.mjs";

await installPackages();
await build();
await runCommand("start");
