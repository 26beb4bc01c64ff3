import { isList, isNumber, kindOf, type ValueKind } from "./kind.ts";
import type { ValueType } from "./value-type-tree.ts";
import type { Value } from "./value.ts";

/** Type names by value kind, except lists. */
export const NAMES: Readonly<Record<Exclude<ValueKind, "List">, string>> = {
  Null: "NULL",
  Boolean: "BOOLEAN",
  Integer: "INTEGER",
  Float: "FLOAT",
  String: "STRING",
  Map: "MAP",
  Node: "NODE",
  Relationship: "RELATIONSHIP",
  Path: "PATH",
  Date: "DATE",
  LocalTime: "LOCAL TIME",
  Time: "ZONED TIME",
  LocalDateTime: "LOCAL DATETIME",
  DateTime: "ZONED DATETIME",
  Duration: "DURATION",
  Point: "POINT",
};

/** Whether a value has a type, for IS ::. */
export function isOfType(value: Value, type: ValueType): boolean {
  if (type.kind === "union") return type.members.some((member) => isOfType(value, member));
  if (value === null) return type.nullable && !(type.kind === "simple" && type.name === "NOTHING");
  if (type.kind === "list") return isList(value) && value.every((item) => isOfType(item, type.element));
  if (type.name === "ANY") return true;
  if (type.name === "NULL" || type.name === "NOTHING") return false;
  if (type.name === "PROPERTY VALUE") return isProperty(value);
  return !isList(value) && NAMES[kindOf(value) as keyof typeof NAMES] === type.name;
}

function isProperty(value: Value): boolean {
  if (isList(value))
    return (
      value.every((item) => item !== null && !isList(item) && isProperty(item)) &&
      (value.every(isNumber) || new Set(value.map(kindOf)).size <= 1)
    );
  return !["Map", "Node", "Relationship", "Path", "List"].includes(kindOf(value));
}
