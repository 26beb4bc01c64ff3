import type { Article } from "./article.ts";
import { sift } from "./check-story.ts";
import type { Entity } from "./entity.ts";
import { NumberRangeError, parseExactJson } from "./exact-json.ts";
import { quoteOrdinals } from "./fingerprint.ts";
import type { Relation } from "./relation.ts";
import { RECORD_LISTS, scanStory, type ScannedStory } from "./scan-story.ts";
import { PackedSequence } from "./sequence.ts";
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

/** A story with all its records in memory. */
export function inMemory({ entities, mentions, relations, ...rest }: StoryRecords): StoryContent {
  return { ...rest, entities: [...entities], mentions: [...mentions], relations: [...relations] };
}

/**
 * Reads a story file, as UTF-8, with its texts. A file that is not JSON or not of the shape is refused whole, its first
 * MAX_PROBLEMS mistakes named; otherwise each record stands for itself: what is wrong is refused and listed, the rest is
 * taken. One record at a time is in memory as an object, however many there are.
 */
export function readStoryRecords(
  bytes: Uint8Array,
  beside: FilesBeside,
  maxValues: number = JSON_LIMITS.values,
): CheckedRecords {
  try {
    const scanned = scanStory(bytes, maxValues);
    if (scanned !== null) return readSource(scannedSource(bytes, scanned), beside);
  } catch (error) {
    // The place of what is no JSON, or no number that can be kept, is told where the file is parsed whole.
    if (!(error instanceof SyntaxError) && !(error instanceof NumberRangeError)) throw error;
  }
  const parsed = parseJson(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), maxValues);
  if ("problem" in parsed) return { ok: false, story: null, problems: [parsed.problem], more: false };
  return readSource(parsedSource(parsed.value), beside);
}

function scannedSource(bytes: Uint8Array, { head, lists }: ScannedStory): StorySource {
  const decoder = new TextDecoder();
  const valueAt = (start: number, end: number) => parseExactJson(decoder.decode(bytes.subarray(start, end)));
  function* records(spans: readonly number[]): Iterable<unknown> {
    for (let at = 0; at < spans.length; at += 2) yield valueAt(spans[at] ?? 0, spans[at + 1] ?? 0);
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

function readSource(source: StorySource, beside: FilesBeside): CheckedRecords {
  const files: { readonly id: string; readonly file: string }[] = [];
  const articles: Article[] = [];
  const texts = new Map<string, string>();
  const [entities, mentions] = [new PackedSequence<Entity>(), new PackedSequence<PlacedMention>()];
  const relations = new PackedSequence<Relation>();
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
