import type { z } from "zod";
import { issueWords } from "./issue-words.ts";
import type { RecordList } from "./scan-story.ts";
import { STORY_RECORDS, StoryFileHead, type StoryFile } from "./story-file.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** Most characters of one text in a story file; articles have their text in separate files. */
const MAX_TEXT = 100_000;
const SCHEMA_SAYS = "stories/story.schema.json says what belongs there.";

/** A story file whose lists are read record by record. */
export interface StorySource {
  /** The file without these lists; a missing or invalid list stays in it unchanged. */
  readonly head: unknown;
  readonly lists: Readonly<Partial<Record<RecordList, Iterable<unknown>>>>;
}

/** Receive the records of each list as they are read. */
export type RecordSinks = { readonly [List in RecordList]: (record: z.output<(typeof STORY_RECORDS)[List]>) => void };

export type ShapedHead =
  | { readonly ok: true; readonly head: StoryFile }
  | {
      readonly ok: false;
      /** The story's id as the file has it, valid or not; null when it has none. */
      readonly story: string | null;
      readonly problems: readonly StoryProblem[];
      readonly more: boolean;
    };

/**
 * Validates a file against the format, record by record and up to `maxProblems`: a schema of the whole file would
 * create millions of issues for a million invalid records. The records go to the sinks, lists in the order of
 * STORY_RECORDS; the returned head has none.
 */
export function readShape({ head: given, lists }: StorySource, maxProblems: number, sinks: RecordSinks): ShapedHead {
  const refused = (found: readonly StoryProblem[]): ShapedHead => ({
    ok: false,
    story: storyIdOf(given),
    problems: found.slice(0, maxProblems),
    more: found.length > maxProblems,
  });
  const standIns = Object.fromEntries(Object.keys(lists).map((name) => [name, name === "articles" ? [null] : []]));
  const isMap = typeof given === "object" && given !== null && !Array.isArray(given);
  const head = StoryFileHead.safeParse(isMap ? { ...given, ...standIns } : given, { error: issueWords });
  if (!head.success)
    return refused(
      head.error.issues.map((issue) =>
        shapeProblem(issue, valueAt(given, issue.path.slice(0, 2)), valueAt(given, issue.path)),
      ),
    );
  const problems: StoryProblem[] = textProblems(member(given, "story"), ["story"], null);
  for (const list of ["questions", "judgements"]) {
    const records = member(given, list);
    if (!Array.isArray(records)) continue;
    for (const [index, record] of records.entries())
      for (const found of textProblems(record, [list, index], record)) problems.push(found);
  }
  for (const [list, schema] of Object.entries(STORY_RECORDS)) {
    const [name, sink] = [list as RecordList, sinks[list as RecordList] as (record: unknown) => void];
    let index = -1;
    for (const record of lists[name] ?? []) {
      index += 1;
      if (problems.length > maxProblems) return refused(problems);
      const shaped = schema.safeParse(record, { error: issueWords });
      if (!shaped.success) {
        for (const issue of shaped.error.issues.slice(0, maxProblems + 1))
          problems.push(
            shapeProblem({ ...issue, path: [name, index, ...issue.path] }, record, valueAt(record, issue.path)),
          );
        continue;
      }
      const texts = textProblems(record, [name, index], record);
      for (const found of texts) problems.push(found);
      if (texts.length === 0) sink(shaped.data);
    }
    if (name === "articles" && index === -1) problems.push(problem("shape", name, "There is no article.", SCHEMA_SAYS));
  }
  if (problems.length > 0) return refused(problems);
  const empty = { articles: [], entities: [], relations: [], timeExpressions: [] };
  return { ok: true, head: { ...head.data, ...empty } };
}

/** Reports texts that are too long for an index of either store, and texts with invalid characters. */
function textProblems(value: unknown, path: readonly PropertyKey[], record: unknown): StoryProblem[] {
  // Nearly every record is valid, and computing the path of each value takes longer than reading it.
  return isInOrder(value) ? [] : wrongTexts(value, path, record);
}

function isInOrder(value: unknown): boolean {
  if (typeof value === "string") return value.length <= MAX_TEXT && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  for (const name in value)
    if (name === "__proto__" || !isInOrder((value as Readonly<Record<string, unknown>>)[name])) return false;
  return true;
}

function wrongTexts(value: unknown, path: readonly PropertyKey[], record: unknown): StoryProblem[] {
  const wrong = (message: string, remedy: string) => [
    problem("shape", placeOf(path, recordName(record)), message, remedy),
  ];
  if (typeof value === "string") {
    if (!value.isWellFormed()) return wrong("The text holds half a surrogate pair.", "Write it in whole characters.");
    if (value.length <= MAX_TEXT) return [];
    const message = `The text has ${value.length} characters; ${MAX_TEXT} are taken.`;
    return wrong(message, "Shorten it; an article's text stands in its own file.");
  }
  if (typeof value !== "object" || value === null) return [];
  // An object takes this name for its prototype, so the property would be lost silently.
  if (Object.hasOwn(value, "__proto__")) return wrong("“__proto__” is no name.", "Choose another name.");
  return Object.entries(value).flatMap(([key, item]) =>
    wrongTexts(item, [...path, Array.isArray(value) ? Number(key) : key], record),
  );
}

/** `value` is the value at the issue's path. */
function shapeProblem(
  { path, message }: Pick<z.core.$ZodIssue, "path" | "message">,
  record: unknown,
  value: unknown,
): StoryProblem {
  const place = path.length === 0 ? "the file" : placeOf(path, recordName(record));
  // The field's name is part of the message, since mistakes with one message are listed once.
  const choice = /must be one of .+/.exec(message)?.[0];
  const missing = `“${String(path.at(-1))}” is missing${choice === undefined ? "" : `: it ${choice}`}`;
  const isMissing = value === undefined && path.length > 0;
  return problem("shape", place, `${(isMissing ? missing : message).slice(0, 500)}.`, SCHEMA_SAYS);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(member, value);
}

/** For example relations[12].receipt[0], with the record's id or key after its number. */
function placeOf(path: readonly PropertyKey[], record: string | null = null): string {
  return path.reduce<string>((place, step, at) => {
    if (typeof step !== "number") return place === "" ? String(step) : `${place}.${String(step)}`;
    return `${place}[${step}]${at === 1 && record !== null ? ` (${record})` : ""}`;
  }, "");
}

/** The id or key of a record. */
function recordName(record: unknown): string | null {
  const name = member(record, "key") ?? member(record, "id");
  return typeof name === "string" && name !== "" ? shorten(name) : null;
}

function storyIdOf(file: unknown): string | null {
  const id = member(member(file, "story"), "id");
  return typeof id === "string" ? shorten(id) : null;
}

function member(value: unknown, key: PropertyKey | undefined): unknown {
  return key !== undefined && typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
    : undefined;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
