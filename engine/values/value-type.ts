import type { ValueType } from "../syntax/value-type.ts";
import { isList, isNumber, kindOf, type ValueKind } from "./kind.ts";
import type { Value } from "./value.ts";

const NAMES: Readonly<Record<Exclude<ValueKind, "List">, string>> = {
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

/** The order in which valueType() names the members of a list. */
const MEMBERS = [
  "BOOLEAN",
  "STRING",
  "INTEGER",
  "FLOAT",
  "DATE",
  "LOCAL TIME",
  "ZONED TIME",
  "LOCAL DATETIME",
  "ZONED DATETIME",
  "DURATION",
  "POINT",
  "NODE",
  "RELATIONSHIP",
  "MAP",
  "LIST",
  "PATH",
];

function rankOf(name: string): number {
  return MEMBERS.findIndex((member) => name.startsWith(member));
}

/** The most precise type of a value, as valueType() writes it. */
export function valueTypeName(value: Value): string {
  if (value === null) return "NULL";
  if (!isList(value)) return `${NAMES[kindOf(value) as keyof typeof NAMES]} NOT NULL`;
  const names = [...new Set(value.filter((item) => item !== null).map(valueTypeName))];
  const hasNull = value.includes(null);
  const inner =
    names.length === 0
      ? hasNull
        ? "NULL"
        : "NOTHING"
      : names
          .toSorted((a, b) => rankOf(a) - rankOf(b) || a.length - b.length)
          .map((name) => (hasNull ? name.replace(/ NOT NULL$/, "") : name))
          .join(" | ");
  return `LIST<${inner}> NOT NULL`;
}

/** Whether a value is of a type, as IS :: asks. */
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
