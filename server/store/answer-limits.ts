import type { CypherValue } from "../../contract/cypher-value.ts";
import { Failure } from "../../contract/errors.ts";

/** Limits of one answer, on either store; docs/api.md lists them. */
export const ANSWER_LIMITS = {
  /** Size as JSON. */
  jsonBytes: 8_000_000,
  /** Values in all rows together. */
  elements: 1_000_000,
  /** Nesting depth of lists and maps. */
  depth: 200,
  /** Bytes that a database may send for one query, including rows that are not returned. */
  receivedBytes: 12_000_000,
} as const;

/**
 * Checks the JSON size, the number of values and the depth of an answer.
 * @throws Failure query/limit, which names the limit
 */
export function checkAnswerSize(rows: readonly (readonly CypherValue[])[]): void {
  let bytes = 2;
  let elements = 0;
  const visit = (value: CypherValue | undefined, depth: number): void => {
    elements += 1;
    if (depth > ANSWER_LIMITS.depth) throw tooDeep();
    if (typeof value === "string") bytes += Buffer.byteLength(value) + 3;
    else if (Array.isArray(value)) {
      bytes += 3;
      for (const item of value) visit(item as CypherValue, depth + 1);
    } else if (typeof value === "object" && value !== null) {
      bytes += 3;
      for (const [key, item] of Object.entries(value)) {
        bytes += Buffer.byteLength(key) + 3;
        visit(item, depth + 1);
      }
    } else bytes += String(value).length + 1;
    if (elements > ANSWER_LIMITS.elements) throw tooManyElements();
    if (bytes > ANSWER_LIMITS.jsonBytes) throw tooLarge();
  };
  for (const row of rows) {
    bytes += 3;
    for (const value of row) visit(value, 1);
  }
}

export function tooManyElements(): Failure {
  return limit(`The answer holds more than ${ANSWER_LIMITS.elements} values`);
}

export function tooDeep(): Failure {
  return limit(`The answer nests more than ${ANSWER_LIMITS.depth} deep`);
}

export function tooMuchReceived(): Failure {
  return limit(`The database sent more than ${ANSWER_LIMITS.receivedBytes / 1e6} MB for this query`);
}

export function tooLarge(): Failure {
  return limit(`The answer is larger than ${ANSWER_LIMITS.jsonBytes / 1e6} MB`);
}

function limit(message: string): Failure {
  return new Failure("query/limit", message, { remedy: "Return fewer rows, or single properties of them" });
}
