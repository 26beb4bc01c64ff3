import type { Article } from "./article.ts";
import type { ByteSource } from "./byte-source.ts";
import { sift } from "./check-story.ts";
import type { Entity } from "./entity.ts";
import { NumberRangeError, parseExactJson } from "./exact-json.ts";
import { quoteOrdinals } from "./fingerprint.ts";
import type { Relation } from "./relation.ts";
import { RECORD_LISTS, scanStory, type ScannedStory } from "./scan-story.ts";
import { PackedSequence, UTF_8, type Packing } from "./sequence.ts";
import {
  articleOf,
  questionOf,
  relationOf,
  type FilesBeside,
  type PlacedMention,
  type StoryContent,
  type StoryRecords,
} from "./story-file.ts";
import { JSON_LIMITS, parseJson } from "./story-json.ts";
import { problem, type StoryProblem } from "./story-problem.ts";
import { readShape, type StorySource } from "./story-shape.ts";

/** Problems of one file that are named; of what is beyond, only that there is more. */
export const MAX_PROBLEMS = 1_000;

interface RefusedFile {
  readonly ok: false;
  /** The story's id as the file has it, whatever it is; null when that cannot be read. */
  readonly story: string | null;
  readonly problems: readonly StoryProblem[];
  /** There are more than are named. */
  readonly more: boolean;
}

export type CheckedRecords =
  | { readonly ok: true; readonly content: StoryRecords; readonly refused: readonly StoryProblem[] }
  | RefusedFile;

/** A story file as UTF-8. Half a surrogate pair has no bytes there, and is written as JSON writes it. */
export function encodeStory(json: string): Uint8Array {
  const whole = json.isWellFormed()
    ? json
    : json.replaceAll(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
  return new TextEncoder().encode(whole);
}

/** No text may be longer, whatever reads it. */
const MOST_CHARACTERS = 500_000_000;

function unreadable(bytes: number): StoryProblem {
  const message = `The file is not a JSON object whose brackets close, each name once; at ${bytes} bytes the place cannot be told.`;
  return problem("json", "the file", message, "Have a tool for JSON check it, or load it as several stories.");
}

/** A story with all its records in memory. */
export function inMemory({ entities, mentions, relations, ...rest }: StoryRecords): StoryContent {
  return { ...rest, entities: [...entities], mentions: [...mentions], relations: [...relations] };
}

export interface ReadOptions {
  /** Of the whole file, in all lists and records together. */
  readonly maxValues?: number;
  /** How records wait in memory until all are read. */
  readonly packing?: Packing;
  /** Told with each record that is read how many there are. */
  onRecord?(done: number, total: number): void;
}

/**
 * Reads a story file with its texts. A file that is not JSON or not of the shape is refused whole, its first
 * MAX_PROBLEMS mistakes named; otherwise each record stands for itself: what is wrong is refused and listed, the rest is
 * taken. One record at a time is in memory as an object, however many there are.
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
    // The place of what is no JSON, or no number that can be kept, is told where the file is parsed whole.
    if (!(error instanceof SyntaxError) && !(error instanceof NumberRangeError)) throw error;
  }
  if (bytes.length > MOST_CHARACTERS)
    return { ok: false, story: null, problems: [unreadable(bytes.length)], more: false };
  const parsed = parseJson(bytes.text(0, bytes.length), maxValues);
  if ("problem" in parsed) return { ok: false, story: null, problems: [parsed.problem], more: false };
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
  const files: { readonly id: string; readonly file: string }[] = [];
  const articles: Article[] = [];
  const texts = new Map<string, string>();
  const [entities, mentions] = [new PackedSequence<Entity>(packing), new PackedSequence<PlacedMention>(packing)];
  const relations = new PackedSequence<Relation>(packing);
  const ordinalOf = quoteOrdinals(texts);
  const shaped = readShape(source, MAX_PROBLEMS, {
    articles: (article) => {
      files.push(article);
      articles.push(articleOf(article, beside));
      texts.set(article.id, articles.at(-1)?.text ?? "");
    },
    entities: ({ mentions: own, ...entity }) => {
      entities.add(entity);
      for (const { article = files[0]?.id ?? "", ...mention } of own)
        mentions.add({ article, entity: entity.id, mention });
    },
    relations: (relation) => relations.add(relationOf(relation, ordinalOf)),
    timeExpressions: () => undefined,
  });
  if (!shaped.ok) return shaped;
  const absent = textFileProblems(files, beside);
  if (absent.length > 0) {
    const problems = absent.slice(0, MAX_PROBLEMS);
    return { ok: false, story: shaped.head.story.id, more: absent.length > MAX_PROBLEMS, problems };
  }
  const { story, questions: own } = shaped.head;
  const questions = [...own, ...Object.entries(beside.questions ?? {}).map(([name, text]) => questionOf(name, text))];
  return { ok: true, ...sift({ story, articles, entities, mentions, relations, questions }) };
}

/** Article texts that are not beside the file, or are no texts. */
function textFileProblems(
  articles: readonly { readonly id: string; readonly file: string }[],
  beside: FilesBeside,
): StoryProblem[] {
  return articles.flatMap(({ id, file }, index) => {
    const place = `articles[${index}] (${id}).file`;
    if (!Object.hasOwn(beside.articles, file))
      return [problem("unknown-id", place, `The text ${file} is not there.`, "Put it beside the story file.")];
    if (beside.articles[file]?.isWellFormed() === false)
      return [problem("shape", place, `The text ${file} holds half a surrogate pair.`, "Write it in UTF-8.")];
    return [];
  });
}
