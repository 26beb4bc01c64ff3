import type { FailureMessage } from "../../contract/failure-message.ts";
import type { LoadProblem } from "../../contract/query.ts";
import type { WriteStep } from "../store/store.ts";

/** What is parsed and checked before it is written. */
export type CheckTask =
  /** The body of POST /api/load: the JSON of a LoadRequest. */
  | { readonly kind: "request"; readonly body: Uint8Array }
  /** A story file and the texts it names. */
  | { readonly kind: "story"; readonly story: string; readonly articles: Readonly<Record<string, string>> };

export interface CheckedSummary {
  readonly story: string;
  readonly nodes: number;
  readonly relations: number;
  readonly mentions: number;
  /** The first of them. */
  readonly refused: readonly LoadProblem[];
  readonly refusedCount: number;
  /** How many writes will come. */
  readonly steps: number;
}

/** The owner asks for one write after the other, so that only one is on its way. */
export type ToChecker = { readonly kind: "next" };

export type FromChecker =
  | { readonly kind: "refused"; readonly failure: FailureMessage }
  | { readonly kind: "checked"; readonly summary: CheckedSummary }
  | { readonly kind: "step"; readonly step: WriteStep | null };
