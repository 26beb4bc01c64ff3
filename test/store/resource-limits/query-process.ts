import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import pino from "pino";
import { Failure } from "../../../contract/errors.ts";
import { EngineThread } from "../../../server/store/embedded/engine-thread.ts";
import type { CypherValue } from "../../../contract/cypher-value.ts";
import type { CostlyQuery } from "./costly-query.ts";
import { COSTLY_QUERIES } from "./costly-queries.ts";

/*
 * A process that runs every query of costly-queries.ts on one engine thread and prints for each how it ended, as
 * a line of JSON. Arguments: how many milliseconds a statement may take; the kind.
 */
const [timeoutMillis = "200", kind = ""] = process.argv.slice(2);

const SETUP = [
  "CREATE FULLTEXT INDEX words FOR (n:P|Long) ON EACH [n.text]",
  "UNWIND range(1, 300) AS i CREATE (:P {i: i, name: 'n' + i, text: 'w' + i + ' w' + (i % 10) + ' said that w' + (i * 7)})",
  "MATCH (a:P), (b:P) WHERE (a.i * 31 + b.i * 17) % 20 = 0 CREATE (a)-[:T {w: a.i + b.i}]->(b)",
  "UNWIND range(1, 5) AS i CREATE (:Long {i: i, text: reduce(s = 'The word of the hour ', n IN range(1, 11) | s + s)})",
  "MATCH (a:Long), (b:P) CREATE (a)-[:T]->(b)",
];

/** How one query ended. */
export interface QueryOutcome {
  readonly kind: string;
  readonly why: string;
  /** "answered", or the code of the refusal. */
  readonly outcome: string;
  readonly message: string;
  /** Of the processor's time, which is the same however busy the machine is. */
  readonly millis: number;
  /** Of the process, while it ran, over what it was before. */
  readonly grownMb: number;
  /** Rows of the next query, sent at once. */
  readonly next: unknown;
  /** How often the thread was replaced. */
  readonly replaced: number;
}

const complaints: string[] = [];
const log = pino(
  { level: "warn" },
  new Writable({
    write: (line: Buffer, _, done) => {
      complaints.push(line.toString());
      done();
    },
  }),
);
const folder = await mkdtemp(join(tmpdir(), "wiregraph-resource-limits-"));
let known = { id: "", commits: 0 };
const primary = new EngineThread({
  task: () => ({ role: "primary", folder, known: null, lock: null }),
  log,
  onOpen: ({ folder }) => (known = folder ?? known),
  onCommit: ({ commit }) => (known = { ...known, commits: commit }),
});
const replica = new EngineThread({
  task: () => ({ role: "query-replica", folder, known }),
  log,
  // Of a clock that runs on while others have the processor: what does nothing is lost by it, what works is measured.
  graceMillis: 30_000,
});

function ask(statement: string, parameters: Readonly<Record<string, CypherValue>>, millis: number) {
  return replica.request({ kind: "query", statement, parameters, maxRows: 1_000, timeoutMillis: millis }, { millis });
}

async function measure(kind: string, { why, statement, parameters = {} }: CostlyQuery): Promise<QueryOutcome> {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const began = process.cpuUsage();
  const { outcome, message } = await ask(statement, parameters, Number(timeoutMillis)).then(
    () => ({ outcome: "answered", message: "" }),
    (error: unknown) => ({
      outcome: error instanceof Failure ? error.code : "unnamed",
      message: String(error instanceof Error ? error.message : error).slice(0, 300),
    }),
  );
  const { user, system } = process.cpuUsage(began);
  const millis = Math.round((user + system) / 1_000);
  clearInterval(watch);
  most = Math.max(most, process.memoryUsage().rss);
  const next = await ask("MATCH (n:P {i: 7}) RETURN n.name AS name", {}, 5_000).then(
    ({ rows }) => rows,
    (error: unknown) => String(error),
  );
  const grownMb = Math.round((most - before) / 2 ** 20);
  return { kind, why, outcome, message, millis, grownMb, next, replaced: complaints.splice(0).length };
}

try {
  const steps = SETUP.map((statement) => ({ statement, parameters: {} }));
  await primary.request({ kind: "write", steps, timeoutMillis: 60_000 }, { millis: 60_000 });
  await ask("RETURN 'a' =~ 'a' AS x", {}, 10_000);
  for (const [name, statements] of Object.entries(COSTLY_QUERIES)) {
    if (kind !== "" && name !== kind) continue;
    for (const one of statements) process.stdout.write(`${JSON.stringify(await measure(name, one))}\n`);
  }
} finally {
  await replica.end(0);
  await primary.end(0);
  await rm(folder, { recursive: true, force: true });
}
