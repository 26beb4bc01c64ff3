import type { Database, Limits, Prepared, RawResult } from "../../../engine/index.ts";
import { queryFailure } from "../query-guard.ts";
import type { Step } from "./protocol.ts";
import { fromPlain, toPlain } from "./wire-values.ts";

/** Internal statements have higher limits than untrusted ones. */
const INTERNAL_LIMITS: Partial<Limits> = { rows: 1_000_000, elements: 20_000_000, steps: 5_000_000_000 };

/** Limits that keep an untrusted query below about 200 MB. */
export const UNTRUSTED_LIMITS: Partial<Limits> = {
  elements: 1_000_000,
  listLength: 1_000_000,
  stringLength: 2_000_000,
};

/** Prepared internal statements by their text. */
export type PreparedStatements = ReadonlyMap<string, Prepared>;

/** Prepares internal statements. They are few and run often; the database caches them. */
export async function prepareAll(database: Database, statements: Iterable<string>): Promise<PreparedStatements> {
  const prepared = new Map<string, Prepared>();
  for (const statement of statements) prepared.set(statement, await database.prepare(statement));
  return prepared;
}

export interface InternalRun {
  readonly runner: Pick<Database, "runRaw">;
  readonly prepared: PreparedStatements;
  readonly step: Step;
  readonly timeMillis: number;
  readonly cancel: Int32Array;
  readonly allow: "read" | "schema";
}

/** Runs a prepared internal statement, inside a transaction when `runner` is one. @throws Failure */
export function runInternal({ runner, prepared, step, timeMillis, cancel, allow }: InternalRun): RawResult {
  try {
    const statement = prepared.get(step.statement);
    if (statement === undefined) throw new Error(`Not prepared: ${step.statement}`);
    const parameters = Object.entries(step.parameters).map(([name, value]) => [name, fromPlain(value)] as const);
    const limits = { ...INTERNAL_LIMITS, timeMillis };
    return runner.runRaw(statement, Object.fromEntries(parameters), { limits, cancel, allow });
  } catch (error) {
    throw queryFailure(error, step.statement);
  }
}

/** The rows of a result as plain records. */
export function recordsOf({ columns, rows }: RawResult): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, toPlain(row[index] ?? null)])));
}
