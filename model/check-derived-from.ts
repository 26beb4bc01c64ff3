import type { Article } from "./article.ts";
import { isBefore } from "./iso-date.ts";
import { documentNamed } from "./origins.ts";
import { problem, type StoryProblem } from "./story-problem.ts";
import { isVisible } from "./visible-text.ts";

/** Articles that a message names; the rest of a longer cycle is only counted. */
const MOST_NAMED = 5;

/**
 * Returns the articles as they are stored, and what was repaired. An article that copies an empty name or itself loses
 * that reference, and in a cycle the article published first does. `placeOf` locates an article's record.
 */
export function repairDerivations(
  articles: readonly Article[],
  placeOf: (id: string) => string,
): { readonly articles: readonly Article[]; readonly problems: readonly StoryProblem[] } {
  const problems: StoryProblem[] = [];
  const copied = new Map<string, string>();
  const mended = new Set<string>();
  const named = documentNamed(articles);
  const mend = (id: string, message: string, remedy: string) => {
    problems.push(problem("derived-from", `${placeOf(id)}.derivedFrom`, message, remedy));
    mended.add(id);
  };
  for (const { id, derivedFrom } of articles) {
    if (derivedFrom === undefined) continue;
    const original = named(derivedFrom);
    if (!isVisible(derivedFrom))
      mend(
        id,
        "It does not say what the article copies.",
        "Name an article or whoever wrote it first, or leave it out.",
      );
    else if (original === id)
      mend(id, "The article is said to copy itself; it is taken without that.", "Name the other one, or leave it out.");
    else if (original !== null) copied.set(id, original);
  }
  const byId = new Map(articles.map((article) => [article.id, article]));
  for (const circle of circlesOf(copied)) {
    const [first, ...others] = circle.flatMap((id) => byId.get(id) ?? []);
    if (first === undefined) continue;
    const { id } = others.reduce(
      (earliest, one) => (isBefore(one.publishedAt, earliest.publishedAt) ? one : earliest),
      first,
    );
    const message = `${listed(circle)} copy one another in a circle; ${id}, the first of them, is taken as the original.`;
    mend(id, message, "Leave derivedFrom out of the one that was written first.");
  }
  if (mended.size === 0) return { articles, problems };
  return {
    articles: articles.map((article) => {
      if (!mended.has(article.id)) return article;
      const { derivedFrom: _, ...rest } = article;
      return rest;
    }),
    problems,
  };
}

/** The cycles in what copies what, each from its first article in the given order. */
function circlesOf(copied: ReadonlyMap<string, string>): string[][] {
  const circles: string[][] = [];
  const seen = new Set<string>();
  for (const start of copied.keys()) {
    const path = new Map<string, number>();
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      path.set(at, path.size);
      at = copied.get(at);
    }
    const closed = at === undefined ? undefined : path.get(at);
    if (closed !== undefined) circles.push([...path.keys()].slice(closed));
  }
  return circles;
}

/** "a, b and c", or "a, b, c, d, e and 7 more". */
function listed(ids: readonly string[]): string {
  const shown = ids.length > MOST_NAMED + 1 ? [...ids.slice(0, MOST_NAMED), `${ids.length - MOST_NAMED} more`] : ids;
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
