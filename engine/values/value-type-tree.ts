/**
 * A Cypher value type with its canonical name: BOOLEAN, STRING, INTEGER, FLOAT, DATE, LOCAL TIME, ZONED TIME, LOCAL
 * DATETIME, ZONED DATETIME, DURATION, POINT, NODE, RELATIONSHIP, MAP, LIST, PATH, PROPERTY VALUE, ANY, NULL, NOTHING.
 * NUMBER has no type of its own.
 */
export type ValueType =
  | { readonly kind: "simple"; readonly name: string; readonly nullable: boolean }
  | { readonly kind: "list"; readonly element: ValueType; readonly nullable: boolean }
  | { readonly kind: "union"; readonly members: readonly ValueType[] };
