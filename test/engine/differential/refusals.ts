import type { Answer, Refusal } from "./answer.ts";

/** A class of statements that one side refuses and the other answers; docs/cypher.md names each of them. */
interface RefusalClass {
  readonly name: string;
  readonly refusedBy: "engine" | "Neo4j";
  matches(refusal: Refusal, text: string): boolean;
}

/** Whether a refusal came of the values of a row, and not of the statement itself. */
function isOfOneRow(code: string): boolean {
  return /(ArgumentError|TypeError|ArithmeticError|ExecutionFailed)\b/.test(code);
}

const CLASSES: readonly RefusalClass[] = [
  {
    name: "the engine's limits",
    refusedBy: "engine",
    matches: ({ code }) => /^(LimitExceeded|TimedOut) /.test(code),
  },
  {
    name: "Neo4j's time",
    refusedBy: "Neo4j",
    matches: ({ code }) => code.startsWith("Transaction.TransactionTimedOut"),
  },
  // Which of several conditions is asked first is each side's own affair: a row that one of them drops never meets another.
  ...(["engine", "Neo4j"] as const).map((refusedBy) => ({
    name: "conditions asked in another order",
    refusedBy,
    matches: ({ code }: Refusal, text: string) => isOfOneRow(code) && /\bMATCH\b.*\bWHERE\b/s.test(text),
  })),
  {
    name: "conditions asked in another order",
    refusedBy: "engine",
    matches: ({ message }) => /expected (Boolean|List) but was/.test(message),
  },
  {
    name: "conditions asked in another order",
    refusedBy: "Neo4j",
    matches: ({ message }) => message.startsWith("Don't know how to treat that as a predicate"),
  },
  // What is left of a list without its null Neo4j stores as little as the list with it.
  {
    name: "a slice of a list that held null",
    refusedBy: "Neo4j",
    matches: ({ message }, text) =>
      message.startsWith("Property values can only be of primitive types") && /null[^[\]]*\]\[/.test(text),
  },
  // 5.26 mistakes a negative index of a list in the same clause for the LIMIT.
  {
    name: "a LIMIT that Neo4j mistakes",
    refusedBy: "Neo4j",
    matches: ({ message }, text) => /^(LIMIT|SKIP): Invalid input/.test(message) && !/(LIMIT|SKIP) -/.test(text),
  },
];

export const REFUSAL_CLASSES: readonly string[] = [...new Set(CLASSES.map(({ name }) => name))];

/** The name of the class that a one-sided refusal belongs to; null when it is a difference. */
export function refusalClass(ours: Answer, theirs: Answer, text: string): string | null {
  for (const { name, refusedBy, matches } of CLASSES) {
    const [refusing, answering] = refusedBy === "engine" ? [ours, theirs] : [theirs, ours];
    if (refusing.kind === "refused" && answering.kind === "rows" && matches(refusing, text)) return name;
  }
  return null;
}
