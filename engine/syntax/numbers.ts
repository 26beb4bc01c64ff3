import { CypherError } from "../errors.ts";
import type { Expression } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

const MOST = 9223372036854775807n;

/**
 * The error for text that only starts like a number; for the notations of older Cypher versions it names the new one.
 */
function badNumber(cursor: Cursor, text: string, place: { start: number; end: number }): CypherError {
  const now = text.replace(/^(-?0)X/, "$1x").replace(/^(-?0)(?=\d+$)/, "$1o");
  const message =
    now === text
      ? `invalid literal number: '${text}'`
      : `The ${now.includes("x") ? "hex" : "octal"} integer literal syntax \`${text}\` is no longer supported, please use \`${now}\` instead`;
  return cursor.refuse(message, place, "InvalidNumberLiteral");
}

/** Parses a number: integers within 64 bits, floats within a double. After a sign an error is located at the sign. */
export function parseNumber(cursor: Cursor, sign: number | null = null): Expression {
  const { kind, text, start: from, end } = cursor.next();
  const start = sign ?? from;
  if (kind === "badNumber") throw badNumber(cursor, sign === null ? text : `-${text}`, { start, end });
  const digits = text.replaceAll("_", "").toLowerCase();
  if (kind === "integer") {
    const value = BigInt(digits);
    if (value > MOST) {
      throw new CypherError("SyntaxError", "integer is too large", {
        detail: "IntegerOverflow",
        start,
        end,
        phase: "compile",
      });
    }
    const small = Number(value);
    return { type: "Integer", value: Number.isSafeInteger(small) ? small : value, start: from, end };
  }
  const value = Number(digits.replace(/[df]$/, ""));
  if (!Number.isFinite(value)) {
    throw new CypherError("SyntaxError", "floating point number is too large", {
      detail: "FloatingPointOverflow",
      start,
      end,
      phase: "compile",
    });
  }
  return { type: "Float", value, start: from, end };
}
