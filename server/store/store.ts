import type { QueryName, Parameters, Row } from "./catalogue.ts";
import type { CypherValue } from "../../contract/cypher-value.ts";

/**
 * Where the graph is kept. Two adapters stand behind it, opened by open-store.ts: Neo4j over Bolt, and our own engine
 * in a worker thread. The same .cypher files run on both, and one suite (test/store) holds both to these promises.
 *
 * Every await ends: each method has a deadline of its own, and a store that is down is a `Failure` with the code "store/unavailable".
 */
export interface Store {
  readonly kind: "neo4j" | "embedded";

  /** Makes constraints and indexes that are missing, and waits until they are online. */
  prepare(): Promise<void>;

  /**
   * Of a store that is still being opened: says so. Asks nothing of the database.
   * @throws Failure store/unavailable
   */
  requireOpen?(): void;

  /** Starts the query threads in advance, so that the first query does not wait for them. */
  warm?(): void;

  /** Runs a read of the catalogue; a query that would write is refused by the store itself. */
  read<Name extends QueryName>(name: Name, parameters: Parameters<Name>, options?: ReadOptions): Promise<Row<Name>[]>;

  /**
   * Runs writes of the catalogue in order in ONE transaction: all of it is kept or none. Acknowledged means durable.
   * Each write may safely run twice. Answers the rows of each step.
   */
  write(steps: readonly WriteStep[]): Promise<readonly (readonly Record<string, unknown>[])[]>;

  /**
   * Runs an untrusted query. A write, a change of the schema, or a procedure that is not on the list is refused before
   * anything runs; time, rows and size are capped; the signal cancels on the store too. The only path from a user's text to
   * the store.
   */
  query(statement: string, parameters: Readonly<Record<string, unknown>>, options: QueryOptions): Promise<QueryResult>;

  /** What one transaction may take in memory, and the setting that says so; null where that is not limited or not told. */
  transactionMemory?(): Promise<TransactionMemory | null>;

  /**
   * Records, before an erasure, that `compact` must follow: if this process ends first, the next one that opens the store
   * runs it. Only for a store that owns its files.
   */
  markCompactionPending?(): Promise<void>;

  /**
   * Rewrites the store's files from the graph, then overwrites and deletes the old ones and their quarantined copies, so
   * that erased bytes are gone. Returns the names of the deleted files. Blocks all other requests.
   * @throws Failure store/full, store/unavailable: the compaction stays pending
   */
  compact?(): Promise<readonly string[]>;

  /** Whether the store answers now, and its constraints and indexes stand. */
  check(): Promise<StoreState>;

  /** Changes whenever the data does: the ETag of every answer. */
  version(): Promise<string>;

  /**
   * Idempotent. Waits for requests in flight, at most 5 s, and then for the embedded store's snapshot, however long that
   * takes: it is not left half written, and the log tells how far it is.
   */
  close(): Promise<void>;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
}

export type WriteStep = {
  readonly [Name in QueryName]: { readonly name: Name; readonly parameters: Parameters<Name> };
}[QueryName];

export interface QueryOptions {
  /** Rows that are answered at most; the answer tells when there were more. */
  readonly maxRows: number;
  readonly timeoutMillis: number;
  readonly signal?: AbortSignal;
  /** For whom it runs: readers' queries take nothing from the owner's. "owner" when it is not given. */
  readonly client?: QueryClient;
}

/** Who asks: the owner, who typed it, or a reader, who chose one of the questions. */
export type QueryClient = "owner" | "reader";

export interface QueryResult {
  readonly columns: readonly string[];
  /** In column order. */
  readonly rows: readonly (readonly CypherValue[])[];
  /** More rows were there than `maxRows`. */
  readonly truncated: boolean;
  /** The plan as text, when the statement began with EXPLAIN or PROFILE. */
  readonly plan: string | null;
}

export interface TransactionMemory {
  readonly bytes: number;
  /** As it stands in the database's own configuration. */
  readonly setting: string;
}

export interface StoreState {
  readonly ready: boolean;
  /** In words, when not ready. */
  readonly reason: string | null;
}

/** How far the opening or closing of a store is, in bytes. */
export interface StoreProgress {
  /** As "reading the journal". */
  readonly what: string;
  readonly done: number;
  /** null where it is not known before the end. */
  readonly total: number | null;
}
