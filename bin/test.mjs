// npm test: installs and builds what is missing, then runs every test (or those named: npm test -- test/model).
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildClient, installPackages, root, run } from "./prepare.mjs";

await installPackages();
await buildClient();
const [, , ...args] = process.argv;
const named = args.filter((arg) => !arg.startsWith("-"));
const files = (named.length > 0 ? named : ["test"]).flatMap((path) =>
  path.endsWith(".ts") ? [path] : filesIn(path.replace(/\/$/, "")),
);
process.env.WIREGRAPH_TEST_FILES = files.map((file) => join(root, file)).join("\n");
await run(process.execPath, [
  join(root, "node_modules/mocha/bin/mocha.js"),
  "--import=tsx",
  "--timeout=60000",
  "--forbid-only",
  "--exit",
  ...args.filter((arg) => arg.startsWith("-")),
  join(root, "bin/test-files.mjs"),
]);

/** The test files of a folder, those of its folders after its own. */
function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name}`)
    .toSorted();
}
