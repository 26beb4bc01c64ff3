// npm start: installs and builds what is missing, then opens the app.
import { buildClient, handOver, installPackages } from "./prepare.mjs";

await installPackages();
await buildClient();
await handOver("server/main.ts", ["serve"]);
