import type { CypherValue } from "../../../contract/cypher-value.ts";
import type { FailureMessage } from "../../../contract/failure-message.ts";

/** An untrusted query, as it goes to a thread that runs one at a time. */
export interface QueryJob {
  readonly statement: string;
  readonly parameters: Readonly<Record<string, CypherValue>>;
  readonly maxRows: number;
  readonly timeoutMillis: number;
}

export type ToQueryThread =
  | { readonly kind: "query"; readonly job: QueryJob }
  /** Ends what runs; it is then told as failed. */
  | { readonly kind: "cancel" };

export type FromQueryThread =
  | { readonly kind: "ready" }
  /** A QueryResult as JSON in UTF-8: parsing it costs the owner far less than a structured clone. */
  | { readonly kind: "answer"; readonly json: Uint8Array }
  | {
      readonly kind: "failure";
      readonly failure: FailureMessage;
      /** What happened, for the log alone. */
      readonly cause: string | null;
    };
