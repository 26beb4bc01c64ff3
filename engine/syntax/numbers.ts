import { CypherError } from "../errors.ts";
import type { Expression } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

const MOST = 9223372036854775807n;

/** What is wrong with something that begins like a number; of the forms of older days, what they are now. */
function badNumber(cursor: Cursor, text: string, place: { start: number; end: number }): CypherError {
  const now = text.replace(/^(-?0)X/, "$1x").replace(/^(-?0)(?=\d+$)/, "$1o");
  const message =
    now === text
      ? `invalid literal number: '${text}'`
      : `The ${now.includes("x") ? "hex" : "octal"} integer literal syntax \`${text}\` is no longer supported, please use \`${now}\` instead`;
  return cursor.refuse(message, place, "InvalidNumberLiteral");
}

/** The number here: integers within 64 bits, floats within a double. Behind a sign a mistake is told with it. */
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
