import type { Eraser } from "../../model/eraser.ts";
import type { StoryContent } from "./story-rows.ts";

/** New ids for entities, articles, relations, claims and questions whose ids are derived from the erased words. */
export function idChanges(
  { articles, entities, relations, claims, questions }: StoryContent,
  eraser: Eraser,
): ReadonlyMap<string, string> {
  const known = new Set<string>();
  const held = new Set<string>();
  const look = (id: string | undefined) => {
    if (id === undefined) return;
    known.add(id);
    if (eraser.holdsId(id)) held.add(id);
  };
  for (const { id } of articles) look(id);
  for (const { id } of entities) look(id);
  for (const list of [relations, claims])
    for (const { id, key } of list) {
      look(id);
      look(key);
    }
  for (const { id } of questions) look(id);
  const changes = new Map<string, string>();
  let number = 0;
  for (const id of held) {
    do number += 1;
    while (known.has(`erased-${number}`));
    changes.set(id, `erased-${number}`);
  }
  return changes;
}
