import { problem, type StoryProblem } from "./story-problem.ts";

/**
 * Ids of which each stands once. Two that differ only in how Unicode composes their letters look the same to everybody,
 * and count as one; capitals are letters of their own.
 */
export class IdSpace {
  private readonly taken = new Map<string, string>();

  /** `noun` is what readers call them, as "id" or "key". */
  constructor(private readonly noun: string) {}

  /** Takes an id; the problem when another record has it. */
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
