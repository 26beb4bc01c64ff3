// Brings a checkout to where it can run: packages installed, client built. Plain Node, nothing installed yet.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const CLIENT_SOURCES = ["client", "model", "contract", "picture", "engine", "vite.config.ts", "package-lock.json"];

/** Runs a command from the root with its output shown; a failure ends this process with its exit code. */
export async function run(command, args, options = {}) {
  const code = await exitCode(spawn(command, args, { cwd: root, stdio: "inherit", ...options }));
  if (code !== 0) process.exit(code);
}

/** Hands over to a TypeScript file of ours: signals go to it, and its exit code is ours. */
export async function handOver(file, args, env = {}) {
  const child = spawn(process.execPath, ["--import=tsx", join(root, file), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  process.exit(await exitCode(child));
}

/** Installs the packages when package-lock.json is not what node_modules was made from. */
export async function installPackages() {
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

/** Builds the client when any of its sources is newer than the build. */
export async function buildClient() {
  const built = join(root, "dist/client/.built");
  const newest = Math.max(...CLIENT_SOURCES.map((path) => newestIn(join(root, path))));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  say("Building the pages …");
  await run(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"]);
  mkdirSync(dirname(built), { recursive: true });
  writeFileSync(built, "");
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
