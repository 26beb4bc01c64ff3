import { prepare, run, type Prepared, type Result, type RunOptions } from "../../../engine/run-statement.ts";
import type { Graph } from "../../../engine/graph/graph.ts";
import type { Limits } from "../../../engine/budget.ts";
import { queryFailure } from "../query-guard.ts";
import type { Step } from "./protocol.ts";
import { fromPlain, toPlain } from "./wire-values.ts";

/** Internal statements may do more than untrusted ones. */
const INTERNAL_LIMITS: Partial<Limits> = { rows: 1_000_000, elements: 20_000_000, steps: 5_000_000_000 };

/** Limits that keep an untrusted query below some 200 MB. */
export const UNTRUSTED_LIMITS: Partial<Limits> = {
  elements: 1_000_000,
  listLength: 1_000_000,
  stringLength: 2_000_000,
};

export function runOptions(limits: Partial<Limits>, cancel: Int32Array): RunOptions {
  const now = { epochMillis: Date.now(), nanoOfMilli: 0 };
  return { limits, cancel, clock: () => performance.now(), now };
}

/** Prepared internal statements by their texts. */
export type PreparedStatements = ReadonlyMap<string, Prepared>;

/** A cache of prepared internal statements: few, and run again and again. Returns all statements prepared so far. */
export function statementCache(): (statements: Iterable<string>) => Promise<PreparedStatements> {
  const known = new Map<string, Prepared>();
  return async (statements) => {
    for (const statement of statements) if (!known.has(statement)) known.set(statement, await prepare(statement));
    return known;
  };
}

export interface InternalRun {
  readonly graph: Graph;
  readonly prepared: PreparedStatements;
  readonly step: Step;
  readonly timeMillis: number;
  readonly cancel: Int32Array;
  readonly allow: "read" | "schema";
}

/** Runs a prepared internal statement. @throws Failure */
export function runInternal({ graph, prepared, step, timeMillis, cancel, allow }: InternalRun): Result {
  const parameters = new Map(Object.entries(step.parameters).map(([name, value]) => [name, fromPlain(value)]));
  try {
    const statement = prepared.get(step.statement);
    if (statement === undefined) throw new Error(`Not prepared: ${step.statement}`);
    return run(graph, statement, parameters, { ...runOptions({ ...INTERNAL_LIMITS, timeMillis }, cancel), allow });
  } catch (error) {
    throw queryFailure(error, step.statement);
  }
}

/** The rows of a result as plain records. */
export function recordsOf({ columns, rows }: Result): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, toPlain(row[index] ?? null)])));
}
