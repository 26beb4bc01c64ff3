// npm run test:tck: the openCypher test kit on our engine. The kit comes from Maven Central and is never committed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { handOver, installPackages, root, say, stop } from "./prepare.mjs";

const FOLDER = join(root, ".cache/tck");

/** Fetches and unpacks the kit once; half of it is never left. */
export function fetchKit() {
  if (existsSync(FOLDER)) return FOLDER;
  say("Fetching the openCypher test kit from Maven Central (once) …");
  const part = `${FOLDER}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const fetched = spawnSync(
    "mvn",
    ["-q", "-B", "dependency:copy", "-Dartifact=org.opencypher:tck:1.0.0-M23", `-DoutputDirectory=${part}`],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  if (fetched.status !== 0) stop("Maven is needed to fetch the test kit (Debian: apt-get install maven)");
  const jar = readdirSync(part).find((name) => name.endsWith(".jar")) ?? "";
  if (spawnSync("jar", ["xf", jar], { cwd: part }).status !== 0)
    stop("The JDK's jar is needed to unpack the test kit (Debian: apt-get install openjdk-17-jdk-headless)");
  renameSync(part, FOLDER);
  return FOLDER;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await installPackages();
  await handOver("tools/tck/main.ts", [fetchKit(), ...process.argv.slice(2)]);
}
