import type { Expression } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

/** `{ key: value, … }`; the cursor stands at the brace. What becomes a property must have a name. */
export function parseMapEntries(cursor: Cursor, areProperties = false): { key: string; value: Expression }[] {
  cursor.expectSymbol("{");
  if (cursor.takeSymbol("}")) return [];
  const entries = cursor.list(() => {
    const key = (areProperties ? cursor.tokenName("a key") : cursor.name("a key")).text;
    cursor.expectSymbol(":");
    return { key, value: cursor.grammar.expression(cursor) };
  });
  cursor.expectSymbol("}");
  return entries;
}
