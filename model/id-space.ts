import { problem, type StoryProblem } from "./story-problem.ts";

/**
 * A set of unique ids. Two ids that differ only in Unicode normalization look the same and count as one; case is
 * significant.
 */
export class IdSpace {
  private readonly taken = new Map<string, string>();

  /** `noun` is the word for them in messages, for example "id" or "key". */
  constructor(private readonly noun: string) {}

  /** Reserves an id; returns a problem when another record has it. */
  take(id: string, place: string): StoryProblem | null {
    const form = id.normalize("NFC");
    const other = this.taken.get(form);
    if (other === undefined) {
      this.taken.set(form, id);
      return null;
    }
    const how = other === id ? "" : ", written with other code points";
    const message = `The ${this.noun} ${id} stands twice${how}.`;
    return problem("duplicate-id", place, message, `Give one of them another ${this.noun}.`);
  }
}
