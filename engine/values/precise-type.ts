import type { Budget } from "../budget.ts";
import { isList, kindOf } from "./kind.ts";
import { NAMES } from "./value-type.ts";
import type { Value } from "./value.ts";

/** The order in which valueType() lists the item types of a list. */
const MEMBERS = [
  "NULL",
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

/** The type of one value. */
interface Precise {
  readonly name: string;
  readonly rank: number;
  /** The item types of a list, in order; empty for any other value. */
  readonly members: readonly Precise[];
  readonly nullable: boolean;
}

function precise(value: Value, budget: Budget): Precise {
  const kind = isList(value) ? "LIST" : NAMES[kindOf(value) as keyof typeof NAMES];
  const members = isList(value) ? membersOf(value, budget) : [];
  const name = isList(value) ? `LIST<${members.map(nameOf).join(" | ") || "NOTHING"}>` : kind;
  return { name, rank: MEMBERS.indexOf(kind), members, nullable: value === null };
}

/** The distinct item types, without those that another one covers. */
function membersOf(items: readonly Value[], budget: Budget): readonly Precise[] {
  budget.spend(items.length);
  const nullable = items.includes(null);
  const found = new Map<string, Precise>();
  for (const item of items) {
    const type = precise(item, budget);
    if (item !== null) found.set(type.name, { ...type, nullable });
  }
  const types = [...found.values()];
  if (types.length === 0 && nullable) return [precise(null, budget)];
  const isNeeded = (type: Precise) => {
    budget.spend(types.length);
    return !types.some((other) => other !== type && isCovered(type, other));
  };
  return types.filter(isNeeded).toSorted(inOrder);
}

function isCovered(type: Precise, by: Precise): boolean {
  if (type.nullable && !by.nullable) return false;
  if (type.name === "NULL") return true;
  return type.rank === by.rank && type.members.every((member) => by.members.some((one) => isCovered(member, one)));
}

function inOrder(left: Precise, right: Precise): number {
  const byShape = left.rank - right.rank || left.members.length - right.members.length;
  const byMember = left.members.map((member, index) => inOrder(member, right.members[index] ?? member));
  return byShape || (byMember.find((sign) => sign !== 0) ?? Number(left.nullable) - Number(right.nullable));
}

function nameOf({ name, nullable }: Precise): string {
  return nullable ? name : `${name} NOT NULL`;
}

/** The most precise type of a value, as valueType() writes it. */
export function valueTypeName(value: Value, budget: Budget): string {
  return nameOf(precise(value, budget));
}
