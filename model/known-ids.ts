import type { StoryMistake } from "./mistakes.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** What a story has under its ids, and what was refused. */
export class KnownIds {
  private readonly labels = new Map<string, string>();
  private readonly refused = new Map<string, StoryMistake>();

  add(id: string, label: string): void {
    this.labels.set(id, label);
  }

  /** A record was refused; another with its id may stand. */
  refuse(id: string, mistake: StoryMistake): void {
    this.refused.set(id, mistake);
  }

  has(id: string): boolean {
    return this.labels.has(id);
  }

  /** "Article" or the kind of an entity. */
  labelOf(id: string): string | undefined {
    return this.labels.get(id);
  }

  /** Why the record that a reference means was refused; null when it stands or never was there. */
  whyRefused(id: string): StoryMistake | null {
    return this.labels.has(id) ? null : (this.refused.get(id) ?? null);
  }

  /** References to what is not there. What was refused is no mistake of whoever refers to it. */
  missing(place: string, fields: Readonly<Record<string, string>>): StoryProblem[] {
    return Object.entries(fields)
      .filter(([, id]) => !this.labels.has(id) && !this.refused.has(id))
      .map(([field, id]) => {
        const message = `There is nothing with the id ${id} in this story.`;
        return problem("unknown-id", `${place}.${field}`, message, "Add it, or correct the id.");
      });
  }

  /** The first record of these references that was refused. */
  cause(fields: Readonly<Record<string, string>>): StoryMistake | null {
    for (const id of Object.values(fields)) {
      const mistake = this.whyRefused(id);
      if (mistake !== null) return mistake;
    }
    return null;
  }
}
