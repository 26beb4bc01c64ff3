import type { CypherValue } from "../../../contract/cypher-value.ts";

/** A statement that asks for more than there is. Whatever comes of it, it comes soon, and the next question is answered. */
export interface Endured {
  readonly why: string;
  readonly statement: string;
  readonly parameters?: Readonly<Record<string, CypherValue>>;
}

export function times(count: number, text: string): string {
  return text.repeat(count);
}

/** One after the other, each told its number. */
export function counted(count: number, one: (number: number) => string, joint: string): string {
  return Array.from({ length: count }, (_, number) => one(number)).join(joint);
}
