import type { Comparing } from "./answer.ts";
import type { Constant } from "./draw.ts";

/** A statement to be asked of both sides. */
export interface Statement extends Comparing {
  readonly text: string;
  /** The same where every condition of its patterns is asked of every row and drops none. */
  readonly unfiltered: string;
  /** Each condition by itself, asked of every node and relationship there is. */
  readonly conditions: readonly string[];
  readonly columns: readonly string[];
  readonly parameters: ReadonlyMap<string, Constant>;
  readonly features: ReadonlySet<string>;
  readonly writes: boolean;
}
