import type { CypherValue } from "../../../contract/cypher-value.ts";
import { ERROR_STATUS, Failure, type ErrorCode, type FailureOptions } from "../../../contract/errors.ts";
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
  | { readonly kind: "close" };

export interface Answers {
  readonly prepare: null;
  readonly read: Record<string, unknown>[];
  readonly write: Record<string, unknown>[][];
  readonly query: QueryResult;
  /** Names of all indexes; a folder that could keep no commit is a failure. */
  readonly check: string[];
  readonly close: null;
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
  | { readonly kind: "refused"; readonly failure: FailureMessage }
  | { readonly kind: "warning"; readonly warning: string }
  | { readonly kind: "started"; readonly id: number }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: FailureMessage }
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

/** A Failure on its way between threads. */
export interface FailureMessage extends Omit<FailureOptions, "cause"> {
  readonly code: ErrorCode;
  readonly message: string;
  /** The stack of its cause, for the log alone; null where the log wants none. */
  readonly trace: string | null;
}

/** An error that is no Failure is told by a sentence that gives nothing away; all of it goes to the log. */
export function failureMessage(error: unknown): FailureMessage {
  if (error instanceof Failure) {
    const { code, message, place, remedy, cypherCode } = error;
    const trace = ERROR_STATUS[code] >= 500 && error.cause !== undefined ? traceOf(error.cause) : null;
    return {
      code,
      message,
      trace,
      ...(place && { place }),
      ...(remedy && { remedy }),
      ...(cypherCode && { cypherCode }),
    };
  }
  return { code: "internal", message: UNEXPECTED, trace: traceOf(error) };
}

export const UNEXPECTED = "The store met an error of ours; the log has the details";

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export function failureFrom({ code, message, trace, ...options }: FailureMessage): Failure {
  return new Failure(code, message, { ...options, ...(trace !== null && { cause: errorOf(trace) }) });
}

/** An error as it was thrown in the other thread. */
function errorOf(trace: string): Error {
  const error = new Error(trace.split("\n", 1)[0]);
  error.stack = trace;
  return error;
}
