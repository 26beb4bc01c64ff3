// Brings a checkout to where it can run: packages installed, pages and server built. Plain Node, nothing installed yet.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const SHARED = ["model", "contract", "picture", "engine", "package-lock.json"];
const ROLLDOWN = join(root, "node_modules/rolldown/bin/cli.mjs");
const PAGE_SOURCES = ["client", "vite.config.ts", ...SHARED];
const SERVER_SOURCES = ["server", "rolldown.config.ts", ...SHARED];
const ENGINE_SOURCES = [
  "engine",
  "tsconfig.json",
  "rolldown.config.ts",
  "rolldown.engine.config.ts",
  "package-lock.json",
];

/** Runs a command from the root with its output shown; a failure ends this process with its exit code. */
export async function run(command, args, options = {}) {
  const code = await exitCode(spawn(command, args, { cwd: root, stdio: "inherit", ...options }));
  if (code !== 0) process.exit(code);
}

/** Hands over to the server's command of that name, which is built before when it is older than its sources. */
export async function runCommand(name, args = []) {
  await buildServer();
  await handOver("dist/server/main.js", [name, ...args]);
}

/** Hands over to a file of ours, TypeScript or built: signals go to it, and its exit code is ours. */
export async function handOver(file, args, env = {}) {
  const loader = file.endsWith(".ts") ? ["--import=tsx"] : [];
  const child = spawn(process.execPath, [...loader, join(root, file), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  process.exit(await exitCode(child));
}

/** Whether this is a checkout, and not the installed package: npm never packs the lock file. */
export const isCheckout = existsSync(join(root, "package-lock.json"));

/** Installs the packages when package-lock.json is not what node_modules was made from. */
export async function installPackages() {
  if (!isCheckout) return;
  // What package.json says under engines; nothing that reads it is installed yet.
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22))
    stop(`Node 20.19, or 22.12 or newer, is needed; this is ${process.versions.node}`);
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules/.wiregraph-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  say("Installing packages (about a minute the first time) …");
  await run(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, lock);
}

/** Builds what is older than its sources. */
export function build() {
  return Promise.all([buildPages(), buildServer()]);
}

function buildPages() {
  return buildWhenOlder("client", PAGE_SOURCES, (folder) => [
    [join(root, "node_modules/vite/bin/vite.js"), "build", `--outDir=${folder}`],
  ]);
}

export function buildServer() {
  return buildWhenOlder("server", SERVER_SOURCES, (folder) => [[ROLLDOWN, "--config", `--dir=${folder}`]]);
}

/** Builds the engine as a library with its declarations, which only the package needs. */
export function buildEngine() {
  return buildWhenOlder("engine", ENGINE_SOURCES, (folder) => [
    [ROLLDOWN, "--config", "rolldown.engine.config.ts", `--dir=${folder}`],
    [
      join(root, "node_modules/typescript/bin/tsc"),
      ..."-p engine --noEmit false --emitDeclarationOnly --declaration --outDir".split(" "),
      folder,
    ],
  ]);
}

/** Builds beside and then takes the place of what was there: another process finds one or the other, and never a half. */
async function buildWhenOlder(name, sources, commands) {
  const built = join(root, "dist", name);
  const stamp = join(built, ".built");
  const newest = Math.max(...sources.map((path) => newestIn(join(root, path))));
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newest) return;
  say(`Building the ${name === "client" ? "pages" : name} …`);
  const part = `${built}.${process.pid}`;
  // What they list of their work is nobody's concern here; what goes wrong they say on the other stream.
  for (const command of commands(part))
    await run(process.execPath, command, { stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(join(part, ".built"), "");
  rmSync(built, { recursive: true, force: true });
  renameSync(part, built);
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function stop(line) {
  say(`wiregraph: ${line}`);
  process.exit(1);
}

function newestIn(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function exitCode(child) {
  return new Promise((resolve) => {
    child.on("error", (error) => stop(`${child.spawnfile} could not be started (${error.code})`));
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)));
  });
}
