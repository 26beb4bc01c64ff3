import { unanchoredText } from "../../engine/cypher.ts";
import { Failure } from "../../contract/errors.ts";
import { placeIn } from "../../engine/errors.ts";
import { prepareRead } from "./refusals.ts";

const IN_STORY = { key: "story", parameter: "story" } as const;

/**
 * Checks that a question reads its own story and no other: a reader may ask it, and must learn nothing of a story that
 * he may not see.
 * @throws Failure query/invalid or query/refused, with the place in the statement
 */
export async function requireStoryScope(statement: string): Promise<void> {
  const outside = unanchoredText(await prepareRead(statement), IN_STORY);
  if (outside === null) return;
  throw new Failure("query/refused", `“${shorten(outside.text)}” could read other stories`, {
    place: placeIn(statement, outside.at),
    remedy: "Begin the pattern at a node of the story, as (e:Entity {story: $story})",
  });
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
