import { copiesWithoutOrigin } from "./lost-origin.ts";
import type { Relation } from "./relation.ts";
import type { StoryGraph } from "./story.ts";
import { sinceWords } from "./version-words.ts";

type Story = Pick<StoryGraph, "articles" | "versions" | "relations" | "claims">;

/**
 * Remarks on receipts besides their source: since when the article says it, whether the copied article still does, and
 * that it is disputed here. Each once, for the relations that quote it.
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
