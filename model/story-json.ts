import { DuplicateNameError, NumberRangeError, parseExactJson } from "./exact-json.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** Limits of nesting and of values in a file, which are checked before it is parsed. */
export const JSON_LIMITS = { depth: 64, values: 4_000_000 } as const;

/**
 * Parses a JSON text within the limits of depth and values, without rounding integers; locates a mistake by line and
 * column.
 */
export function parseJson(
  json: string,
  maxValues: number = JSON_LIMITS.values,
): { readonly value: unknown } | { readonly problem: StoryProblem } {
  const beyond = beyondLimits(json, maxValues);
  if (beyond !== null) return { problem: problem("json", placeOf(json, beyond.at), beyond.message, beyond.remedy) };
  const text = json.startsWith("\uFEFF") ? json.slice(1) : json;
  try {
    return { value: parseExactJson(text) };
  } catch (error) {
    if (error instanceof NumberRangeError)
      return { problem: problem("number", placeOf(text, error.at), `${error.message}.`, "Write it as a text.") };
    if (error instanceof DuplicateNameError)
      return { problem: problem("json", placeOf(text, error.at), `${error.message}.`, "Leave one out.") };
    if (text.trim() === "")
      return { problem: problem("json", "the file", "The file is not JSON: it is empty.", "Write a story into it.") };
    const said = error instanceof Error ? error.message : String(error);
    const at = Number(/position (\d+)/.exec(said)?.[1] ?? firstStrange(json));
    return { problem: problem("json", placeOf(json, at), `The file is not JSON: ${said}.`, "Correct it there.") };
  }
}

interface Beyond {
  readonly at: number;
  readonly message: string;
  readonly remedy: string;
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Counts brackets and commas outside strings: one pass, constant memory for any text. */
function beyondLimits(json: string, maxValues: number): Beyond | null {
  let depth = 0;
  let values = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (quoted) {
      if (character === BACKSLASH) at += 1;
      else if (character === QUOTE) quoted = false;
      continue;
    }
    if (character === QUOTE) quoted = true;
    else if (character === CLOSE_LIST || character === CLOSE_MAP) depth -= 1;
    else if (character === OPEN_LIST || character === OPEN_MAP) {
      depth += 1;
      values += 1;
      if (depth > JSON_LIMITS.depth) {
        return { at, message: `The file nests more than ${JSON_LIMITS.depth} deep.`, remedy: "Write it flatter." };
      }
    } else if (character === COMMA) values += 1;
    if (values > maxValues) {
      return {
        at,
        message: `The file holds more than ${maxValues} values.`,
        remedy: "Load it as several stories.",
      };
    }
  }
  return null;
}

const JSON_TOKEN = /\s+|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\]:,]/y;

/** The offset of the first invalid JSON token, which the parser does not always report. */
function firstStrange(json: string): number {
  let at = 0;
  for (JSON_TOKEN.lastIndex = 0; JSON_TOKEN.test(json);) at = JSON_TOKEN.lastIndex;
  return at;
}

function placeOf(json: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let end = json.indexOf("\n"); end !== -1 && end < at; end = json.indexOf("\n", start)) {
    line += 1;
    start = end + 1;
  }
  return `line ${line}, column ${at - start + 1}`;
}
