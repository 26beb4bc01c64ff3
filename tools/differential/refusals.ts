import type { Answer, Refusal } from "./answer.ts";

/** A class of statements that one side refuses and the other answers; docs/cypher.md names each of them. */
export interface RefusalClass {
  readonly name: string;
  readonly refusedBy: "engine" | "Neo4j";
  /**
   * How it is proven that the other side only never came to what this one refuses: both must refuse some row where no
   * condition drops one before, or where what is joined by AND and OR is asked whether it is a boolean. By the text
   * alone where that says enough.
   */
  readonly provenBy: "text" | "every condition" | "booleans";
  matches(refusal: Refusal, text: string): boolean;
}

/** Whether a refusal came of the values of a row, and not of the statement itself. */
export function isOfOneRow(answer: Answer): boolean {
  const ofValues = /(ArgumentError|TypeError|ArithmeticError|ExecutionFailed|ProcedureCallFailed)\b/;
  return answer.kind === "refused" && ofValues.test(answer.code);
}

export function isDivisionByZero(answer: Answer): boolean {
  return answer.kind === "refused" && answer.message.includes("/ by zero");
}

const CLASSES: readonly RefusalClass[] = [
  {
    name: "the engine's limits",
    refusedBy: "engine",
    provenBy: "text",
    matches: ({ code }) => /^(LimitExceeded|TimedOut) /.test(code),
  },
  {
    name: "Neo4j's time",
    refusedBy: "Neo4j",
    provenBy: "text",
    matches: ({ code }) => code.startsWith("Transaction.TransactionTimedOut"),
  },
  // The engine refuses what is no boolean on either side; Neo4j passes on what it finds beside one.
  {
    name: "AND and OR of what is no boolean",
    refusedBy: "engine",
    provenBy: "booleans",
    matches: ({ message }) => /expected Boolean but was/.test(message),
  },
  // What is left of a list without its null Neo4j stores as little as the list with it.
  {
    name: "a slice of a list that held null",
    refusedBy: "Neo4j",
    provenBy: "text",
    matches: ({ message }, text) =>
      message.startsWith("Property values can only be of primitive types") &&
      /null[^[\]]*\](?: \+ \[\]\))?\[|\btail\(\[[^[\]]*null/.test(text),
  },
  // A database error is the server's own fault: its planner does not find a node of the statement again.
  {
    name: "an internal error of Neo4j",
    refusedBy: "Neo4j",
    provenBy: "text",
    matches: ({ code, message }) =>
      code.includes("DatabaseError.") && message.startsWith("key not found: PositionedNode"),
  },
  // 5.26 mistakes a negative index of a list in the same clause for the LIMIT.
  {
    name: "a LIMIT that Neo4j mistakes",
    refusedBy: "Neo4j",
    provenBy: "text",
    matches: ({ message }, text) => /^(LIMIT|SKIP): Invalid input/.test(message) && !/(LIMIT|SKIP) -/.test(text),
  },
  // Which of several conditions is asked first is each side's own affair: a row that one of them drops never meets
  // another. Both refuse the same where every condition is asked of every row.
  ...(["engine", "Neo4j"] as const).map((refusedBy) => ({
    name: "conditions asked in another order",
    refusedBy,
    provenBy: "every condition" as const,
    matches: (refusal: Refusal, text: string) => isOfOneRow(refusal) && /\bMATCH\b.*\bWHERE\b/s.test(text),
  })),
];

export const REFUSAL_CLASSES: readonly string[] = [...new Set(CLASSES.map(({ name }) => name))];

/** The classes that a one-sided refusal may belong to; where none of them is proven it is a difference. */
export function refusalClasses(ours: Answer, theirs: Answer, text: string): readonly RefusalClass[] {
  return CLASSES.filter(({ refusedBy, matches }) => {
    const [refusing, answering] = refusedBy === "engine" ? [ours, theirs] : [theirs, ours];
    return refusing.kind === "refused" && answering.kind === "rows" && matches(refusing, text);
  });
}
