import type { z } from "zod";

/** Longer field names are shortened. */
const MOST_NAME = 40;

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
  tuple: "a list",
  null: "null",
};

/**
 * Describes what is wrong with a value, as a sentence that starts with “It”: zod's error map for all input. undefined
 * keeps zod's own message.
 */
export const issueWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "It is missing";
      return `It must be ${NOUNS[issue.expected] ?? issue.expected}, not ${nounOf(issue.input)}`;
    case "too_small":
      return `It ${tooSmall(issue.origin, Number(issue.minimum), issue.inclusive !== false)}`;
    case "too_big":
      return `It ${tooBig(issue.origin, Number(issue.maximum), issue.inclusive !== false)}`;
    case "invalid_value":
      return `It must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map((value) => (typeof value === "string" ? `“${value}”` : String(value))).join(", ")}`;
    case "unrecognized_keys":
      return `It has no field called ${issue.keys.map((key) => `“${key.slice(0, MOST_NAME)}”`).join(", ")}`;
    default:
      return undefined;
  }
};

function tooSmall(origin: string, minimum: number, inclusive: boolean): string {
  if (origin === "string") return minimum === 1 ? "is empty" : `has fewer than ${minimum} characters`;
  if (origin === "array") return minimum === 1 ? "is empty" : `has fewer than ${minimum} items`;
  return inclusive ? `is less than ${minimum}` : `must be more than ${minimum}`;
}

function tooBig(origin: string, maximum: number, inclusive: boolean): string {
  if (origin === "string") return `has more than ${maximum} characters`;
  if (origin === "array") return `has more than ${maximum} items`;
  return inclusive ? `is more than ${maximum}` : `must be less than ${maximum}`;
}

function nounOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" && !Number.isInteger(value)) return "a fraction";
  return NOUNS[typeof value] ?? typeof value;
}
