import type { CypherValue } from "../../contract/cypher-value.ts";

/** A request of the page to the engine's worker. */
export type QueryRequest =
  | {
      readonly kind: "open";
      readonly ticket: number;
      /** A snapshot of the graph (engine/graph/snapshot.ts). */
      readonly snapshot: ArrayBuffer;
    }
  | {
      readonly kind: "ask";
      readonly ticket: number;
      readonly statement: string;
      readonly maxRows: number;
      readonly timeoutMillis: number;
    };

export type QueryReply =
  | { readonly kind: "opened"; readonly ticket: number; readonly nodes: number; readonly relationships: number }
  | {
      readonly kind: "answer";
      readonly ticket: number;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly CypherValue[])[];
      readonly truncated: boolean;
    }
  | {
      readonly kind: "failure";
      readonly ticket: number;
      /** Neo4j's status code. */
      readonly code: string;
      readonly message: string;
      readonly line: number | null;
      readonly column: number | null;
      readonly hint: string | null;
    };
