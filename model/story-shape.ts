import type { z } from "zod";
import { STORY_RECORDS, StoryFile, StoryFileHead } from "./story-file.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** Characters of one text in a story file; an article's own text stands beside it. */
const MAX_TEXT = 100_000;

export type ShapedStory =
  | { readonly ok: true; readonly file: StoryFile }
  | { readonly ok: false; readonly problems: readonly StoryProblem[]; readonly more: boolean };

/**
 * Holds a parsed file to the format. Record by record, and only until `maxProblems` were found: a schema for the whole
 * file would make millions of issues of a million wrong records before it answers.
 */
export function readShape(value: unknown, maxProblems: number): ShapedStory {
  const head = StoryFileHead.safeParse(value);
  if (!head.success) return refused(head.error.issues.map(shapeProblem), maxProblems);
  const problems: StoryProblem[] = textProblems(head.data.story, ["story"]);
  const lists = new Map<string, unknown[]>();
  for (const [name, schema] of Object.entries(STORY_RECORDS)) {
    const records: unknown[] = [];
    for (const [index, given] of head.data[name as keyof typeof STORY_RECORDS].entries()) {
      if (problems.length > maxProblems) return refused(problems, maxProblems);
      const record = schema.safeParse(given);
      if (!record.success) {
        for (const issue of record.error.issues.slice(0, maxProblems + 1))
          problems.push(shapeProblem({ ...issue, path: [name, index, ...issue.path] }));
        continue;
      }
      for (const long of textProblems(record.data, [name, index])) problems.push(long);
      records.push(record.data);
    }
    lists.set(name, records);
  }
  if (problems.length > 0) return refused(problems, maxProblems);
  return { ok: true, file: { ...head.data, ...Object.fromEntries(lists) } as StoryFile };
}

function refused(problems: readonly StoryProblem[], maxProblems: number): ShapedStory {
  return { ok: false, problems: problems.slice(0, maxProblems), more: problems.length > maxProblems };
}

/** Texts that are too long to be one: no index of either store takes them. */
function textProblems(value: unknown, path: readonly PropertyKey[]): StoryProblem[] {
  if (typeof value === "string") {
    if (value.length <= MAX_TEXT) return [];
    const message = `The text has ${value.length} characters; ${MAX_TEXT} are taken.`;
    return [problem("shape", placeOf(path), message, "Shorten it; an article's text stands in its own file.")];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textProblems(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function shapeProblem({ path, message }: Pick<z.core.$ZodIssue, "path" | "message">): StoryProblem {
  const place = path.length === 0 ? "the file" : placeOf(path);
  return problem("shape", place, `${message.slice(0, 500)}.`, "stories/story.schema.json says what belongs there.");
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .reduce<string>(
      (place, step) =>
        typeof step === "number" ? `${place}[${step}]` : place === "" ? String(step) : `${place}.${String(step)}`,
      "",
    )
    .slice(0, 200);
}
