import type { Draw } from "./draw.ts";
import { LABELS } from "./graphs.ts";

/** The keys that expressions and patterns may set. */
export const KEYS = ["v", "s", "x", "m"] as const;

/**
 * What the clauses of one statement have changed. Neo4j may take row by row through two clauses that touch the same
 * place, or all rows through one and then through the other: only the counters tell, so each place is touched once.
 */
export class Touched {
  private readonly keys = new Set<string>();
  private readonly labels = new Set<string>();

  get isEmpty(): boolean {
    return this.keys.size === 0;
  }

  /** A key that nothing has touched yet; null when there is none left. */
  key(draw: Draw, among: readonly string[] = KEYS): string | null {
    return this.take(draw, among, this.keys);
  }

  label(draw: Draw): string | null {
    return this.take(draw, LABELS, this.labels);
  }

  /** For a clause that sets all there is. */
  everything(): void {
    for (const key of KEYS) this.keys.add(key);
  }

  private take(draw: Draw, among: readonly string[], taken: Set<string>): string | null {
    const left = among.filter((one) => !taken.has(one));
    if (left.length === 0) return null;
    const chosen = draw.one(left);
    taken.add(chosen);
    return chosen;
  }
}
