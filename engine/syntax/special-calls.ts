import type { Expression } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { ONE_CHARACTER } from "./words.ts";

/** `trim(BOTH ' ' FROM s)` and `normalize(s, NFD)`, whose arguments are not expressions alone. */
export function specialCall(cursor: Cursor, name: "TRIM" | "NORMALIZE"): Expression {
  const { start } = cursor.next();
  cursor.expectSymbol("(");
  const finish = (call: string, args: Expression[]): Expression => {
    cursor.expectSymbol(")");
    return { type: "Function", name: call, distinct: false, args, start, end: cursor.lastEnd };
  };
  if (name === "NORMALIZE") {
    const text = cursor.grammar.expression(cursor);
    if (!cursor.takeSymbol(",")) return finish("normalize", [text]);
    const form = cursor.name("NFC, NFD, NFKC or NFKD");
    if (!["NFC", "NFD", "NFKC", "NFKD"].includes(form.upper))
      throw cursor.refuse("Invalid normal form, expected NFC, NFD, NFKC, NFKD", form);
    return finish("normalize", [text, { type: "String", value: form.upper, start: form.start, end: form.end }]);
  }
  if (cursor.isSymbol(")")) return finish("trim", []);
  const side = ["BOTH", "LEADING", "TRAILING"].find((word) => cursor.takeWord(word));
  const call = side === "LEADING" ? "ltrim" : side === "TRAILING" ? "rtrim" : "btrim";
  if ((side !== undefined || !cursor.isNameAlone()) && cursor.takeWord("FROM"))
    return finish(call, [cursor.grammar.expression(cursor)]);
  const first = cursor.grammar.expression(cursor);
  if (!cursor.takeWord("FROM")) return finish("trim", [first]);
  const { start: at, end } = first;
  const mark: Expression = { type: "Function", name: ONE_CHARACTER, distinct: false, args: [first], start: at, end };
  return finish(call, [cursor.grammar.expression(cursor), mark]);
}
