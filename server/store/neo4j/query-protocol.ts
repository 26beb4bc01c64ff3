import type { CypherValue } from "../../../contract/cypher-value.ts";
import type { FailureMessage } from "../../../contract/failure-message.ts";

/** An untrusted query for a thread that runs one at a time. */
export interface QueryJob {
  readonly statement: string;
  readonly parameters: Readonly<Record<string, CypherValue>>;
  readonly maxRows: number;
  readonly timeoutMillis: number;
}

export type ToQueryThread =
  | { readonly kind: "query"; readonly job: QueryJob }
  /** Cancels the running query, which then reports a failure. */
  | { readonly kind: "cancel" };

export type FromQueryThread =
  | { readonly kind: "ready" }
  /** A QueryResult as JSON in UTF-8: parsing it costs the owner far less than a structured clone. */
  | { readonly kind: "answer"; readonly json: Uint8Array }
  | {
      readonly kind: "failure";
      readonly failure: FailureMessage;
      /** The original error, for the log only. */
      readonly cause: string | null;
    };
