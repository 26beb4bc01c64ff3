import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { Failure } from "../../../contract/errors.ts";
import { prepare, ready, run, type Prepared, type Result, type RunOptions } from "../../../engine/cypher.ts";
import type { Change } from "../../../engine/graph/graph.ts";
import { createGraph } from "../../../engine/graph/property-graph.ts";
import { Budget, DEFAULT_LIMITS, type Limits } from "../../../engine/run/budget.ts";
import { prepareRead, queryFailure } from "../refusals.ts";
import { openJournal } from "./journal.ts";
import type { AnswerMessage, Ask, AskMessage, FailureMessage } from "./protocol.ts";
import { fromPlain, parameterValue, toCypherValue, toPlain } from "./wire-values.ts";

const WRITE_MILLIS = 120_000;
const OURS: Partial<Limits> = { rows: 1_000_000, elements: 50_000_000, steps: 5_000_000_000 };

const graph = createGraph();
const port = parentPort;
const prepared = new Map<string, Prepared>();

function send(message: AnswerMessage): void {
  port?.postMessage(message);
}

function failureOf(error: unknown): FailureMessage {
  if (error instanceof Failure) {
    const { code, message, place, remedy, cypherCode } = error;
    return { code, message, ...(place && { place }), ...(remedy && { remedy }), ...(cypherCode && { cypherCode }) };
  }
  return { code: "internal", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function options(limits: Partial<Limits>, cancel: SharedArrayBuffer): RunOptions {
  const epoch = Date.now();
  return {
    limits,
    cancel: new Int32Array(cancel),
    clock: () => performance.now(),
    now: { epochMillis: epoch, nanoOfMilli: 0 },
  };
}

/** Statements of ours are few and come again and again. */
function known(statement: string): Prepared {
  const before = prepared.get(statement);
  if (before !== undefined) return before;
  const made = prepare(statement);
  prepared.set(statement, made);
  return made;
}

function plainRows({ columns, rows }: Result): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, toPlain(row[index] ?? null)])));
}

function parameters(given: Readonly<Record<string, unknown>>) {
  return new Map(Object.entries(given).map(([name, value]) => [name, fromPlain(value)]));
}

const { dataDir } = workerData as { readonly dataDir: string };
mkdirSync(dataDir, { recursive: true });
const { journal, cut } = openJournal(join(dataDir, "graph.journal"), (changes) => graph.apply(changes));

/** Runs steps as one commit: when one fails, or the disk takes no more, what the ones before did is undone. */
function write(
  steps: readonly { readonly statement: string; readonly parameters: Readonly<Record<string, unknown>> }[],
  cancel: SharedArrayBuffer,
): Record<string, unknown>[][] {
  const answers: Record<string, unknown>[][] = [];
  const changes: Change[] = [];
  graph.begin();
  try {
    for (const step of steps) {
      const result = run(
        graph,
        known(step.statement),
        parameters(step.parameters),
        options({ ...OURS, timeMillis: WRITE_MILLIS }, cancel),
      );
      changes.push(...result.changes);
      answers.push(plainRows(result));
    }
    if (changes.length > 0) journal.append(changes);
    graph.commit();
    return answers;
  } catch (error) {
    graph.rollback();
    throw error;
  }
}

async function answer(ask: Ask, cancel: SharedArrayBuffer): Promise<unknown> {
  switch (ask.kind) {
    case "prepare":
      write(
        ask.statements.map((statement) => ({ statement, parameters: {} })),
        cancel,
      );
      return null;
    case "read":
      return plainRows(
        run(graph, known(ask.statement), parameters(ask.parameters), {
          ...options({ ...OURS, timeMillis: ask.timeoutMillis }, cancel),
          allow: "read",
        }),
      );
    case "write":
      return write(ask.steps, cancel);
    case "query": {
      const statement = prepareRead(ask.statement);
      await ready(statement);
      try {
        const settings = options({ rows: ask.maxRows, timeMillis: ask.timeoutMillis }, cancel);
        const budget = new Budget(DEFAULT_LIMITS, settings.clock, null);
        const context = { graph, budget, now: settings.now, random: Math.random };
        const given = new Map(
          Object.entries(ask.parameters).map(([name, value]) => [name, parameterValue(value, context)]),
        );
        const { columns, rows, truncated, plan } = run(graph, statement, given, { ...settings, allow: "read" });
        return { columns, rows: rows.map((row) => row.map((value) => toCypherValue(value, graph))), truncated, plan };
      } catch (error) {
        throw queryFailure(error, ask.statement);
      }
    }
    case "close":
      journal.close();
      return null;
  }
}

port?.on("message", ({ id, ask, cancel }: AskMessage) => {
  answer(ask, cancel).then(
    (value) => send({ kind: "answer", id, value }),
    (error: unknown) => send({ kind: "failure", id, failure: failureOf(error) }),
  );
});

send({ kind: "opened", cut });
