#!/usr/bin/env node
// The command of the installed package: wiregraph start, wiregraph load FILE… Data is kept in the folder it is typed in.
import { existsSync, readFileSync } from "node:fs";

const HELP = `Knowledge graphs of the news in which every relation carries its receipt.

  wiregraph [start]                      opens the app at http://127.0.0.1:3000
  wiregraph load FILE…                   loads story files
  wiregraph unload ID                    removes a story with everything in it
  wiregraph story ID --public|--desk     says who may see a story
  wiregraph correct FILE --story ID --article ID
                                         takes in an article's text as its publisher has it now
  wiregraph erase --story ID --words "…" takes words, an article or an entity out of a story for good
  wiregraph query 'MATCH …'              prints a JSON object a row
  wiregraph neo4j                        runs a Neo4j on this machine's Java 17

The graph is kept in the folder data, or in the Neo4j of NEO4J_URI; docs/settings.md of the package lists all settings.
`;

const [name = "start", ...args] = process.argv.slice(2);
const main = new URL("../dist/server/main.js", import.meta.url);
if (name === "help" || name === "--help" || name === "-h") process.stdout.write(HELP);
else if (name === "--version" || name === "-v") {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  process.stdout.write(`${version}\n`);
} else if (name === "neo4j") {
  const { runNeo4j } = await import("./neo4j.mjs");
  await runNeo4j(args);
} else if (existsSync(main)) {
  process.argv.splice(2, Number.POSITIVE_INFINITY, name, ...args);
  await import(main.href);
} else {
  process.stderr.write("wiregraph: nothing is built in this checkout: run npm run build\n");
  process.exitCode = 1;
}
