const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:[^`]|``)*`|\$?[\p{L}_][\p{L}\p{N}_]*|\S/gu;
const SUBQUERY = new Set(["EXISTS", "COUNT", "COLLECT", "CALL"]);
const BEFORE_NAME = new Set(["!", "(", "%"]);

/** Keywords that can start a statement after its version and options; none of them is an option's name or value. */
const BEGINS = /^(?:EXPLAIN|PROFILE|MATCH|OPTIONAL|RETURN|WITH|UNWIND|CALL|CREATE|INSERT|MERGE|FOREACH|SHOW|USE|LOAD)$/;

/** Whether a statement only asks for its plan. */
export function isExplain(statement: string): boolean {
  const words = tokensOf(statement).map((token) => token.toUpperCase());
  const first = words[0] === "CYPHER" ? words.find((word) => BEGINS.test(word)) : words[0];
  return first === "EXPLAIN";
}

/** The labels and relationship types in a statement: names after a colon, except in a map. */
export function namesIn(statement: string): readonly string[] {
  const names = new Set<string>();
  /** For each open brace, whether it starts a map, in which a value follows a colon. */
  const maps: boolean[] = [];
  /** For each open parenthesis, whether it contains the variables that CALL imports. */
  const calls: boolean[] = [];
  let called = false;
  let expected: "name" | "further name" | null = null;
  let before = "";
  for (const token of tokensOf(statement)) {
    if (token === "(") calls.push(before.toUpperCase() === "CALL");
    else if (token === ")") called = calls.pop() ?? false;
    else if (token === "{") maps.push(!SUBQUERY.has(before.toUpperCase()) && !(called && before === ")"));
    else if (token === "}") maps.pop();
    // A value type follows `::`.
    if (token === ":" && maps.at(-1) !== true) expected = before === ":" ? null : "name";
    else if (expected !== null && isWord(token)) {
      // An expression follows the | of a list comprehension; its names start in lower case.
      if (expected === "name" || /^[\p{Lu}`]/u.test(token)) names.add(plain(token));
      expected = null;
    } else if ((token === "|" || token === "&") && names.has(plain(before))) expected = "further name";
    else if (!BEFORE_NAME.has(token)) expected = null;
    before = token;
  }
  return [...names];
}

/**
 * The property keys in a statement: after the dot of a variable, and in the map after a label. A name before a call,
 * such as `truncate` in `date.truncate(…)`, is a function; a name after a key, such as `year`, is a component of its
 * value.
 */
export function propertyKeysIn(statement: string): readonly string[] {
  const tokens = tokensOf(statement);
  const labels = new Set(namesIn(statement));
  const keys = new Set<string>();
  tokens.forEach((token, at) => {
    const before = tokens[at - 1] ?? "";
    if (token === "." && (isWord(before) ? tokens[at - 2] !== "." : before === "{" || before === ",")) {
      let end = at + 1;
      while (tokens[end + 1] === "." && isWord(tokens[end + 2] ?? "")) end += 2;
      const key = tokens[at + 1] ?? "";
      if (isWord(key) && tokens[end + 1] !== "(") keys.add(plain(key));
    }
    if (token === "{" && tokens[at - 2] === ":" && labels.has(plain(before)))
      for (const key of mapKeys(tokens, at)) keys.add(plain(key));
  });
  return [...keys];
}

/** The keys of the map that opens at a token, without those of maps inside it. */
function mapKeys(tokens: readonly string[], open: number): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at] ?? "";
    if (["{", "(", "["].includes(token)) depth += 1;
    if (["}", ")", "]"].includes(token)) depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && isWord(token) && tokens[at + 1] === ":" && ["{", ","].includes(tokens[at - 1] ?? ""))
      keys.push(token);
  }
  return keys;
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
