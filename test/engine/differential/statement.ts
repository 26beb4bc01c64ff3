import type { Comparing } from "./answer.ts";
import type { Constant } from "./draw.ts";

/** A statement to be asked of both sides. */
export interface Statement extends Comparing {
  readonly text: string;
  readonly columns: readonly string[];
  readonly parameters: ReadonlyMap<string, Constant>;
  readonly features: ReadonlySet<string>;
  readonly writes: boolean;
}
