import type { StoryMistake } from "./mistakes.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** The ids of a story with their labels, and the rejected records. */
export class KnownIds {
  private readonly labels = new Map<string, string>();
  private readonly refused = new Map<string, StoryMistake>();

  add(id: string, label: string): void {
    this.labels.set(id, label);
  }

  /** Marks a record as rejected; another one with its id may still be valid. */
  refuse(id: string, mistake: StoryMistake): void {
    this.refused.set(id, mistake);
  }

  has(id: string): boolean {
    return this.labels.has(id);
  }

  /** "Article", or the kind of an entity. */
  labelOf(id: string): string | undefined {
    return this.labels.get(id);
  }

  /** Why the referenced record was rejected; null when it is valid or never existed. */
  whyRefused(id: string): StoryMistake | null {
    return this.labels.has(id) ? null : (this.refused.get(id) ?? null);
  }

  /** Reports references to records that never existed. A reference to a rejected record is not a mistake of its own. */
  missing(place: string, fields: Readonly<Record<string, string>>): StoryProblem[] {
    return Object.entries(fields)
      .filter(([, id]) => !this.labels.has(id) && !this.refused.has(id))
      .map(([field, id]) => {
        const message = `There is nothing with the id ${id} in this story.`;
        return problem("unknown-id", `${place}.${field}`, message, "Add it, or correct the id.");
      });
  }

  /** The mistake of the first rejected record among these references. */
  cause(fields: Readonly<Record<string, string>>): StoryMistake | null {
    for (const id of Object.values(fields)) {
      const mistake = this.whyRefused(id);
      if (mistake !== null) return mistake;
    }
    return null;
  }
}
