import type { z } from "zod";
import { STORY_RECORDS, StoryFile, StoryFileHead } from "./story-file.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** Characters of one text in a story file; an article's own text stands beside it. */
const MAX_TEXT = 100_000;

export type ShapedStory =
  | { readonly ok: true; readonly file: StoryFile }
  | {
      readonly ok: false;
      /** The story's id as the file has it, whatever it is; null when it has none. */
      readonly story: string | null;
      readonly problems: readonly StoryProblem[];
      readonly more: boolean;
    };

/**
 * Holds a parsed file to the format. Record by record, and only until `maxProblems` were found: a schema for the whole
 * file would make millions of issues of a million wrong records before it answers.
 */
export function readShape(value: unknown, maxProblems: number): ShapedStory {
  const story = storyIdOf(value);
  const refused = (found: readonly StoryProblem[]): ShapedStory => ({
    ok: false,
    story,
    problems: found.slice(0, maxProblems),
    more: found.length > maxProblems,
  });
  const head = StoryFileHead.safeParse(value);
  if (!head.success) return refused(head.error.issues.map((issue) => shapeProblem(issue, value)));
  const problems: StoryProblem[] = ["story", "questions"].flatMap((name) =>
    textProblems(member(value, name), [name], value),
  );
  const lists = new Map<string, unknown[]>();
  for (const [name, schema] of Object.entries(STORY_RECORDS)) {
    const records: unknown[] = [];
    for (const [index, given] of head.data[name as keyof typeof STORY_RECORDS].entries()) {
      if (problems.length > maxProblems) return refused(problems);
      const record = schema.safeParse(given);
      if (!record.success) {
        for (const issue of record.error.issues.slice(0, maxProblems + 1))
          problems.push(shapeProblem({ ...issue, path: [name, index, ...issue.path] }, value));
        continue;
      }
      for (const long of textProblems(given, [name, index], value)) problems.push(long);
      records.push(record.data);
    }
    lists.set(name, records);
  }
  if (problems.length > 0) return refused(problems);
  return { ok: true, file: { ...head.data, ...Object.fromEntries(lists) } as StoryFile };
}

/** Texts that are too long to be one, which no index of either store takes, and texts that are none. */
function textProblems(value: unknown, path: readonly PropertyKey[], file: unknown): StoryProblem[] {
  const wrong = (message: string, remedy: string) => [
    problem("shape", placeOf(path, recordName(file, path)), message, remedy),
  ];
  if (typeof value === "string") {
    if (!value.isWellFormed()) return wrong("The text holds half a surrogate pair.", "Write it in whole characters.");
    if (value.length <= MAX_TEXT) return [];
    const message = `The text has ${value.length} characters; ${MAX_TEXT} are taken.`;
    return wrong(message, "Shorten it; an article's text stands in its own file.");
  }
  if (typeof value !== "object" || value === null) return [];
  // A record takes such a name for its prototype, and would lose it without a word.
  if (Object.hasOwn(value, "__proto__")) return wrong("“__proto__” is no name.", "Choose another name.");
  return Object.entries(value).flatMap(([key, item]) =>
    textProblems(item, [...path, Array.isArray(value) ? Number(key) : key], file),
  );
}

function shapeProblem({ path, message }: Pick<z.core.$ZodIssue, "path" | "message">, file: unknown): StoryProblem {
  const place = path.length === 0 ? "the file" : placeOf(path, recordName(file, path));
  return problem("shape", place, `${message.slice(0, 500)}.`, "stories/story.schema.json says what belongs there.");
}

/** As relations[12].receipt[0]; the record has its id or key behind its number. */
function placeOf(path: readonly PropertyKey[], record: string | null = null): string {
  return path.reduce<string>((place, step, at) => {
    if (typeof step !== "number") return place === "" ? String(step) : `${place}.${String(step)}`;
    return `${place}[${step}]${at === 1 && record !== null ? ` (${record})` : ""}`;
  }, "");
}

/** The id or key of the record that a path leads into. */
function recordName(file: unknown, [list, index]: readonly PropertyKey[]): string | null {
  if (list === undefined || index === undefined) return null;
  const record = member(member(file, list), index);
  const name = member(record, "key") ?? member(record, "id");
  return typeof name === "string" && name !== "" ? shorten(name) : null;
}

function storyIdOf(file: unknown): string | null {
  const id = member(member(file, "story"), "id");
  return typeof id === "string" ? shorten(id) : null;
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
    : undefined;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
