import { didYouMean } from "../did-you-mean.ts";

const CLAUSE_WORDS = [
  "MATCH",
  "OPTIONAL",
  "RETURN",
  "WITH",
  "UNWIND",
  "CREATE",
  "INSERT",
  "MERGE",
  "SET",
  "REMOVE",
  "DELETE",
  "DETACH",
  "FOREACH",
  "CALL",
  "UNION",
  "WHERE",
  "ORDER",
  "SKIP",
  "OFFSET",
  "LIMIT",
  "EXPLAIN",
  "PROFILE",
  "SHOW",
  "DROP",
  "FINISH",
  "YIELD",
];

/** Suggests a keyword for a misspelt word, or null. */
export function nearKeyword(word: string): string | null {
  return didYouMean(word.toUpperCase(), CLAUSE_WORDS);
}
