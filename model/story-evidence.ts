import { countEvidence, type Evidence } from "./evidence.ts";
import { originsOf, type Origins } from "./origins.ts";
import { isStanding, type Relation } from "./relation.ts";
import type { StoryGraph } from "./story.ts";

/** What relations rest on; those that were taken back bear nothing out. */
export function evidenceOf(relations: readonly Relation[], origins: Origins): Evidence {
  return countEvidence(relations.filter(isStanding), origins);
}

/** Tells of relations of a story, by their ids, what they rest on. */
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
