import type { ArticleHead } from "./article.ts";
import { documentNamed } from "./origins.ts";
import type { StoryGraph } from "./story.ts";

interface Said {
  readonly subject: string;
  readonly type: string;
  readonly object: string;
  readonly polarity: string;
}

/**
 * Ids of standing relations of copies whose original no longer says the same: a claim of the original with the same
 * subject, type, object and polarity is gone, corrected or withdrawn, and no standing relation of it has them. The
 * original may itself be a copy. A document that is only on hold has retracted nothing.
 */
export function copiesWithoutOrigin({
  articles,
  relations,
  claims,
}: Pick<StoryGraph, "articles" | "relations" | "claims">): ReadonlySet<string> {
  const originals = originalsOf(articles);
  if (originals.size === 0 || claims.length === 0) return new Set();
  const keyOf = (document: string, { subject, type, object, polarity }: Said) =>
    JSON.stringify([document, subject, type, object, polarity]);
  const said = new Set(relations.map((relation) => keyOf(relation.document, relation)));
  const lost = new Set(
    claims
      .filter(({ inText }) => inText === "gone" || inText === "corrected" || inText === "killed")
      .map((claim) => keyOf(claim.document, claim))
      .filter((key) => !said.has(key)),
  );
  return new Set(
    relations
      .filter((relation) =>
        [...(originals.get(relation.document) ?? [])].some((original) => lost.has(keyOf(original, relation))),
      )
      .map(({ id }) => id),
  );
}

/** For each copy the articles of the story that it derives from, directly or through other copies. */
function originalsOf(articles: readonly ArticleHead[]): ReadonlyMap<string, ReadonlySet<string>> {
  const named = documentNamed(articles);
  const copied = new Map(articles.map(({ id, derivedFrom = "" }) => [id, named(derivedFrom) ?? undefined]));
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id } of articles) {
    const originals = new Set<string>();
    for (let at = copied.get(id); at !== undefined && at !== id && !originals.has(at); at = copied.get(at))
      originals.add(at);
    if (originals.size > 0) found.set(id, originals);
  }
  return found;
}
