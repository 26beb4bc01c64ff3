import type { Draw } from "./draw.ts";
import { LABELS } from "./graphs.ts";

/** The keys that expressions and patterns may set. */
export const KEYS = ["v", "s", "x", "m"] as const;

/**
 * The keys and labels that the clauses of one statement write. Where two clauses write the same key, Neo4j may take each
 * row through both, or all rows through one and then through the other, and the counters differ: so each is written once.
 */
export class WriteTargets {
  private readonly keys = new Set<string>();
  private readonly labels = new Set<string>();

  get isEmpty(): boolean {
    return this.keys.size === 0;
  }

  /** A key that no clause writes yet; null when there is none left. */
  key(draw: Draw, among: readonly string[] = KEYS): string | null {
    return this.take(draw, among, this.keys);
  }

  label(draw: Draw): string | null {
    return this.take(draw, LABELS, this.labels);
  }

  /** For a clause that sets all keys. */
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
