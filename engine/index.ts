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

/** Prepared statements that are kept; the one that was not used for the longest time goes first. */
const MOST_PREPARED = 500;

export interface DatabaseOptions {
  /** What `snapshot()` wrote, whole or in chunks cut anywhere. Without it the graph is empty. */
  readonly snapshot?: Uint8Array | Iterable<Uint8Array>;
  /** Upper bounds of each run; those not given are `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  /** Procedures besides those that come with the engine. */
  readonly procedures?: readonly ProcedureDefinition[];
  /** The instant of a statement, as date() and its like read it. Default: the clock of the machine. */
  now?(): Now;
  /** From 0 to below 1. Default: Math.random. */
  random?(): number;
}

export interface StatementOptions {
  /** Instead of the database's, for this run. */
  readonly limits?: Partial<Limits>;
  /** What a statement may do at most: "read", "write" or "schema". Default: "schema", which is everything. */
  readonly allow?: Access;
  /** A cell of shared memory; another thread that stores anything but 0 in it ends the run. */
  readonly cancel?: CancelCell;
  /**
   * Aborted before the statement starts, it does not run. A statement runs in one piece on its thread: only a cancel cell
   * ends one that runs.
   */
  readonly signal?: AbortSignal;
}

/** The rows of a statement, and what it changed. Iterating gives each row as a record by its columns. */
export interface QueryResult extends Iterable<Readonly<Record<string, JsValue>>> {
  readonly columns: readonly string[];
  /** The number of rows. */
  readonly size: number;
  /** There were more rows than `limits.rows`. */
  readonly truncated: boolean;
  /** The plan as text, for EXPLAIN and PROFILE. */
  readonly plan: string | null;
  readonly counters: Readonly<Counters>;
  /** Work done, in the units of `limits.steps`. */
  readonly steps: number;
}

/** A result whose values are as the engine holds them: for code that converts them itself, and reads them once. */
export interface RawResult extends Omit<QueryResult, typeof Symbol.iterator> {
  /** A node or relationship is its number in the graph: read it before the graph changes. */
  readonly rows: readonly (readonly Value[])[];
  /**
   * The rows as JSON that loses nothing: what JSON has no form for is an object with `$type`. Before the graph changes.
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
  /** Called before the commit with all changes (none, when nothing changed), for a journal. When it throws, the transaction is rolled back. */
  beforeCommit?(changes: readonly Change[]): void;
}

/** A property graph in this process that answers Cypher 5. */
export interface Database {
  /**
   * Parses and checks a statement; the last 500 are cached by their text.
   * @throws CypherError with the place of the mistake
   */
  prepare(text: string): Promise<Prepared>;
  /**
   * Runs a statement in a transaction of its own: all of it or, when anything fails, none.
   * @throws CypherError; the signal's reason where it is aborted
   */
  run(
    statement: string | Prepared,
    parameters?: Readonly<Record<string, JsInput>>,
    options?: StatementOptions,
  ): Promise<QueryResult>;
  /**
   * As `run`, at once and without converting the rows.
   * @throws CypherError; the signal's reason where it is aborted
   */
  runRaw(statement: Prepared, parameters?: Readonly<Record<string, JsInput>>, options?: StatementOptions): RawResult;
  /** Runs `work` in one transaction, which is committed when it returns and rolled back when it throws. */
  transaction<T>(work: (transaction: Transaction) => T, options?: TransactionOptions): T;
  /** Applies what another database's `subscribe` passed on: this one is then its replica. */
  apply(changes: readonly Change[]): void;
  /** Calls `listener` after each commit with its changes, JSON-safe. Returns what ends the subscription. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
  /** The whole graph as bytes, in chunks, for `openDatabase({ snapshot })`. The graph may not change meanwhile. */
  snapshot(): Iterable<Uint8Array>;
  size(): { readonly nodes: number; readonly relationships: number };
  /** The indexes and constraints there are. */
  schema(): { readonly indexes: readonly IndexDescription[]; readonly constraints: readonly ConstraintDescription[] };
  /** Frees the graph; every later call throws. Closing twice does nothing. */
  close(): void;
}

/**
 * Opens a graph in memory.
 * @throws SnapshotError when the snapshot is damaged, cut, or something else
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
    // Last in the order of the map: the first is the one that was not used for the longest time.
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
  // A write may delete what was returned: nodes and relationships are read while the graph is as the statement left it.
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
