// npm test: installs and builds what is missing, then runs every test (or those named: npm test -- test/model).
import { join } from "node:path";
import { buildClient, installPackages, root, run } from "./prepare.mjs";

await installPackages();
await buildClient();
const [, , ...args] = process.argv;
const named = args.filter((arg) => !arg.startsWith("-"));
const specs = (named.length > 0 ? named : ["test"]).map((path) =>
  path.endsWith(".ts") ? path : `${path.replace(/\/$/, "")}/**/*.test.ts`,
);
await run(process.execPath, [
  join(root, "node_modules/mocha/bin/mocha.js"),
  "--import=tsx",
  "--timeout=60000",
  "--forbid-only",
  "--exit",
  ...args.filter((arg) => arg.startsWith("-")),
  ...specs,
]);
