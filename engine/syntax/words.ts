const CLAUSE_WORDS = [
  "MATCH",
  "OPTIONAL",
  "RETURN",
  "WITH",
  "UNWIND",
  "CREATE",
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
  "LIMIT",
  "EXPLAIN",
  "PROFILE",
  "SHOW",
  "DROP",
  "FINISH",
  "YIELD",
];

/** The keyword a misspelt word may have meant, or null: one slip, or two letters changed places. */
export function nearKeyword(word: string): string | null {
  const upper = word.toUpperCase();
  return CLAUSE_WORDS.find((keyword) => keyword !== upper && isOneSlipAway(keyword, upper)) ?? null;
}

function isOneSlipAway(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1 || left.length < 3) return false;
  let head = 0;
  while (head < left.length && left[head] === right[head]) head += 1;
  const rest = (text: string, from: number) => text.slice(from);
  if (left.length === right.length) {
    const swapped =
      left[head] === right[head + 1] &&
      left[head + 1] === right[head] &&
      rest(left, head + 2) === rest(right, head + 2);
    return swapped || rest(left, head + 1) === rest(right, head + 1);
  }
  return left.length > right.length
    ? rest(left, head + 1) === rest(right, head)
    : rest(left, head) === rest(right, head + 1);
}
