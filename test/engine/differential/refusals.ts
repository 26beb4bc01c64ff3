import type { Answer, Refusal } from "./answer.ts";

/** A class of statements that one side refuses and the other answers; docs/cypher.md names each of them. */
interface RefusalClass {
  readonly name: string;
  readonly refusedBy: "engine" | "Neo4j";
  /** Whether the other side must refuse it too where no condition drops a row. */
  readonly isOfOrder?: true;
  matches(refusal: Refusal, text: string): boolean;
}

/** Whether a refusal came of the values of a row, and not of the statement itself. */
export function isOfOneRow(answer: Answer): boolean {
  return answer.kind === "refused" && /(ArgumentError|TypeError|ArithmeticError|ExecutionFailed)\b/.test(answer.code);
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
  // The engine refuses what is no boolean on either side; Neo4j passes on what it finds beside one.
  {
    name: "AND and OR of what is no boolean",
    refusedBy: "engine",
    matches: ({ message }, text) => /expected Boolean but was/.test(message) && /\b(AND|OR)\b/.test(text),
  },
  // What is left of a list without its null Neo4j stores as little as the list with it.
  {
    name: "a slice of a list that held null",
    refusedBy: "Neo4j",
    matches: ({ message }, text) =>
      message.startsWith("Property values can only be of primitive types") &&
      /null[^[\]]*\]\[|\btail\(\[[^[\]]*null/.test(text),
  },
  // 5.26 mistakes a negative index of a list in the same clause for the LIMIT.
  {
    name: "a LIMIT that Neo4j mistakes",
    refusedBy: "Neo4j",
    matches: ({ message }, text) => /^(LIMIT|SKIP): Invalid input/.test(message) && !/(LIMIT|SKIP) -/.test(text),
  },
  // Which of several conditions is asked first is each side's own affair: a row that one of them drops never meets
  // another. Both refuse the same where every condition is asked of every row.
  ...(["engine", "Neo4j"] as const).map((refusedBy) => ({
    name: "conditions asked in another order",
    refusedBy,
    isOfOrder: true as const,
    matches: (refusal: Refusal, text: string) => isOfOneRow(refusal) && /\bMATCH\b.*\bWHERE\b/s.test(text),
  })),
];

export const REFUSAL_CLASSES: readonly string[] = [...new Set(CLASSES.map(({ name }) => name))];

/** The class that a one-sided refusal belongs to; null when it is a difference. */
export function refusalClass(ours: Answer, theirs: Answer, text: string): RefusalClass | null {
  for (const one of CLASSES) {
    const { refusedBy, matches } = one;
    const [refusing, answering] = refusedBy === "engine" ? [ours, theirs] : [theirs, ours];
    if (refusing.kind === "refused" && answering.kind === "rows" && matches(refusing, text)) return one;
  }
  return null;
}
