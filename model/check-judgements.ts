import type { KnownIds } from "./known-ids.ts";
import type { Mistakes } from "./mistakes.ts";
import type { FileJudgement, StoryRecords } from "./story-file.ts";
import { problem } from "./story-problem.ts";

/** Removes invalid judgements of a file. Existing judgements about the same entities are not known here. */
export function validateJudgements(
  { story, judgements = [] }: Pick<StoryRecords, "story" | "judgements">,
  mistakes: Mistakes,
  ids: KnownIds,
): FileJudgement[] {
  const pairs = new Set<string>();
  return judgements.filter(({ id, other }, index) => {
    const place = `judgements[${index}] (${id})`;
    const cause = ids.cause({ id });
    if (cause !== null) mistakes.fall(cause);
    const found = ids.missing(place, { id });
    if (ids.labelOf(id) === "Article")
      found.push(problem("unknown-id", `${place}.id`, `${id} is an article.`, "Name the id of an entity."));
    if (other.startsWith(`${story.id}/`)) {
      const message = `${other} is of this story too.`;
      found.push(problem("unknown-id", `${place}.other`, message, "Name an entity of another story, as STORY/ID."));
    }
    const pair = JSON.stringify([id, other]);
    if (pairs.has(pair)) {
      const message = `Of ${id} and ${other} something is said twice.`;
      found.push(problem("duplicate-id", place, message, "Leave one out."));
    }
    pairs.add(pair);
    for (const one of found) mistakes.add(one);
    return found.length === 0 && cause === null;
  });
}
