// npm run neo4j: a real Neo4j 5.26 Community on this machine's Java, from Maven Central. Tests start it through startNeo4j.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installPackages, isCheckout, root, say, stop } from "./prepare.mjs";

/** Beside the sources; an installed package may lie where nobody may write. */
const CACHE = isCheckout ? join(root, ".cache/neo4j") : join(homedir(), ".cache/wiregraph/neo4j");
/** Ten times what it takes on a quiet machine. */
const START_MILLIS = 180_000;

/** Why it cannot run here, in one line; null when it can. */
export function neo4jMissing() {
  // Main.java is run as source, so a runtime without the compiler is not enough.
  const modules = String(spawnSync("java", ["--list-modules"], { encoding: "utf8" }).stdout ?? "");
  const version = Number(/^jdk\.compiler@(\d+)/m.exec(modules)?.[1] ?? 0);
  if (version < 17) return "Neo4j needs a JDK, 17 or newer (Debian: apt-get install openjdk-17-jdk-headless)";
  if (existsSync(join(CACHE, "lib")) || spawnSync("mvn", ["-version"]).status === 0) return null;
  return "Maven is needed once, to fetch Neo4j (Debian: apt-get install maven)";
}

/** Fetches the libraries once, into an ignored folder; half a fetch leaves nothing. */
function fetchLibraries() {
  const lib = join(CACHE, "lib");
  if (existsSync(lib)) return lib;
  say("Fetching Neo4j 5.26 from Maven Central (123 MB, once) …");
  const part = `${lib}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${part}`];
  const fetched = spawnSync("mvn", ["-q", "-B", "-f", join(root, "neo4j/pom.xml"), ...goal], {
    stdio: ["ignore", 2, 2],
  });
  if (fetched.status !== 0) {
    rmSync(part, { recursive: true, force: true });
    throw new Error("Maven could not fetch Neo4j");
  }
  // Another process may have been quicker; its fetch is as good.
  if (existsSync(lib)) rmSync(part, { recursive: true, force: true });
  else renameSync(part, lib);
  return lib;
}

/**
 * Starts a Neo4j that listens on loopback alone.
 * @param {{ home?: string, port?: number, password?: string, isShortLived?: boolean }} options isShortLived: it runs for
 *   minutes, so compiling less well takes a third less of the processor's time in all
 * @returns {Promise<{ uri: string, user: string, password: string, pid: number, stop: () => Promise<void>, exited: Promise<void> }>}
 */
export async function startNeo4j({ home, port, password = "wiregraph-tests", isShortLived = true } = {}) {
  const lib = fetchLibraries();
  const boltPort = await freePort(port);
  const folder = home ?? join(CACHE, `home-${process.pid}-${boltPort}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "neo4j.conf"), settings(boltPort));
  const quick = isShortLived ? ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"] : [];
  const child = spawn("java", ["-Xmx1g", ...quick, "-cp", join(lib, "*"), join(root, "neo4j/Main.java"), folder], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  const exited = new Promise((resolve) => child.on("exit", resolve));
  const ready = new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Neo4j did not start in ${START_MILLIS / 1000} s\n${output}`)),
      START_MILLIS,
    );
    child.stderr.on("data", (chunk) => (output = (output + chunk).slice(-4000)));
    child.stdout.on("data", (chunk) => {
      output = (output + chunk).slice(-4000);
      if (/^ready$/m.test(output)) {
        clearTimeout(timer);
        resolve();
      }
    });
    child.on("exit", (code) => reject(new Error(`Neo4j ended with code ${code}\n${output}`)));
  });
  const end = async () => {
    // What will be removed need not be closed, which takes ten seconds.
    if (home === undefined) child.kill("SIGKILL");
    else child.stdin.end();
    const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await exited;
    clearTimeout(timer);
    if (home === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready;
    const uri = `bolt://127.0.0.1:${boltPort}`;
    await setPassword(uri, password);
    return { uri, user: "neo4j", password, pid: child.pid, stop: end, exited };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A fresh Neo4j lets neo4j/neo4j in to do one thing: choose a password. */
async function setPassword(uri, password) {
  const { default: neo4j } = await import("neo4j-driver");
  const driver = neo4j.driver(uri, neo4j.auth.basic("neo4j", "neo4j"));
  try {
    await driver.executeQuery(
      "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
      { password },
      { database: "system" },
    );
  } catch (error) {
    if (error.code !== "Neo.ClientError.Security.Unauthorized") throw error;
  } finally {
    await driver.close();
  }
}

function settings(port) {
  return [
    "server.default_listen_address=127.0.0.1",
    `server.bolt.listen_address=127.0.0.1:${port}`,
    `server.bolt.advertised_address=127.0.0.1:${port}`,
    "server.bolt.enabled=true",
    "server.http.enabled=false",
    "server.memory.pagecache.size=128m",
    "db.memory.transaction.max=128m",
    "db.transaction.timeout=60s",
    "db.tx_log.rotation.retention_policy=keep_none",
    "dbms.security.auth_enabled=true",
    "dbms.security.allow_csv_import_from_file_urls=false",
    "dbms.usage_report.enabled=false",
    "",
  ].join("\n");
}

/** A port that nothing listens on: the one that is asked for, or any. */
function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", ({ code }) =>
      reject(new Error(`Port ${wanted} cannot be listened on (${code}): choose another with --port`)),
    );
    server.listen(wanted, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Runs a Neo4j until it is told to stop. Ends the process with one line where it cannot run. */
export function runNeo4j(args) {
  return serveNeo4j(args).catch(({ message }) => stop(message));
}

async function serveNeo4j(args) {
  await installPackages();
  const missing = neo4jMissing();
  if (missing !== null) stop(missing);
  const { values } = parseArgs({ args, options: { port: { type: "string" }, data: { type: "string" } } });
  const port = Number(values.port ?? 7687);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) stop("--port is a number from 1 to 65535");
  const home = values.data === undefined ? join(CACHE, "data") : resolve(values.data);
  mkdirSync(home, { recursive: true });
  const passwordFile = join(home, "password");
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, crypto.randomUUID(), { mode: 0o600 });
  const server = await startNeo4j({ home, port, password: readFileSync(passwordFile, "utf8"), isShortLived: false });
  say(`Neo4j is open at ${server.uri}, its data in ${home}. In another shell:`);
  const start = isCheckout ? "npm start" : "wiregraph start";
  say(`  NEO4J_URI=${server.uri} NEO4J_PASSWORD=${server.password} ${start}\nCtrl+C stops it.`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void server.stop());
  await server.exited;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runNeo4j(process.argv.slice(2));
