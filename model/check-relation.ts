import type { Article } from "./article.ts";
import { needsReason } from "./certainty.ts";
import { dateProblems } from "./check-dates.ts";
import type { KnownIds } from "./known-ids.ts";
import { ONTOLOGY, type TypeRule } from "./ontology.ts";
import { quoteMistake, type QuotedText, type QuoteSpan } from "./quote-mistake.ts";
import { TAKEN_QUALIFIERS, type Relation } from "./relation.ts";
import { problem, type StoryProblem } from "./story-problem.ts";
import { isVisible } from "./visible-text.ts";

/** The type between an article and the entities it names. */
const MENTIONS = "MENTIONS";

/** A valid article, with the data to check receipts against. */
export interface CheckedArticle extends QuotedText {
  readonly id: string;
  /** Half-open spans in order; empty where they were removed. */
  readonly sentences: Article["sentences"];
}

/** The ids that a relation requires. */
export function referencesOf({ subject, object, document, source, statement }: Relation): Record<string, string> {
  return { subject, object, document, source, ...(statement !== undefined && { statement }) };
}

/** The problems of a relation, except references to rejected records. */
export function relationProblems(
  relation: Relation,
  place: string,
  ids: KnownIds,
  articles: ReadonlyMap<string, CheckedArticle>,
): StoryProblem[] {
  const { document, type } = relation;
  const found = [...ids.missing(place, referencesOf(relation)), ...roleProblems(relation, place, ids)];
  if (relation.quotes.length === 0 && relation.row === undefined)
    found.push(
      problem("no-receipt", place, "The relation has no receipt.", "Quote the words of the text that say it."),
    );
  relation.quotes.forEach((quote, index) => {
    const span = { quote, start: relation.starts[index] ?? 0, end: relation.ends[index] ?? 0 };
    found.push(
      ...spanProblems(articles.get(document), `${place}.receipt[${index}]`, {
        ...span,
        sentence: relation.sentences[index] ?? 0,
      }),
    );
  });
  if (needsReason(relation.certainty) && !isVisible(relation.reason ?? ""))
    found.push(
      problem("no-reason", place, `It is ${relation.certainty} and does not say why.`, 'Add a "reason" in words.'),
    );
  for (const name of Object.keys(relation.qualifiers)) {
    if (!TAKEN_QUALIFIERS.includes(name)) continue;
    const message = `“${name}” is a relation's own property.`;
    found.push(problem("qualifier-name", `${place}.qualifiers.${name}`, message, "Choose another name."));
  }
  found.push(...dateProblems(relation, place));
  const rule = ONTOLOGY[type];
  if (type === MENTIONS) {
    const message = `${type} is the product's own: it joins an article with what it names.`;
    found.push(problem("type-unknown", `${place}.type`, message, 'Write it as one of the entity\'s "mentions".'));
  } else if (rule === undefined) {
    found.push(problem("type-unknown", `${place}.type`, `${type} is not of the ontology.`, typesFor(relation, ids)));
  } else if (found.length === 0) found.push(...typeProblems(relation, place, ids));
  return found;
}

/** Records of the wrong kind in a role, and relations of an entity with itself. */
function roleProblems(
  { subject, object, document, source, statement, type }: Relation,
  place: string,
  ids: KnownIds,
): StoryProblem[] {
  const found: StoryProblem[] = [];
  const misplaced = (field: string, id: string, wanted: string) => {
    const message = `${id} is no ${wanted}.`;
    found.push(problem("unknown-id", `${place}.${field}`, message, `Name the id of ${article(wanted)} ${wanted}.`));
  };
  const [documentLabel, sourceLabel] = [ids.labelOf(document), ids.labelOf(source)];
  if (documentLabel !== undefined && documentLabel !== "Article") misplaced("document", document, "article");
  if (statement !== undefined && (ids.labelOf(statement) ?? "Statement") !== "Statement")
    misplaced("statement", statement, "statement");
  if (documentLabel === "Article" && sourceLabel === "Article" && source !== document) {
    const message = `${source} is another article than the one that is quoted.`;
    const remedy = "Name the entity that says it, or the document itself.";
    found.push(problem("unknown-id", `${place}.source`, message, remedy));
  }
  if (subject === object) {
    const message = `${type} joins ${subject} with itself.`;
    found.push(problem("joins-itself", place, message, "Correct its subject or its object."));
  }
  return found;
}

/** Where both kinds are known, the few possible types are listed in the message. */
function typesFor({ subject, object }: Relation, ids: KnownIds): string {
  const [from, to] = [ids.labelOf(subject), ids.labelOf(object)];
  if (from === undefined || to === undefined) return "Use one of those that docs/data-model.md lists.";
  const types = Object.keys(ONTOLOGY).filter((type) => joins(ONTOLOGY[type], from, to));
  return types.length === 0
    ? `None goes from ${from} to ${to}: docs/data-model.md lists them.`
    : `From ${from} to ${to} go ${types.join(", ")}.`;
}

function joins(rule: TypeRule | undefined, from: string, to: string): boolean {
  return rule !== undefined && rule.from.some((kind) => kind === from) && rule.to.some((kind) => kind === to);
}

function article(noun: string): "a" | "an" {
  return /^[aeiou]/.test(noun) ? "an" : "a";
}

function typeProblems({ type, subject, object }: Relation, place: string, ids: KnownIds): StoryProblem[] {
  const rule = ONTOLOGY[type];
  const [from, to] = [ids.labelOf(subject), ids.labelOf(object)];
  if (rule === undefined || from === undefined || to === undefined) return [];
  if (joins(rule, from, to)) return [];
  const remedy = `It joins ${rule.from.join(", ")} → ${rule.to.join(", ")}.`;
  return [problem("type-misplaced", `${place}.type`, `${type} does not join ${from} with ${to}.`, remedy)];
}

/** The problems of a span and its words; none for an article that was rejected. */
export function spanProblems(
  article: CheckedArticle | undefined,
  place: string,
  span: QuoteSpan & { readonly sentence: number },
): StoryProblem[] {
  if (article === undefined) return [];
  const differs = quoteMistake(article, span);
  if (differs !== null) {
    const { cause, message, remedy } = differs;
    return [
      problem(
        "quote-differs",
        place,
        message,
        remedy,
        cause === null ? `${place} ${message}` : `${article.id} ${cause}`,
      ),
    ];
  }
  if (!isVisible(span.quote))
    return [problem("quote-differs", place, "The quote has no words.", "Quote the words of the text that say it.")];
  return sentenceProblems(article, place, span);
}

function sentenceProblems(
  { id, sentences }: CheckedArticle,
  place: string,
  { sentence, start, end }: QuoteSpan & { readonly sentence: number },
): StoryProblem[] {
  if (sentences.length === 0) return [];
  const named = sentences[sentence];
  if (named !== undefined && start < named[1] && end > named[0]) return [];
  const right = sentenceAt(sentences, start);
  const [first = 0, last = 0] = sentences[right] ?? [];
  const isInside = start < last && end > first;
  const where = isInside ? `is in sentence ${right}` : "is in no sentence";
  const what =
    named === undefined
      ? `there is no sentence ${sentence}: they are 0 to ${sentences.length - 1}`
      : `sentence ${sentence} is ${named[0]} to ${named[1]}`;
  return [
    problem(
      "sentence",
      `${place}.sentence`,
      `The span ${start} to ${end} ${where}, and ${what}.`,
      isInside ? `Write ${right}; the first sentence is 0.` : "Correct the sentences of the article.",
      isInside ? `${id} by ${sentence - right}` : undefined,
    ),
  ];
}

/** The last sentence that starts at or before a code point; the first one when none does. */
function sentenceAt(sentences: Article["sentences"], at: number): number {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.[0] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}
