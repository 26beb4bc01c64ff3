import type { QueryName, Parameters, Row } from "./catalogue.ts";
import type { CypherValue } from "../../contract/cypher-value.ts";

/**
 * Keeps the graph. open-store.ts opens one of two adapters: Neo4j over Bolt, or the embedded engine in worker threads.
 * The same .cypher files run on both, and one test suite (test/store) checks both.
 *
 * Every await ends: each method has a deadline, and a store that is down throws a `Failure` with the code
 * "store/unavailable".
 */
export interface Store {
  readonly kind: "neo4j" | "embedded";

  /** Creates missing constraints and indexes, and waits until they are online. */
  prepare(): Promise<void>;

  /**
   * Throws when the store is still opening. Does not access the database.
   * @throws Failure store/unavailable
   */
  requireOpen?(): void;

  /** Starts the query threads in advance, so that the first query does not wait for them. */
  warm?(): void;

  /** Runs a read of the catalogue; the store itself rejects a query that would write. */
  read<Name extends QueryName>(name: Name, parameters: Parameters<Name>, options?: ReadOptions): Promise<Row<Name>[]>;

  /**
   * Runs writes of the catalogue in order in ONE transaction. Acknowledged means durable. Each write may safely run
   * twice. Returns the rows of each step.
   */
  write(steps: readonly WriteStep[]): Promise<readonly (readonly Record<string, unknown>[])[]>;

  /**
   * Runs an untrusted query. A write, a schema change, or a procedure that is not on the allow list is rejected before
   * anything runs. Time, rows and size are limited; the signal also cancels on the store. It is the only path from a
   * user's text to the store.
   */
  query(statement: string, parameters: Readonly<Record<string, unknown>>, options: QueryOptions): Promise<QueryResult>;

  /** The memory limit of one transaction, and the setting that defines it; null where it is unlimited or unknown. */
  transactionMemory?(): Promise<TransactionMemory | null>;

  /**
   * Records, before an erasure, that `compact` must follow: if this process ends first, the next one that opens the
   * store runs it. Only for a store that owns its files.
   */
  markCompactionPending?(): Promise<void>;

  /**
   * Rewrites the store's files from the graph, then overwrites and deletes the old ones and their quarantined copies,
   * so that erased bytes are gone. Returns the names of the deleted files. Blocks all other requests.
   * @throws Failure store/full, store/unavailable: the compaction stays pending
   */
  compact?(): Promise<readonly string[]>;

  /** Whether the store responds now and has its constraints and indexes. */
  check(): Promise<StoreState>;

  /** Changes whenever the data does: the ETag of every answer. */
  version(): Promise<string>;

  /**
   * Idempotent. Waits for requests in flight, at most 5 s, and then for the embedded store's snapshot without a
   * timeout, so that it is complete; the log reports its progress.
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
  /** Most rows of the answer; `truncated` tells whether there were more. */
  readonly maxRows: number;
  readonly timeoutMillis: number;
  readonly signal?: AbortSignal;
  /** The client: readers' queries use no capacity of the owner. Default: "owner". */
  readonly client?: QueryClient;
}

/** The kind of client: the owner, who types queries, or a reader, who selects a question. */
export type QueryClient = "owner" | "reader";

export interface QueryResult {
  readonly columns: readonly string[];
  /** In column order. */
  readonly rows: readonly (readonly CypherValue[])[];
  /** There were more rows than `maxRows`. */
  readonly truncated: boolean;
  /** The plan as text, when the statement began with EXPLAIN or PROFILE. */
  readonly plan: string | null;
}

export interface TransactionMemory {
  readonly bytes: number;
  /** The name of the setting in the database's configuration. */
  readonly setting: string;
}

export interface StoreState {
  readonly ready: boolean;
  /** In words, when not ready. */
  readonly reason: string | null;
}

/** The progress of opening or closing a store, in bytes. */
export interface StoreProgress {
  /** For example "reading the journal". */
  readonly what: string;
  readonly done: number;
  /** null where it is unknown before the end. */
  readonly total: number | null;
}
