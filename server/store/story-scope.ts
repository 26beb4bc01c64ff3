import { placeIn, textNaming, unanchoredText } from "../../engine/index.ts";
import type { CypherValue } from "../../contract/cypher-value.ts";
import { Failure } from "../../contract/errors.ts";
import { prepareRead } from "./query-guard.ts";

const IN_STORY = { key: "story", parameter: "story" } as const;

/** The property of an entity that refers to other stories: its cluster's id. */
const CLUSTER = "canonical";

/**
 * Checks that a question reads only its own story and not the `canonical` property. A reader may run it, and must learn
 * nothing of a story that is not visible to him.
 * @throws Failure query/invalid or query/refused, with the location in the statement
 */
export async function requireStoryScope(statement: string): Promise<void> {
  const prepared = await prepareRead(statement);
  const named = textNaming(prepared, CLUSTER);
  if (named !== null)
    throw new Failure("query/refused", `“${shorten(named.text)}” could tell of other stories`, {
      place: placeIn(statement, named.at),
      remedy: `Leave ${CLUSTER} out: a question is about one story, in which an entity's id is its id`,
    });
  const outside = unanchoredText(prepared, IN_STORY);
  if (outside === null) return;
  throw new Failure("query/refused", `“${shorten(outside.text)}” could read other stories`, {
    place: placeIn(statement, outside.at),
    remedy: "Begin the pattern at a node of the story, as (e:Entity {story: $story})",
  });
}

/** Removes from an answer what whole nodes, or maps of all their properties, reveal of other stories. */
export function withinStory(value: CypherValue): CypherValue {
  if (Array.isArray(value)) return value.map(withinStory);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, CypherValue>>);
  return Object.fromEntries(
    entries.flatMap(([key, item]) => (key === CLUSTER ? [] : [[key, withinStory(item)] as const])),
  );
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
