import { copiesWithoutOrigin } from "./lost-origin.ts";
import type { Relation } from "./relation.ts";
import type { StoryGraph } from "./story.ts";
import { sinceWords } from "./version-words.ts";

type Story = Pick<StoryGraph, "articles" | "versions" | "relations" | "claims">;

/**
 * What a reader ought to know of a receipt beside who says it: since when its article does, whether what the article
 * copies still does, and that it is disputed here. Each once, for the relations that quote it.
 */
export function receiptNotes(story: Story): (relations: readonly Relation[]) => string[] {
  const lost = copiesWithoutOrigin(story);
  return (relations) => {
    const notes = new Set(relations.flatMap((relation) => sinceWords(relation, story) ?? []));
    if (relations.some(({ id }) => lost.has(id))) notes.add("The report this copies no longer says so.");
    if (relations.some(({ status }) => status === "disputed")) notes.add("Disputed by the editors here.");
    return [...notes];
  };
}
