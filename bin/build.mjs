// npm run build: installs what is missing and builds pages and server into dist/, where they are older than their sources.
import { build, installPackages } from "./prepare.mjs";

await installPackages();
await build();
