const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:[^`]|``)*`|\$?[\p{L}_][\p{L}\p{N}_]*|\S/gu;
const SUBQUERY = new Set(["EXISTS", "COUNT", "COLLECT", "CALL"]);
const BEFORE_NAME = new Set(["!", "(", "%"]);

/** Whether a statement asks for its plan alone. */
export function isExplain(statement: string): boolean {
  return tokensOf(statement)[0]?.toUpperCase() === "EXPLAIN";
}

/** The labels and relationship types that a statement names: what stands behind a colon, but not in a map. */
export function namesIn(statement: string): readonly string[] {
  const names = new Set<string>();
  /** Whether each open brace begins a map, in which a colon stands before a value. */
  const maps: boolean[] = [];
  /** Whether each open parenthesis holds the variables that CALL gives to its subquery. */
  const calls: boolean[] = [];
  let called = false;
  let expected: "name" | "further name" | null = null;
  let before = "";
  for (const token of tokensOf(statement)) {
    if (token === "(") calls.push(before.toUpperCase() === "CALL");
    else if (token === ")") called = calls.pop() ?? false;
    else if (token === "{") maps.push(!SUBQUERY.has(before.toUpperCase()) && !(called && before === ")"));
    else if (token === "}") maps.pop();
    if (token === ":" && maps.at(-1) !== true) expected = "name";
    else if (expected !== null && isWord(token)) {
      // Behind the | of a list comprehension stands an expression, whose names begin small.
      if (expected === "name" || /^[\p{Lu}`]/u.test(token)) names.add(plain(token));
      expected = null;
    } else if ((token === "|" || token === "&") && names.has(plain(before))) expected = "further name";
    else if (!BEFORE_NAME.has(token)) expected = null;
    before = token;
  }
  return [...names];
}

function plain(word: string): string {
  return word.startsWith("`") ? word.slice(1, -1).replaceAll("``", "`") : word;
}

function isWord(token: string): boolean {
  return /^[\p{L}_`]/u.test(token);
}

function tokensOf(statement: string): readonly string[] {
  return (statement.match(TOKEN) ?? []).filter((token) => !token.startsWith("//") && !token.startsWith("/*"));
}
