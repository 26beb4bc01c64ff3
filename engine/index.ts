import { DEFAULT_LIMITS, type CancelCell, type Limits } from "./budget.ts";
import { CypherError, placeIn } from "./errors.ts";
import type { Change, ConstraintDescription, Graph, IndexDescription } from "./graph/graph.ts";
import { mergeChanges } from "./graph/merge-changes.ts";
import { createGraph } from "./graph/property-graph.ts";
import { openSnapshot } from "./graph/snapshot.ts";
import { writeSnapshot } from "./graph/snapshot-writer.ts";
import { fromJs, toJs, type JsInput, type JsValue } from "./js-values.ts";
import type { Counters, Now, ProcedureDefinition } from "./run/execution.ts";
import { ResultEncoder, type AnswerValue } from "./result-encoder.ts";
import { prepare, run, type Access, type Prepared, type Result } from "./run-statement.ts";
import type { Value } from "./values/value.ts";

/** Most prepared statements in the cache; the least recently used one is evicted first. */
const MOST_PREPARED = 500;

export interface DatabaseOptions {
  /** The bytes that `snapshot()` wrote, whole or in chunks of any size. Without it the graph is empty. */
  readonly snapshot?: Uint8Array | Iterable<Uint8Array>;
  /** Upper bounds of each run; a missing one defaults to `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  /** Procedures in addition to the built-in ones. */
  readonly procedures?: readonly ProcedureDefinition[];
  /** The instant that date() and the other clock functions read in a statement. Default: the system clock. */
  now?(): Now;
  /** A random number in [0, 1). Default: Math.random. */
  random?(): number;
}

export interface StatementOptions {
  /** Limits of this run; a missing one is the database's. */
  readonly limits?: Partial<Limits>;
  /** The most a statement may do: "read", "write" or "schema". Default: "schema", which allows everything. */
  readonly allow?: Access;
  /** A cell of shared memory; another thread ends the run by storing a value other than 0 in it. */
  readonly cancel?: CancelCell;
  /**
   * When it is aborted before the statement starts, the statement does not run. A running statement blocks its thread,
   * so only a cancel cell can end it.
   */
  readonly signal?: AbortSignal;
}

/** The rows of a statement, and what it changed. Iteration yields each row as a record keyed by column. */
export interface QueryResult extends Iterable<Readonly<Record<string, JsValue>>> {
  readonly columns: readonly string[];
  /** The number of rows. */
  readonly size: number;
  /** True when the statement produced more rows than `limits.rows`. */
  readonly truncated: boolean;
  /** The plan as text, after EXPLAIN and PROFILE. */
  readonly plan: string | null;
  readonly counters: Readonly<Counters>;
  /** Work done, in the unit of `limits.steps`. */
  readonly steps: number;
}

/** A result with the engine's own values, for code that converts them itself and reads them once. */
export interface RawResult extends Omit<QueryResult, typeof Symbol.iterator> {
  /** A node or relationship in them is its id in the graph: read it before the graph changes. */
  readonly rows: readonly (readonly Value[])[];
  /**
   * Encodes the rows as lossless JSON: a value without a JSON form becomes an object with `$type`. Call it before the
   * graph changes.
   * @throws CypherError LimitExceeded for more than 500,000 values or 20,000,000 characters
   */
  encode(): AnswerValue[][];
}

/** Runs statements inside a transaction. */
export interface Transaction {
  /** @throws CypherError */
  run(statement: Prepared, parameters?: Readonly<Record<string, JsInput>>, options?: StatementOptions): QueryResult;
  /** @throws CypherError */
  runRaw(statement: Prepared, parameters?: Readonly<Record<string, JsInput>>, options?: StatementOptions): RawResult;
}

export interface TransactionOptions {
  /**
   * Called before the commit with all changes (empty when nothing changed), for a journal. When it throws, the
   * transaction is rolled back.
   */
  beforeCommit?(changes: readonly Change[]): void;
}

/** An in-process property graph that answers Cypher 5. */
export interface Database {
  /**
   * Parses and checks a statement; the last 500 are cached by their text.
   * @throws CypherError with the location of the mistake
   */
  prepare(text: string): Promise<Prepared>;
  /**
   * Runs a statement in its own transaction, which is rolled back when anything fails.
   * @throws CypherError; the signal's reason when it is aborted
   */
  run(
    statement: string | Prepared,
    parameters?: Readonly<Record<string, JsInput>>,
    options?: StatementOptions,
  ): Promise<QueryResult>;
  /**
   * Like `run`, but synchronous and without converting the rows.
   * @throws CypherError; the signal's reason when it is aborted
   */
  runRaw(statement: Prepared, parameters?: Readonly<Record<string, JsInput>>, options?: StatementOptions): RawResult;
  /** Runs `work` in one transaction: commits when it returns, rolls back when it throws. */
  transaction<T>(work: (transaction: Transaction) => T, options?: TransactionOptions): T;
  /** Applies the changes that another database passed to its subscribers; this database is then its replica. */
  apply(changes: readonly Change[]): void;
  /** Calls `listener` after each commit with its changes, JSON-safe. Returns a function that ends the subscription. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
  /**
   * The whole graph as bytes, in chunks, for `openDatabase({ snapshot })`. The graph must not change during iteration.
   */
  snapshot(): Iterable<Uint8Array>;
  size(): { readonly nodes: number; readonly relationships: number };
  /** All indexes and constraints. */
  schema(): { readonly indexes: readonly IndexDescription[]; readonly constraints: readonly ConstraintDescription[] };
  /** Frees the graph; every later call throws. Closing twice does nothing. */
  close(): void;
}

/**
 * Opens an in-memory graph.
 * @throws SnapshotError when the snapshot is damaged, truncated or not a snapshot
 */
export function openDatabase(options: DatabaseOptions = {}): Database {
  const { snapshot, limits = {}, procedures = [] } = options;
  const now = () => options.now?.() ?? { epochMillis: Date.now(), nanoOfMilli: 0 };
  let opened: Graph | null =
    snapshot === undefined ? createGraph() : openSnapshot(snapshot instanceof Uint8Array ? [snapshot] : snapshot);
  const prepared = new Map<string, Prepared>();
  const listeners = new Set<(changes: readonly Change[]) => void>();

  const graphOf = (): Graph => {
    if (opened === null) throw new Error("The database is closed");
    return opened;
  };

  const prepareCached = async (text: string): Promise<Prepared> => {
    graphOf();
    const known = prepared.get(text) ?? (await prepare(text));
    // Reinserting moves it to the end of the map, so the first entry is the least recently used one.
    prepared.delete(text);
    prepared.set(text, known);
    const [oldest] = prepared.keys();
    if (prepared.size > MOST_PREPARED && oldest !== undefined) prepared.delete(oldest);
    return known;
  };

  const runIn = (
    graph: Graph,
    statement: Prepared,
    parameters: Readonly<Record<string, JsInput>>,
    { signal, allow, cancel, limits: own }: StatementOptions,
  ): Result => {
    signal?.throwIfAborted();
    const given = new Map(Object.entries(parameters).map(([name, value]) => [name, fromJs(value)]));
    return run(graph, statement, given, {
      limits: { ...limits, ...own },
      clock: () => performance.now(),
      now: now(),
      procedures,
      ...(options.random !== undefined && { random: () => options.random?.() ?? 0 }),
      ...(allow !== undefined && { allow }),
      ...(cancel !== undefined && { cancel }),
    });
  };

  const transaction = <T>(work: (transaction: Transaction) => T, { beforeCommit }: TransactionOptions = {}): T => {
    const graph = graphOf();
    if (graph.inTransaction) throw new Error("A transaction is open: what runs in it goes through it");
    const made: Change[] = [];
    let changes: readonly Change[] = [];
    let answer: T;
    graph.begin();
    try {
      const runHere: typeof runIn = (...args) => {
        const result = runIn(...args);
        for (const change of result.changes) made.push(change);
        return result;
      };
      answer = work({
        run: (statement, parameters = {}, own = {}) => queryResult(runHere(graph, statement, parameters, own), graph),
        runRaw: (statement, parameters = {}, own = {}) => rawResult(runHere(graph, statement, parameters, own), graph),
      });
      changes = mergeChanges(made);
      beforeCommit?.(changes);
    } catch (error) {
      graph.rollback();
      throw error;
    }
    graph.commit();
    if (changes.length > 0) for (const listener of listeners) listener(changes);
    return answer;
  };

  return {
    prepare: prepareCached,
    run: async (statement, parameters = {}, runOptions = {}) => {
      runOptions.signal?.throwIfAborted();
      const known = typeof statement === "string" ? await prepareCached(statement) : statement;
      if (known.access !== "read") return transaction((open) => open.run(known, parameters, runOptions));
      const graph = graphOf();
      return queryResult(runIn(graph, known, parameters, runOptions), graph);
    },
    runRaw: (statement, parameters = {}, runOptions = {}) => {
      if (statement.access !== "read") return transaction((open) => open.runRaw(statement, parameters, runOptions));
      const graph = graphOf();
      return rawResult(runIn(graph, statement, parameters, runOptions), graph);
    },
    transaction,
    apply: (changes) => {
      const graph = graphOf();
      if (graph.inTransaction) throw new Error("A transaction is open: changes are applied between transactions");
      graph.apply(changes);
      for (const listener of listeners) listener(changes);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: () => writeSnapshot(graphOf()),
    size: () => ({ nodes: graphOf().nodeCount, relationships: graphOf().relationshipCount }),
    schema: () => {
      const { schema } = graphOf();
      return { indexes: schema.indexes(), constraints: schema.constraints() };
    },
    close: () => {
      opened = null;
      prepared.clear();
      listeners.clear();
    },
  };
}

function queryResult({ columns, rows, truncated, plan, counters, steps }: Result, graph: Graph): QueryResult {
  // A later write may delete a returned element, so nodes and relationships are read now.
  const records = rows.map((row) => row.map((value) => toJs(value, graph)));
  return {
    columns,
    size: rows.length,
    truncated,
    plan,
    counters,
    steps,
    *[Symbol.iterator]() {
      for (const record of records)
        yield Object.fromEntries(columns.map((column, index) => [column, record[index] ?? null]));
    },
  };
}

function rawResult({ columns, rows, truncated, plan, counters, steps }: Result, graph: Graph): RawResult {
  const encode = () => {
    const encoder = new ResultEncoder(graph);
    return rows.map((row) => row.map((value) => encoder.value(value)));
  };
  return { columns, rows, size: rows.length, truncated, plan, counters, steps, encode };
}

export { CypherError, DEFAULT_LIMITS, placeIn, prepare };
export { SnapshotError } from "./graph/snapshot-sections.ts";
export { fromJs, temporalOf, textOf, toJs, GraphNode, GraphPath, GraphRelationship } from "./js-values.ts";
export { describeError, textNaming, unanchoredText } from "./run-statement.ts";
export { isList, isMap } from "./values/kind.ts";
export {
  DateTimeValue,
  DateValue,
  DurationValue,
  Float,
  LocalDateTimeValue,
  LocalTimeValue,
  PointValue,
  TimeValue,
} from "./values/value.ts";
export type { CypherErrorKind } from "./errors.ts";
export type { JsInput, JsValue, TemporalKind } from "./js-values.ts";
export type {
  Access,
  AnswerValue,
  CancelCell,
  Change,
  ConstraintDescription,
  IndexDescription,
  Limits,
  Now,
  Prepared,
  ProcedureDefinition,
  Value,
};
