import { CypherError } from "../errors.ts";

export type TextTokenKind =
  | "and"
  | "or"
  | "not"
  | "sign"
  | "bare"
  | "("
  | ")"
  | ":"
  | "boost"
  | "quoted"
  | "word"
  | "slips"
  | "prefix"
  | "wild"
  | "range";

export interface TextToken {
  readonly kind: TextTokenKind;
  readonly text: string;
}

const FIRST = String.raw`(?:\\[^]|[^ \t\n\r\u3000+\-!():^[\]"{}~*?\\/])`;
const LATER = `(?:${FIRST}|[-+])`;
const END = String.raw`("(?:\\"|[^"])+"|[^ \]}]+(?=[ \]}]))`;

/** As in Lucene's classic parser the longest match wins, and among equals the first. */
const TOKENS: readonly (readonly [TextTokenKind, RegExp])[] = (
  [
    ["and", "AND|&&"],
    ["or", String.raw`OR|\|\|`],
    ["not", "NOT|!"],
    ["sign", String.raw`[+\-]`],
    ["bare", String.raw`[+\-!][ \t\n\r\u3000]`],
    ["(", String.raw`\(`],
    [")", String.raw`\)`],
    [":", ":"],
    ["boost", String.raw`\^\d+(?:\.\d+)?`],
    ["quoted", String.raw`"(?:\\[^]|[^"\\])*"`],
    ["word", `${FIRST}${LATER}*`],
    ["slips", `~${LATER}*`],
    ["prefix", String.raw`(?:${FIRST}${LATER}*)?\*`],
    ["wild", `(?:${FIRST}|[*?])(?:${LATER}|[*?])*`],
    ["range", String.raw`[[{][ \t\n\r\u3000]*${END}[ \t\n\r\u3000]+TO[ \t\n\r\u3000]+${END}[ \t\n\r\u3000]*[\]}]`],
  ] as const
).map(([kind, source]) => [kind, new RegExp(source, "y")]);

const SPACE = /[ \t\n\r\u3000]*/y;

/**
 * Splits a full-text query into tokens.
 * @throws CypherError ProcedureError
 */
export function textTokens(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
    let longest: TextToken | null = null;
    for (const [kind, pattern] of TOKENS) {
      pattern.lastIndex = at;
      const [found = ""] = pattern.exec(text) ?? [];
      if (found.length > (longest?.text.length ?? 0)) longest = { kind, text: found };
    }
    if (longest === null) throw textMistake(unreadable(text.charAt(at)));
    tokens.push(longest);
    at += longest.text.length;
  }
  return tokens;
}

/** The two ends of a range as written. */
export function rangeEnds(written: string): readonly [string, string] {
  const [, lower = "", upper = ""] = new RegExp(`^.\\s*${END}\\s+TO\\s+${END}\\s*.$`).exec(written) ?? [];
  return [lower, upper];
}

function skip(text: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(text)?.[0].length ?? 0);
}

function unreadable(sign: string): string {
  switch (sign) {
    case '"':
      return "a quotation mark is not closed";
    case "[":
    case "{":
      return "a range is written [from TO to] or {from TO to}";
    case "^":
      return "a number stands behind ^";
    case "/":
      return "regular expressions, which stand between slashes, are not looked for";
    default:
      return `${sign} has no meaning here`;
  }
}

export function textMistake(what: string): CypherError {
  return new CypherError("ProcedureError", `The full-text query cannot be read: ${what}`, {
    code: "Neo.ClientError.Procedure.ProcedureCallFailed",
    detail: "InvalidTextQuery",
    hint: String.raw`Put a backslash before + - & | ! ( ) { } [ ] ^ " ~ * ? : \ / when the sign itself is meant`,
  });
}
