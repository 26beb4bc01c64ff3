import type { Hint } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

/** USING INDEX n:L(k), USING SCAN n:L, USING JOIN ON n, m. */
export function parseHint(cursor: Cursor): Hint[] {
  const { start } = cursor.next();
  if (cursor.takeWord("JOIN")) {
    cursor.expectWord("ON");
    const variables = cursor.list(() => cursor.variable());
    return variables.map((variable) => ({ variable, label: null, keys: [], start, end: variable.end }));
  }
  const words = ["SCAN", "INDEX", "RANGE", "TEXT", "POINT", "SEEK"];
  if (!words.some((word) => cursor.isWord(word))) throw cursor.unexpected(["INDEX", "SCAN", "JOIN"]);
  while (words.some((word) => cursor.takeWord(word)));
  const variable = cursor.variable();
  cursor.expectSymbol(":");
  const label = cursor.name("a label").text;
  const keys: string[] = [];
  if (cursor.takeSymbol("(")) {
    keys.push(...cursor.list(() => cursor.name("a key").text));
    cursor.expectSymbol(")");
  }
  return [{ variable, label, keys, start, end: cursor.lastEnd }];
}
