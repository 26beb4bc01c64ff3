import type { FunctionDefinition } from "../function.ts";
import { MOMENTS } from "./moments.ts";
import { BETWEEN } from "./temporal-between.ts";
import { TRUNCATE } from "./temporal-truncate.ts";

type Call = FunctionDefinition["call"];

const CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([...MOMENTS, ...TRUNCATE, ...BETWEEN]);

/** What a row of the temporal functions does. */
export function callOf(name: string): Call {
  return CALLS.get(name) as Call;
}
