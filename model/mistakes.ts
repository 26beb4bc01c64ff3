import type { StoryProblem } from "./story-problem.ts";

/** A mistake of a story, wherever it is made, and what it costs. */
export interface StoryMistake extends Omit<StoryProblem, "cause"> {
  /** How many places have it; `place` is the first. */
  readonly count: number;
  /** Where else it is; the first of them. */
  readonly alsoAt: string[];
  /** Records of which nothing is wrong, left out because they hang on a record that was refused for it. */
  readonly fallen: number;
}

/** Mistakes that are listed; more are counted. */
export const MAX_MISTAKES = 1_000;
/** Further places of one mistake that are listed. */
const MAX_PLACES = 10;

interface Kept extends StoryMistake {
  count: number;
  fallen: number;
}

/** What is wrong with a story: a mistake that is made in many places stands once. */
export class Mistakes {
  private readonly byCause = new Map<string, Kept>();
  /** Places that have a mistake. */
  count = 0;
  fallen = 0;

  /** Answers the mistake, to which what falls with it is added. */
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

  /** A record is left out because it hangs on one that was refused for this mistake. */
  fall(mistake: StoryMistake): void {
    (mistake as Kept).fallen += 1;
    this.fallen += 1;
  }

  /** In the order in which they were found, each with what it costs in its words, the count first. */
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

/** What reading a story found wrong. */
export interface FoundMistakes {
  /** The first MAX_MISTAKES. */
  readonly refused: StoryMistake[];
  /** Places that have a mistake. */
  readonly refusedCount: number;
  /** Records that fell with others. */
  readonly fallenCount: number;
}
