import type { Article } from "./article.ts";
import type { CodePoints } from "./code-points.ts";
import { Entity, RESERVED_NAMES } from "./entity.ts";
import type { StoryRecords } from "./story-file.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** Names that stand flat beside an entity's properties in both stores. */
const OWN_NAMES = new Set([
  ...Object.keys(Entity.shape),
  ...RESERVED_NAMES,
  "searchNames",
  "receiptProperties",
  "receiptStarts",
  "receiptEnds",
  "receiptDocuments",
]);
const ISO_DATE =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** What is wrong with a story's own record and its articles. Named; whoever is featured and unknown is left out. */
export function headProblems({ story, articles, entities }: StoryRecords): StoryProblem[] {
  const articleIds = new Set(articles.map(({ id }) => id));
  const entityIds = new Set(entities.map(({ id }) => id));
  const found: StoryProblem[] = [];
  for (const [index, id] of story.articles.entries())
    if (!articleIds.has(id)) found.push(unknownId(`story.articles[${index}]`, id));
  for (const [index, id] of story.featured.entries())
    if (!entityIds.has(id)) found.push(unknownId(`story.featured[${index}]`, id));
  return found;
}

/** What is wrong with one article: its dates, and sentences that its text does not have. */
export function articleProblems(article: Article, place: string, text: CodePoints): StoryProblem[] {
  const found: StoryProblem[] = [];
  for (const name of ["publishedAt", "retrievedAt"] as const) {
    const date = article[name];
    if (date !== undefined && !ISO_DATE.test(date)) found.push(notADate(`${place}.${name}`, date));
  }
  let last = 0;
  for (const [number, [start, end]] of article.sentences.entries()) {
    if (start < last || end <= start || end > text.length)
      found.push(outside(`${place}.sentences[${number}]`, [start, end], text));
    last = end;
  }
  return found;
}

/** What is wrong with an entity's properties: names that are taken, dates that are none, receipts outside the text. */
export function propertyProblems(entity: Entity, place: string, text: CodePoints | undefined): StoryProblem[] {
  const found: StoryProblem[] = [];
  for (const [name, value] of Object.entries(entity.properties)) {
    if (OWN_NAMES.has(name)) {
      const message = `“${name}” is a name that the product keeps for itself.`;
      found.push(problem("property-name", `${place}.properties.${name}`, message, "Choose another name."));
    }
    const isDate = name === "startDate" || name === "endDate";
    if (isDate && (typeof value !== "string" || !ISO_DATE.test(value)))
      found.push(notADate(`${place}.properties.${name}`, String(value)));
  }
  for (const [index, { property, start, end }] of entity.receipts.entries()) {
    const at = `${place}.receipts[${index}]`;
    if (text !== undefined && (end <= start || end > text.length)) found.push(outside(at, [start, end], text));
    if (!Object.hasOwn(entity.properties, property)) found.push(unknownId(`${at}.property`, property));
  }
  return found;
}

/** Dates of a claim that are none. */
export function dateProblems(claim: { startDate?: string; endDate?: string }, place: string): StoryProblem[] {
  return (["startDate", "endDate"] as const).flatMap((name) => {
    const date = claim[name];
    return date === undefined || ISO_DATE.test(date) ? [] : [notADate(`${place}.${name}`, date)];
  });
}

function unknownId(place: string, id: string): StoryProblem {
  return problem("unknown-id", place, `There is nothing called ${id} in this story.`, "Add it, or leave this out.");
}

function notADate(place: string, value: string): StoryProblem {
  return problem("not-a-date", place, `“${value}” is no ISO 8601 date.`, "Write it as 2020, 2020-01 or 2020-01-04.");
}

function outside(place: string, [start, end]: readonly [number, number], text: CodePoints): StoryProblem {
  const message = `${start} to ${end} is no span of the text, which has ${text.length} characters.`;
  return problem("outside-text", place, message, "Count in code points, in the order of the text.");
}
