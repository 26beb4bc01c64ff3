// npm run build: installs what is missing and builds pages, server and engine into dist/, where they are older than their
// sources.
import { build, buildEngine, installPackages } from "./prepare.mjs";

await installPackages();
await Promise.all([build(), buildEngine()]);
