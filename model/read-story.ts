import type { Article } from "./article.ts";
import type { ByteSource } from "./byte-source.ts";
import { validateStory } from "./check-story.ts";
import type { Entity } from "./entity.ts";
import { NumberRangeError, parseExactJson } from "./exact-json.ts";
import { withShownNames } from "./entity-names.ts";
import { quoteOrdinals } from "./fingerprint.ts";
import { MAX_MISTAKES, Mistakes, type FoundMistakes, type StoryMistake } from "./mistakes.ts";
import type { Relation } from "./relation.ts";
import { RECORD_LISTS, scanStory, type ScannedStory } from "./scan-story.ts";
import { PackedSequence, UTF_8, type Packing } from "./sequence.ts";
import {
  ArticleTexts,
  questionOf,
  type EarlierText,
  type FilesBeside,
  type PlacedMention,
  type StoryRecords,
} from "./story-file.ts";
import { JSON_LIMITS, parseJson } from "./story-json.ts";
import { problem, type StoryProblem } from "./story-problem.ts";
import { readShape, type StorySource } from "./story-shape.ts";
import { isVisible } from "./visible-text.ts";

interface RefusedFile {
  readonly ok: false;
  /** The story's id as the file has it, valid or not; null when it cannot be read. */
  readonly story: string | null;
  readonly problems: readonly StoryMistake[];
  /** The number of places with a mistake; with `more` the search stopped there. */
  readonly count: number;
  readonly more: boolean;
}

export type CheckedRecords = ({ readonly ok: true; readonly content: StoryRecords } & FoundMistakes) | RefusedFile;

/** Encodes a story file as UTF-8. A lone surrogate, which has no UTF-8 form, becomes a JSON escape. */
export function encodeStory(json: string): Uint8Array {
  const whole = json.isWellFormed()
    ? json
    : json.replaceAll(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
  return new TextEncoder().encode(whole);
}

/** The longest text that can be parsed. */
const MOST_CHARACTERS = 500_000_000;

function unreadable(bytes: number): StoryProblem {
  const message = `The file is not a JSON object whose brackets close, each name once; at ${bytes} bytes the place cannot be told.`;
  return problem("json", "the file", message, "Have a tool for JSON check it, or load it as several stories.");
}

export interface ReadOptions {
  /** Of the whole file, in all lists and records together. */
  readonly maxValues?: number;
  /** How records are stored in memory until all are read. */
  readonly packing?: Packing;
  /** Called for each record with the number of records read. */
  onRecord?(done: number, total: number): void;
}

/**
 * Reads a story file with its texts. A file that is not JSON or has the wrong shape is rejected as a whole, with its
 * first MAX_MISTAKES mistakes. Otherwise each record is checked on its own: invalid ones are rejected and listed, the
 * others accepted. Only one record at a time is in memory as an object.
 */
export function readStoryRecords(
  bytes: ByteSource,
  beside: FilesBeside,
  { maxValues = JSON_LIMITS.values, packing = UTF_8, onRecord }: ReadOptions = {},
): CheckedRecords {
  try {
    const scanned = scanStory(bytes, maxValues);
    if (scanned !== null) return readSource(scannedSource(bytes, scanned, onRecord), beside, packing);
  } catch (error) {
    // The file is then parsed as a whole, which locates invalid JSON or a number that cannot be stored.
    if (!(error instanceof SyntaxError) && !(error instanceof NumberRangeError)) throw error;
  }
  if (bytes.length > MOST_CHARACTERS) return refusedFile(null, [unreadable(bytes.length)]);
  const parsed = parseJson(bytes.text(0, bytes.length), maxValues);
  if ("problem" in parsed) return refusedFile(null, [parsed.problem]);
  return readSource(parsedSource(parsed.value), beside, packing);
}

function scannedSource(
  bytes: ByteSource,
  { head, lists }: ScannedStory,
  onRecord: ReadOptions["onRecord"],
): StorySource {
  let done = 0;
  const total = [...lists.values()].reduce((sum, { length }) => sum + length / 2, 0);
  const valueAt = (start: number, end: number) => parseExactJson(bytes.text(start, end));
  function* records(spans: readonly number[]): Iterable<unknown> {
    for (let at = 0; at < spans.length; at += 2) {
      yield valueAt(spans[at] ?? 0, spans[at + 1] ?? 0);
      onRecord?.((done += 1), total);
    }
  }
  return {
    head: Object.fromEntries([...head].map(([name, [start, end]]) => [name, valueAt(start, end)])),
    lists: Object.fromEntries([...lists].map(([name, spans]) => [name, records(spans)])),
  };
}

function parsedSource(value: unknown): StorySource {
  const head = new Map<string, unknown>();
  const lists = new Map<string, unknown[]>();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { head: value, lists: {} };
  for (const [name, part] of Object.entries(value)) {
    if (Array.isArray(part) && (RECORD_LISTS as readonly string[]).includes(name)) lists.set(name, part);
    else head.set(name, part);
  }
  return { head: Object.fromEntries(head), lists: Object.fromEntries(lists) };
}

function readSource(source: StorySource, beside: FilesBeside, packing: Packing): CheckedRecords {
  const files: NamedText[] = [];
  const earlier: EarlierText[] = [];
  const articles: Article[] = [];
  const texts = new Map<string, string>();
  const [entities, mentions] = [new PackedSequence<Entity>(packing), new PackedSequence<PlacedMention>(packing)];
  const relations = new PackedSequence<Relation>(packing);
  const noted: StoryProblem[] = [];
  const ordinalOf = quoteOrdinals(texts);
  const given = new ArticleTexts(beside.articles);
  const shaped = readShape(source, MAX_MISTAKES, {
    articles: (article) => {
      files.push(...namedTexts(article, articles.length));
      articles.push(given.articleOf(article));
      for (const text of given.earlierTextsOf(article)) earlier.push(text);
      texts.set(article.id, articles.at(-1)?.text ?? "");
    },
    entities: ({ mentions: own, ...record }) => {
      const first = files[0]?.id ?? "";
      const { entity, problems } = withShownNames(record, `entities[${entities.length}] (${record.id})`);
      for (const found of problems) noted.push(found);
      entities.add({ ...entity, receipts: given.receiptsOf(first, entity.receipts) });
      for (const { article = first, ...mention } of own)
        mentions.add({ article, entity: entity.id, mention: given.mentionOf(article, mention) });
    },
    relations: (relation) => relations.add(given.relationOf(relation, ordinalOf)),
    timeExpressions: () => undefined,
  });
  if (!shaped.ok) return refusedFile(shaped.story, shaped.problems, shaped.more);
  const absent = textFileProblems(files, beside);
  if (absent.length > 0) return refusedFile(shaped.head.story.id, absent);
  const { story, questions: own, judgements } = shaped.head;
  const questions = [...own, ...Object.entries(beside.questions ?? {}).map(([name, text]) => questionOf(name, text))];
  const sifted = validateStory(
    { story, articles, entities, mentions, relations, questions, earlier, judgements },
    noted,
  );
  if (sifted.content.articles.length > 0) return { ok: true, ...sifted };
  return { ok: false, story: story.id, problems: sifted.refused, count: sifted.refusedCount, more: false };
}

/** A file that is rejected as a whole; a mistake in several places is one entry. */
function refusedFile(story: string | null, problems: readonly StoryProblem[], more = false): RefusedFile {
  const mistakes = new Mistakes();
  for (const found of problems) mistakes.add(found);
  return { ok: false, story, problems: mistakes.list(), count: mistakes.count, more };
}

/** A text file that an article names, and where it does. */
interface NamedText {
  readonly id: string;
  readonly file: string;
  readonly place: string;
}

/** The text files of an article, including those of its earlier texts. */
function namedTexts(
  { id, file, earlier }: Pick<NamedText, "id" | "file"> & { readonly earlier: readonly Pick<NamedText, "file">[] },
  index: number,
): NamedText[] {
  const place = `articles[${index}] (${id})`;
  const before = earlier.map((text, number) => ({ id, file: text.file, place: `${place}.earlier[${number}].file` }));
  return [{ id, file, place: `${place}.file` }, ...before];
}

/** Article texts that are missing, empty, or not text. */
function textFileProblems(texts: readonly NamedText[], beside: FilesBeside): StoryProblem[] {
  return texts.flatMap(({ file, place }) => {
    if (!Object.hasOwn(beside.articles, file))
      return [
        problem(
          "unknown-id",
          place,
          `The text ${file} is not there.`,
          "Put it beside the story file; on the page choose or drop both.",
        ),
      ];
    if (!isVisible(beside.articles[file] ?? ""))
      return [problem("shape", place, `The text ${file} is empty.`, "Write the article's text into it.")];
    if (beside.articles[file]?.isWellFormed() === false)
      return [problem("shape", place, `The text ${file} holds half a surrogate pair.`, "Write it in UTF-8.")];
    return [];
  });
}
