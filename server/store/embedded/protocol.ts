import type { CypherValue } from "../../../contract/cypher-value.ts";
import { Failure, type ErrorCode, type FailureOptions } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/graph/graph.ts";
import type { QueryResult } from "../store.ts";

/*
 * Two worker threads over one folder. The primary reads and writes for the catalogue and owns the journal; the replica runs
 * untrusted queries on a graph of its own that follows the primary's commits, so that no query of theirs can hold up a
 * reader or take the journal down with it.
 */
export interface WorkerTask {
  readonly role: "primary" | "query-replica";
  readonly folder: string;
}

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
  | { readonly kind: "indexes" }
  | { readonly kind: "close" };

export interface Answers {
  readonly prepare: null;
  readonly read: Record<string, unknown>[];
  readonly write: Record<string, unknown>[][];
  readonly query: QueryResult;
  /** Names of all indexes. */
  readonly indexes: string[];
  readonly close: null;
}

/** A commit on its way from the primary to the replica. */
export interface Commit {
  readonly kind: "commit";
  readonly commit: number;
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
  | { readonly kind: "opened"; readonly folderId: string; readonly commits: number; readonly cut: string | null }
  | { readonly kind: "refused"; readonly failure: FailureMessage }
  | { readonly kind: "started"; readonly id: number }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: FailureMessage }
  | Commit;

/** What either worker does: answer, one at a time, and follow commits. */
export interface RequestHandler {
  readonly folderId: string;
  readonly commits: number;
  readonly cut: string | null;
  answer(ask: Ask, cancel: Int32Array): Promise<unknown>;
  follow(commit: Commit): void;
}

/** A Failure on its way between threads. */
export interface FailureMessage extends Omit<FailureOptions, "cause"> {
  readonly code: ErrorCode;
  readonly message: string;
}

export function failureMessage(error: unknown): FailureMessage {
  if (error instanceof Failure) {
    const { code, message, place, remedy, cypherCode } = error;
    return { code, message, ...(place && { place }), ...(remedy && { remedy }), ...(cypherCode && { cypherCode }) };
  }
  return { code: "internal", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

export function failureFrom({ code, message, ...options }: FailureMessage): Failure {
  return new Failure(code, message, options);
}
