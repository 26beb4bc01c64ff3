import { articleProblems, repairArticle } from "./check-head.ts";
import { referencesOf, relationProblems, type CheckedArticle } from "./check-relation.ts";
import type { IdSpace } from "./id-space.ts";
import type { KnownIds } from "./known-ids.ts";
import type { Mistakes } from "./mistakes.ts";
import { quotedText } from "./quote-mistake.ts";
import type { Relation } from "./relation.ts";
import type { EarlierText, StoryRecords } from "./story-file.ts";
import { problem } from "./story-problem.ts";

interface Known {
  readonly ids: KnownIds;
  /** Ids that relations refer to; those of earlier texts are added. */
  readonly joined: Set<string>;
  /** Keys of the file's relations; an earlier claim must not reuse one. */
  readonly keys: IdSpace;
}

/**
 * Removes invalid records from the earlier texts of articles. Claims of such a text are checked against that text,
 * otherwise by the same rules as current claims. Earlier texts are removed with their article.
 */
export function validateEarlierTexts(
  { articles, earlier = [] }: Pick<StoryRecords, "articles" | "earlier">,
  mistakes: Mistakes,
  known: Known,
): EarlierText[] {
  const standing: EarlierText[] = [];
  for (const article of articles) {
    const texts = earlier.filter((one) => one.article.id === article.id);
    for (const [number, { article: before, relations }] of texts.entries()) {
      const place = `articles (${article.id}).earlier[${number}]`;
      const text = quotedText(before.text);
      const mended = repairArticle(before, place, text.points);
      const found = [...articleProblems(before, place), ...mended.problems];
      if (before.text === (texts[number + 1]?.article ?? article).text) {
        const remedy = "Leave it out, or name the file of the text it was.";
        found.push(problem("duplicate-id", `${place}.file`, "The text behind it is the same.", remedy));
      }
      for (const one of found) mistakes.add(one);
      const checked = { ...text, id: article.id, sentences: mended.article.sentences };
      const kept = relations.filter((relation, index) =>
        isKept(relation, `${place}.relations[${index}] (${relation.id})`, { checked, mistakes, known }),
      );
      if (found.length === 0) standing.push({ article: mended.article, relations: kept });
    }
  }
  return standing;
}

interface Held {
  readonly checked: CheckedArticle;
  readonly mistakes: Mistakes;
  readonly known: Known;
}

function isKept(relation: Relation, place: string, { checked, mistakes, known: { ids, joined, keys } }: Held): boolean {
  joined.add(relation.subject).add(relation.object);
  const found = relationProblems(relation, place, ids, new Map([[checked.id, checked]]));
  if (relation.document !== checked.id && ids.labelOf(relation.document) === "Article") {
    const message = `${relation.document} is another article than the one whose text this was.`;
    found.push(problem("unknown-id", `${place}.document`, message, `Write ${checked.id}.`));
  }
  const twice = keys.take(relation.id, place);
  if (twice !== null) found.push(twice);
  for (const one of found) mistakes.add(one);
  const cause = ids.cause(referencesOf(relation));
  if (cause !== null) mistakes.fall(cause);
  return found.length === 0 && cause === null;
}
