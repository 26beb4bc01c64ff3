import type { CypherValue } from "../../../contract/cypher-value.ts";
import type { ErrorCode, FailureOptions } from "../../../contract/errors.ts";
import type { QueryResult } from "../store.ts";

/** What the owner asks of the worker. Statements of ours come as text too: the worker knows no catalogue. */
export type Ask =
  | { readonly kind: "prepare"; readonly statements: readonly string[] }
  | {
      readonly kind: "read";
      readonly statement: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly timeoutMillis: number;
    }
  | {
      readonly kind: "write";
      readonly steps: readonly { readonly statement: string; readonly parameters: Readonly<Record<string, unknown>> }[];
    }
  | {
      readonly kind: "query";
      readonly statement: string;
      readonly parameters: Readonly<Record<string, CypherValue>>;
      readonly maxRows: number;
      readonly timeoutMillis: number;
    }
  | { readonly kind: "close" };

export interface Answers {
  readonly prepare: null;
  readonly read: Record<string, unknown>[];
  readonly write: Record<string, unknown>[][];
  readonly query: QueryResult;
  readonly close: null;
}

export interface AskMessage {
  readonly id: number;
  readonly ask: Ask;
  /** One cell; anything but 0 ends what runs. */
  readonly cancel: SharedArrayBuffer;
}

export type AnswerMessage =
  | { readonly kind: "opened"; readonly cut: string | null }
  | { readonly kind: "refused"; readonly failure: FailureMessage }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: FailureMessage };

/** A Failure on its way between threads. */
export interface FailureMessage extends Omit<FailureOptions, "cause"> {
  readonly code: ErrorCode;
  readonly message: string;
}
