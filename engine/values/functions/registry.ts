import type { FunctionDefinition } from "../function.ts";
import { LIST } from "./list.ts";
import { NUMERIC } from "./numeric.ts";
import { SCALAR } from "./scalar.ts";
import { SPATIAL } from "./spatial.ts";
import { TEMPORAL } from "./temporal.ts";
import { oneCharacter, TEXT } from "./text.ts";

/** Every scalar function; the aggregating ones are in aggregation.ts. */
export const FUNCTIONS: readonly FunctionDefinition[] = [
  ...SCALAR,
  ...LIST,
  ...NUMERIC,
  ...TEXT,
  ...TEMPORAL,
  ...SPATIAL,
];

const BY_NAME: ReadonlyMap<string, FunctionDefinition> = new Map(
  [...FUNCTIONS, oneCharacter].map((definition) => [definition.name.toLowerCase(), definition]),
);

/** Finds a function by its lowercase name; null when there is none. */
export function findFunction(lowerCaseName: string): FunctionDefinition | null {
  return BY_NAME.get(lowerCaseName) ?? null;
}
