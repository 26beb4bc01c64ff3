import type { CypherValue } from "../../../contract/cypher-value.ts";
import { ERROR_STATUS, type Failure } from "../../../contract/errors.ts";
import { fromMessage, toMessage, type FailureMessage } from "../../../contract/failure-message.ts";
import type { Change } from "../../../engine/graph/graph.ts";
import type { QueryResult, StoreProgress } from "../store.ts";
import type { FolderState } from "./data-folder.ts";
import type { ExpectedFile, FileIdentity } from "./file-identity.ts";

/*
 * Worker threads over one folder. The primary reads and writes for the catalogue and owns the journal; query replicas run
 * untrusted queries, each on a graph of its own that follows the primary's commits, so that no such query can hold up a
 * reader or take the journal down with it.
 */
export type WorkerTask =
  | {
      readonly role: "primary";
      readonly folder: string;
      /** What this process has seen in the folder before; null at its first opening. */
      readonly known: FolderState | null;
      /** The lock that must still be there when something is written; null where the folder is not locked. */
      readonly lock: Pick<ExpectedFile, "path" | "identity"> | null;
    }
  | { readonly role: "query-replica"; readonly folder: string; readonly known: FolderState };

export interface Step {
  readonly statement: string;
  readonly parameters: object;
}

/** What the owner asks of a worker. Statements of ours come as text too: the worker knows no catalogue. */
export type Ask =
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
  /** `isLater`: only says that it must be done, by this process or the next. */
  | { readonly kind: "compact"; readonly isLater: boolean }
  | { readonly kind: "close" };

export interface Answers {
  readonly prepare: null;
  readonly read: Record<string, unknown>[];
  readonly write: Record<string, unknown>[][];
  readonly query: QueryResult;
  /** Names of all indexes; a folder that could keep no commit is a failure. */
  readonly check: string[];
  readonly compact: Compacted;
  readonly close: null;
}

export interface Compacted {
  readonly folder: OpenedJournalState;
  /** Names of the files that are there no more. */
  readonly removed: readonly string[];
}

/** A commit on its way from the primary to the replicas. */
export interface Commit {
  readonly kind: "commit";
  readonly commit: number;
  /** How large the journal is with it. */
  readonly journalBytes: number;
  readonly changes: readonly Change[];
}

export type ToWorker =
  | {
      readonly kind: "ask";
      readonly id: number;
      readonly ask: Ask;
      /** One cell; anything but 0 ends what runs. */
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
  /** What the thread's graph takes of memory, about. */
  readonly memoryBytes: number;
  /** Of the primary. */
  readonly folder: OpenedJournalState | null;
}

export interface OpenedJournalState extends FolderState {
  readonly journal: FileIdentity;
  readonly journalBytes: number;
  /** In words, when something was cut off or repaired. */
  readonly cut: string | null;
}

/** What either worker does: answer, one at a time, and follow commits. */
export interface RequestHandler {
  readonly folder: OpenedJournalState | null;
  answer(ask: Ask, cancel: Int32Array): Promise<unknown>;
  /** @throws Error when it is not the commit behind the last one */
  follow(commit: Commit): void;
}

/** An error on its way between threads, with what the log of the owning thread wants of it. */
export interface TracedMessage extends FailureMessage {
  /** The stack of its cause; null where the log wants none. */
  readonly trace: string | null;
}

/** An error that is no Failure is told by a sentence that gives nothing away; all of it goes to the log. */
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

/** An error as it was thrown in the other thread. */
function errorOf(trace: string): Error {
  const error = new Error(trace.split("\n", 1)[0]);
  error.stack = trace;
  return error;
}
