import type { CypherValue } from "../../../contract/cypher-value.ts";
import { ERROR_STATUS, type Failure } from "../../../contract/errors.ts";
import { fromMessage, toMessage, type FailureMessage } from "../../../contract/failure-message.ts";
import type { Change } from "../../../engine/index.ts";
import type { QueryResult, StoreProgress } from "../store.ts";
import type { FolderState } from "./data-folder.ts";
import type { ExpectedFile, FileIdentity } from "./file-identity.ts";

/*
 * Worker threads over one folder. The primary reads and writes for the catalogue and owns the journal. Query replicas
 * run untrusted queries, each on its own graph that follows the primary's commits, so that such a query can neither
 * delay a reader nor crash the thread with the journal.
 */
export type WorkerTask =
  | {
      readonly role: "primary";
      readonly folder: string;
      /** The state this process last saw; null at the first opening. */
      readonly known: FolderState | null;
      /** The lock that must still exist when something is written; null where the folder is not locked. */
      readonly lock: Pick<ExpectedFile, "path" | "identity"> | null;
    }
  | { readonly role: "query-replica"; readonly folder: string; readonly known: FolderState };

export interface Step {
  readonly statement: string;
  readonly parameters: object;
}

/** A request to a worker. Internal statements are sent as text too: the worker does not know the catalogue. */
export type EngineRequest =
  | { readonly kind: "prepare"; readonly statements: readonly string[] }
  | ({ readonly kind: "read"; readonly timeoutMillis: number } & Step)
  | { readonly kind: "write"; readonly steps: readonly Step[]; readonly timeoutMillis: number }
  | {
      readonly kind: "query";
      readonly statement: string;
      readonly parameters: Readonly<Record<string, CypherValue>>;
      readonly maxRows: number;
      readonly timeoutMillis: number;
    }
  | { readonly kind: "check" }
  /** `isLater`: only marks the compaction as pending, for this process or the next. */
  | { readonly kind: "compact"; readonly isLater: boolean }
  | { readonly kind: "close" };

export interface EngineResponses {
  readonly prepare: null;
  readonly read: Record<string, unknown>[];
  readonly write: Record<string, unknown>[][];
  readonly query: QueryResult;
  /** Names of all indexes; fails when the folder could not keep a commit. */
  readonly check: string[];
  readonly compact: CompactionResult;
  readonly close: null;
}

export interface CompactionResult {
  readonly folder: OpenedJournalState;
  /** Names of the deleted files. */
  readonly removed: readonly string[];
}

/** A commit that the primary sends to the replicas. */
export interface Commit {
  readonly kind: "commit";
  readonly commit: number;
  /** The size of the journal including this commit. */
  readonly journalBytes: number;
  readonly changes: readonly Change[];
}

export type ToWorker =
  | {
      readonly kind: "request";
      readonly id: number;
      readonly request: EngineRequest;
      /** One cell; any value but 0 ends the running request. */
      readonly cancel: SharedArrayBuffer;
    }
  | Commit;

export type FromWorker =
  | { readonly kind: "progress"; readonly progress: StoreProgress }
  | Opened
  | { readonly kind: "refused"; readonly failure: TracedMessage }
  | { readonly kind: "warning"; readonly warning: string }
  | { readonly kind: "started"; readonly id: number }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: TracedMessage }
  | Commit;

export interface Opened {
  readonly kind: "opened";
  /** An estimate of the memory of the thread's graph. */
  readonly memoryBytes: number;
  /** Set by the primary. */
  readonly folder: OpenedJournalState | null;
}

export interface OpenedJournalState extends FolderState {
  readonly journal: FileIdentity;
  readonly journalBytes: number;
  /** In words, what was truncated or repaired; null if nothing was. */
  readonly cut: string | null;
}

/** Handles the requests of a worker, one at a time, and applies commits. */
export interface RequestHandler {
  readonly folder: OpenedJournalState | null;
  handle(request: EngineRequest, cancel: Int32Array): Promise<unknown>;
  /** @throws Error unless it is the commit after the last one */
  apply(commit: Commit): void;
}

/** An error as sent between threads, with the stack that the owning thread logs. */
export interface TracedMessage extends FailureMessage {
  /** The stack of its cause; null if it is not logged. */
  readonly trace: string | null;
}

/** Replaces the message of an unexpected error by a generic one; the log gets the stack. */
export function tracedMessage(error: unknown): TracedMessage {
  const message = toMessage(error);
  if (message === null) return { code: "internal", message: UNEXPECTED, trace: traceOf(error) };
  const { cause } = error as Failure;
  return { ...message, trace: ERROR_STATUS[message.code] >= 500 && cause !== undefined ? traceOf(cause) : null };
}

export const UNEXPECTED = "The store met an error of ours; the log has the details";

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export function failureFrom({ trace, ...message }: TracedMessage): Failure {
  const failure = fromMessage(message);
  if (trace !== null) failure.cause = errorOf(trace);
  return failure;
}

/** Rebuilds an error that was thrown in the other thread. */
function errorOf(trace: string): Error {
  const error = new Error(trace.split("\n", 1)[0]);
  error.stack = trace;
  return error;
}
