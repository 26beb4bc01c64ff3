import { countEvidence, type Evidence } from "./evidence.ts";
import { originsOf, type Origins } from "./origins.ts";
import { isStanding, type Relation } from "./relation.ts";
import type { StoryGraph } from "./story.ts";

/** The evidence of relations; those that do not stand count for none. */
export function evidenceOf(relations: readonly Relation[], origins: Origins): Evidence {
  return countEvidence(relations.filter(isStanding), origins);
}

/** Returns the evidence of a story's relations, by their ids. */
export function storyEvidence({
  articles,
  relations,
}: Pick<StoryGraph, "articles" | "relations">): (ids: Iterable<string>) => Evidence {
  const origins = originsOf(articles);
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  return (ids) =>
    evidenceOf(
      [...ids].flatMap((id) => byId.get(id) ?? []),
      origins,
    );
}
