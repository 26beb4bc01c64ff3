import type { StoryProblem } from "./story-problem.ts";

/** A mistake in a story, with the number of its places and of the records removed for it. */
export interface StoryMistake extends Omit<StoryProblem, "cause"> {
  /** The number of places; `place` is the first. */
  readonly count: number;
  /** The first of the other places. */
  readonly alsoAt: string[];
  /** Valid records that were removed because they depend on a record rejected for this mistake. */
  readonly fallen: number;
}

/** Most mistakes listed; further ones are counted. */
export const MAX_MISTAKES = 1_000;
/** Most further places listed for one mistake. */
const MAX_PLACES = 10;

interface Kept extends StoryMistake {
  count: number;
  fallen: number;
}

/** Collects the mistakes of a story; a mistake in several places is one entry. */
export class Mistakes {
  private readonly byCause = new Map<string, Kept>();
  /** The number of places with a mistake. */
  count = 0;
  fallen = 0;

  /** Returns the mistake, to which dependent records are added. */
  add({ cause, ...problem }: StoryProblem): StoryMistake {
    this.count += 1;
    const key = `${problem.code} ${cause ?? problem.message}`;
    const known = this.byCause.get(key);
    if (known === undefined) {
      const mistake = { ...problem, count: 1, alsoAt: [], fallen: 0 };
      if (this.byCause.size < MAX_MISTAKES) this.byCause.set(key, mistake);
      return mistake;
    }
    known.count += 1;
    if (known.alsoAt.length < MAX_PLACES) known.alsoAt.push(problem.place);
    return known;
  }

  /** Counts a record that was removed because it depends on one rejected for this mistake. */
  fall(mistake: StoryMistake): void {
    (mistake as Kept).fallen += 1;
    this.fallen += 1;
  }

  /** In the order found, each with the number of places and of removed records in its message. */
  list(): StoryMistake[] {
    return [...this.byCause.values()].map((mistake) => {
      const { message, count, fallen } = mistake;
      const places = count === 1 ? "" : `In ${count} places, the first of which is told: `;
      const costs =
        fallen === 0 ? "" : ` ${fallen === 1 ? "1 record hangs" : `${fallen} records hang`} on it and fell.`;
      return { ...mistake, message: `${places}${message}${costs}` };
    });
  }
}

/** The mistakes found while a story was read. */
export interface FoundMistakes {
  /** The first MAX_MISTAKES. */
  readonly refused: StoryMistake[];
  /** The number of places with a mistake. */
  readonly refusedCount: number;
  /** The number of records removed with others. */
  readonly fallenCount: number;
}
