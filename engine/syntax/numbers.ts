import { CypherError } from "../errors.ts";
import type { Expression } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

const MOST = 9223372036854775807n;

/** The number here: integers within 64 bits, floats within a double. */
export function parseNumber(cursor: Cursor): Expression {
  const { kind, text, start, end } = cursor.next();
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
    return { type: "Integer", value: Number.isSafeInteger(small) ? small : value, start, end };
  }
  const value = Number(digits);
  if (!Number.isFinite(value)) {
    throw new CypherError("SyntaxError", "floating point number is too large", {
      detail: "FloatingPointOverflow",
      start,
      end,
      phase: "compile",
    });
  }
  return { type: "Float", value, start, end };
}
