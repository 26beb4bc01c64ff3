import type { Expression } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

interface MapEntry {
  readonly key: string;
  readonly value: Expression;
}

/** Of a repeated key only the last entry is evaluated. */
export function lastOfEach(entries: readonly MapEntry[]): MapEntry[] {
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

/** Parses `{ key: value, … }` from its brace on. With `areProperties` a key must be a valid property name. */
export function parseMapEntries(cursor: Cursor, areProperties = false): MapEntry[] {
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
