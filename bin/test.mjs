// npm test: installs and builds what is missing, then runs every test (or those named: npm test -- test/model) in four
// processes beside one another. Two have all tests that ask a real Neo4j; those of one share one, one after the other.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { countsOf, countsText, failuresOf, sumOf } from "./mocha-output.mjs";
import { neo4jMissing, startNeo4j } from "./neo4j.mjs";
import { build, installPackages, root, say, stop } from "./prepare.mjs";

/** The groups of tests that run beside one another; the first that a file fits has it. */
const GROUPS = [
  { name: "the store over Neo4j", has: (file) => asksNeo4j(file) && !isComparison(file) },
  { name: "Neo4j beside the engine", has: (file) => asksNeo4j(file) },
  { name: "the embedded store and the tools", has: (file) => /^test\/(store|tools)\//.test(file) },
  { name: "engine, model, server and browser", has: () => true },
];

await installPackages();
const startedAt = Date.now();
// Neo4j starts meanwhile.
const built = build();
const [, , ...args] = process.argv;
const flags = args.filter((arg) => arg.startsWith("-"));
const named = args.filter((arg) => !arg.startsWith("-"));
for (const path of named) if (!existsSync(join(root, path))) stop(`There is no test file or folder ${path}`);
const files = (named.length > 0 ? named : ["test"])
  .map((path) => path.replace(/\/$/, ""))
  .flatMap((path) => (path.endsWith(".ts") ? [path] : filesIn(path)));
const groups = GROUPS.map((group, at) => ({
  ...group,
  files: files.filter((file) => GROUPS.findIndex(({ has }) => has(file)) === at),
})).filter((group) => group.files.length > 0);

const children = new Set();
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    if (children.size === 0) process.exit(1);
    for (const child of children) child.kill(signal);
  });

// Another reporter has an output of its own, which two processes would mix.
const isAlone = groups.length < 2 || flags.some((flag) => /^(-R|--reporter)/.test(flag));
process.exitCode = await (isAlone ? runAlone() : runBeside()).catch(({ message }) => {
  for (const child of children) child.kill();
  stop(message);
});

async function runAlone() {
  return withNeo4j(files, async (env) => {
    await built;
    return ended(mocha(files, env, "inherit"));
  });
}

/** The output of the first group is shown as it comes, that of the next one when the one before it has ended. */
async function runBeside() {
  let shown = Promise.resolve();
  const results = await Promise.all(
    groups.map((group) => {
      const turn = shown;
      const run = withNeo4j(group.files, (env) => runGroup(group, env, turn));
      shown = run.catch(() => undefined);
      return run;
    }),
  );
  // Again at the end, where whoever sees only the last lines of a long run looks for it.
  for (const { name, failures } of results)
    if (failures !== "") process.stdout.write(`\n── failed in ${name} ──\n\n  ${failures}\n`);
  process.stdout.write(`\n  ${countsText(sumOf(results.map(({ counts }) => counts)))} in ${seconds(startedAt)}\n`);
  return results.every(({ code, counts }) => code === 0 && counts !== null) ? 0 : 1;
}

async function runGroup({ name, files: tests }, env, turn) {
  await built;
  const started = Date.now();
  const child = mocha(tests, env, "pipe");
  let output = "";
  let isShown = false;
  const head = `\n── ${name} ──\n`;
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
    if (isShown) process.stdout.write(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    output += text;
    if (isShown) process.stderr.write(text);
  });
  const ending = ended(child);
  await turn;
  process.stdout.write(head + output);
  isShown = true;
  const code = await ending;
  const counts = countsOf(output);
  process.stdout.write(`── ${name}: ${countsText(counts)} in ${seconds(started)} ──\n`);
  return { name, code, counts, failures: failuresOf(output) };
}

function mocha(tests, env, output) {
  const child = spawn(
    process.execPath,
    [
      join(root, "node_modules/mocha/bin/mocha.js"),
      "--import=tsx",
      "--timeout=60000",
      `--reporter=${join(root, "bin/test-reporter.mjs")}`,
      "--forbid-only",
      "--exit",
      ...(process.stdout.isTTY ? ["--color"] : []),
      ...flags,
      join(root, "bin/test-files.mjs"),
    ],
    {
      cwd: root,
      stdio: ["ignore", output, output],
      env: { ...process.env, ...env, WIREGRAPH_TEST_FILES: tests.map((file) => join(root, file)).join("\n") },
    },
  );
  children.add(child.on("exit", () => children.delete(child)));
  return child;
}

/** The exit code, when the output has come; one that was killed has failed. A process that a test left behind is not waited for. */
function ended(child) {
  return new Promise((resolve) => {
    let timer;
    child.on("exit", (code) => (timer = setTimeout(resolve, 2_000, code ?? 1)));
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}

/** Whether a test asks thousands of statements, for which a Neo4j of its own is there; of NEO4J_URI there is only one. */
function isComparison(file) {
  const { WIREGRAPH_TEST_NEO4J: shared, NEO4J_URI: own } = process.env;
  return (
    shared === undefined && own === undefined && /^test\/(tools\/|store\/(store-equivalence|statements)\.)/.test(file)
  );
}

/** Whether a test wants the Neo4j of its process, whose one database two processes may not use at a time. */
function asksNeo4j(file) {
  return readFileSync(join(root, file), "utf8").includes("emptyNeo4j");
}

/** Runs tests with one Neo4j for all that ask one; where none can be had they say so themselves. */
async function withNeo4j(tests, work) {
  const isAsked = tests.some(asksNeo4j);
  const { NEO4J_URI: own, WIREGRAPH_TEST_NEO4J: shared } = process.env;
  if (!isAsked || own !== undefined || shared !== undefined || neo4jMissing() !== null) return work({});
  say("Starting Neo4j …");
  const server = await startNeo4j();
  try {
    const { uri, user, password } = server;
    return await work({ WIREGRAPH_TEST_NEO4J: JSON.stringify({ uri, user, password, database: "neo4j" }) });
  } finally {
    await server.stop();
  }
}

function seconds(from) {
  return `${Math.round((Date.now() - from) / 1000)} s`;
}

/** The test files of a folder, those of its folders after its own; attacks run alone, where they are asked for. */
function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".test.ts") && !(folder === "test" && name.startsWith("attacks/")))
    .map((name) => `${folder}/${name}`)
    .toSorted();
}
