import type { Article } from "./article.ts";
import { dateProblem, dateProblems } from "./check-dates.ts";
import type { CodePoints } from "./code-points.ts";
import { Entity, RESERVED_NAMES } from "./entity.ts";
import { languageTag } from "./language-tag.ts";
import type { StoryRecords } from "./story-file.ts";
import { problem, type StoryProblem } from "./story-problem.ts";
import { isVisible } from "./visible-text.ts";

/** Names of stored properties that both stores keep flat beside an entity's own ones. */
const OWN_NAMES = new Set([
  ...Object.keys(Entity.shape),
  ...RESERVED_NAMES,
  "searchNames",
  "receiptProperties",
  "receiptStarts",
  "receiptEnds",
  "receiptDocuments",
]);

/** The problems of a story's own record. They are reported; references to missing records are removed. */
export function headProblems({
  story,
  articles,
  entities,
}: Pick<StoryRecords, "story" | "articles" | "entities">): StoryProblem[] {
  const articleIds = new Set(articles.map(({ id }) => id));
  const entityIds = new Set(entities.map(({ id }) => id));
  const found: StoryProblem[] = [];
  for (const [index, id] of story.articles.entries())
    if (!articleIds.has(id)) found.push(unknownId(`story.articles[${index}]`, id));
  for (const [index, id] of story.featured.entries())
    if (!entityIds.has(id)) found.push(unknownId(`story.featured[${index}]`, id));
  return found;
}

/** The fatal problems of an article: invalid dates. */
export function articleProblems(article: Article, place: string): StoryProblem[] {
  return (["publishedAt", "retrievedAt", "modifiedAt"] as const).flatMap((name) => {
    const date = article[name];
    return date === undefined ? [] : dateProblem(`${place}.${name}`, date);
  });
}

/** The tag of an unknown language. */
const UNDETERMINED = "und";

/**
 * Returns an article as it is stored, and what was repaired: an invalid language tag, addresses that are not on the
 * web, sentences outside the text.
 */
export function repairArticle(
  article: Article,
  place: string,
  text: CodePoints,
): { readonly article: Article; readonly problems: readonly StoryProblem[] } {
  const language = languageTag(article.language);
  const problems = sentenceProblems(article, place, text);
  const sentences = problems.length === 0 ? article.sentences : [];
  if (language === null)
    problems.push(
      problem(
        "language",
        `${place}.language`,
        `“${article.language}” is no language tag; the article is taken as of an unknown language.`,
        "Write a tag of BCP 47, as en, ar or pt-BR.",
      ),
    );
  const { url, archiveUrl, ...rest } = article;
  for (const [name, address] of Object.entries({ url, archiveUrl }))
    if (address !== undefined && !isWebAddress(address)) problems.push(noWebAddress(`${place}.${name}`, address));
  return {
    article: {
      ...rest,
      ...(url !== undefined && isWebAddress(url) && { url }),
      ...(archiveUrl !== undefined && isWebAddress(archiveUrl) && { archiveUrl }),
      language: language ?? UNDETERMINED,
      sentences,
    },
    problems,
  };
}

/** Whether an address may be linked: a web page, without user name and password. */
function isWebAddress(address: string): boolean {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === "" && password === "";
}

function noWebAddress(place: string, address: string): StoryProblem {
  const message = `“${address}” is no address of the web; the article is taken without it.`;
  return problem("address", place, message, "Write one that begins with https:// or http://, without a password.");
}

function sentenceProblems({ id, sentences }: Article, place: string, text: CodePoints): StoryProblem[] {
  const found: StoryProblem[] = [];
  let last = 0;
  for (const [number, [start, end]] of sentences.entries()) {
    const at = `${place}.sentences[${number}]`;
    if (start < last || end <= start || end > text.length) found.push(outside(at, [start, end], text, { last, id }));
    last = end;
  }
  return found;
}

/** The problems of an entity's properties: reserved names, invalid dates, receipts outside the text. */
export function propertyProblems(
  entity: Entity,
  place: string,
  textOf: (article?: string) => CodePoints | undefined,
): StoryProblem[] {
  const found: StoryProblem[] = [];
  for (const name of Object.keys(entity.properties)) {
    if (!OWN_NAMES.has(name)) continue;
    const message = `“${name}” is a name that the product keeps for itself.`;
    found.push(problem("property-name", `${place}.properties.${name}`, message, "Choose another name."));
  }
  found.push(...dateProblems(entity.properties, `${place}.properties`), ...statusProblems(entity, place));
  for (const [index, { property, article, start, end }] of entity.receipts.entries()) {
    const at = `${place}.receipts[${index}]`;
    const text = textOf(article);
    if (text === undefined && article !== undefined) found.push(unknownId(`${at}.article`, article));
    if (text !== undefined && (end <= start || end > text.length)) found.push(outside(at, [start, end], text));
    if (!Object.hasOwn(entity.properties, property)) found.push(unknownId(`${at}.property`, property));
  }
  return found;
}

/** The valid values of an event's status: an event with any other value would count as happened. */
const EVENT_STATUS: readonly unknown[] = ["happened", "ongoing", "planned", "alleged", "hypothetical"];

function statusProblems({ label, properties }: Entity, place: string): StoryProblem[] {
  if (label !== "Event" || !Object.hasOwn(properties, "status") || EVENT_STATUS.includes(properties["status"]))
    return [];
  const { status } = properties;
  const message = `${typeof status === "string" ? `“${status}”` : JSON.stringify(status)} is no status of an event.`;
  const remedy = "Write happened, ongoing, planned, alleged or hypothetical, or leave it out.";
  return [problem("status", `${place}.properties.status`, message, remedy)];
}

/** Reports a name without visible characters. */
export function nameProblems({ name }: Entity, place: string): StoryProblem[] {
  return isVisible(name)
    ? []
    : [problem("name", `${place}.name`, "The name has no sign that can be seen.", "Write one.")];
}

function unknownId(place: string, id: string): StoryProblem {
  return problem("unknown-id", place, `There is nothing called ${id} in this story.`, "Add it, or leave this out.");
}

function outside(
  place: string,
  [start, end]: readonly [number, number],
  text: CodePoints,
  sentence?: { readonly last: number; readonly id: string },
): StoryProblem {
  const isBack = sentence !== undefined && end > start && end <= text.length;
  const message = isBack
    ? `${start} to ${end} begins before the sentence before it ends, at ${sentence.last}.`
    : `${start} to ${end} is no span of the text, which has ${text.length} characters.`;
  const dropped = sentence === undefined ? "" : " The article's sentences are left out.";
  const cause = sentence === undefined ? undefined : `sentences of ${sentence.id}`;
  const remedy = "Count in code points, in the order of the text.";
  return problem("outside-text", place, `${message}${dropped}`, remedy, cause);
}
