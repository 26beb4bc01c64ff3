// npm run bench: measures the engine beside hand-written loops, Grafeo and Neo4j, and fails when a goal is missed.
// A part alone: npm run bench -- storage.
// Loading a large story: npm run bench -- load. The service under attack: npm run bench -- service.
// Corrections of articles: npm run bench -- corrections. The network view in Chromium: npm run bench -- view.
// What a figure names alone: npm run bench -- --only "top 20".
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, handOver, installPackages, root, run, say } from "./prepare.mjs";

const GRAFEO = join(root, ".cache/grafeo");

await installPackages();
const [, , part, next = "-"] = process.argv;
// Corrections are compared in this process: nothing built takes part.
if (part !== "corrections" || !next.startsWith("-")) await build();
const needsNoGrafeo = ["load", "service", "corrections", "view"].includes(part) && next.startsWith("-");
if (!needsNoGrafeo && !existsSync(join(GRAFEO, "node_modules/@grafeo-db/js"))) {
  say("Fetching Grafeo, to measure against (once) …");
  await run("npm", [
    "install",
    "--prefix",
    GRAFEO,
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "@grafeo-db/js@0.6.0",
  ]);
}
// A panic inside Grafeo is told in its row; its stack trace would only hide the table.
await handOver("bench/main.ts", process.argv.slice(2), { RUST_BACKTRACE: "0" });
