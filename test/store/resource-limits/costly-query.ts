import type { CypherValue } from "../../../contract/cypher-value.ts";

/** A query that needs more than the limits allow. It ends in time, and the next query is answered. */
export interface CostlyQuery {
  readonly why: string;
  readonly statement: string;
  readonly parameters?: Readonly<Record<string, CypherValue>>;
}

export function repeated(count: number, text: string): string {
  return text.repeat(count);
}

/** One after the other, each told its number. */
export function joined(count: number, one: (number: number) => string, joint: string): string {
  return Array.from({ length: count }, (_, number) => one(number)).join(joint);
}
