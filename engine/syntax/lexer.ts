import { CypherError } from "../errors.ts";

export type TokenKind =
  | "name"
  | "quotedName"
  | "string"
  | "integer"
  | "float"
  /** Starts like a number but is none; the parser rejects it where it expects a value. */
  | "badNumber"
  | "parameter"
  | "symbol"
  /** Another Unicode dash or arrowhead, with its text normalized to ASCII; valid in a pattern only. */
  | "arrow"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  /** Names and numbers as written; strings and quoted names without quotes and escapes. */
  readonly text: string;
  /** A bare name in upper case, to compare with keywords. Empty for all other tokens. */
  readonly upper: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:[\s\u180e\u200b]|\/\/[^\n\r]*|\/\*[^]*?\*\/)+/uy;
const NAME = /[\p{L}\p{Nl}\p{Pc}][\p{L}\p{Nl}\p{Nd}\p{Pc}\p{Mn}\p{Mc}\p{Sc}]*/uy;
const NUMBER =
  /0[xX][0-9a-zA-Z_]*|0[oO][0-9a-zA-Z_]*|(?:(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][+-]?\d+)?|\d[\d_]*[eE][+-]?\d+)(?:[A-Za-z_]\w*)?|\d[\d_]*(?:[A-Za-z_]\w*)?/uy;
const SYMBOL = /\.\.|<>|<=|>=|=~|\+=|\|\||::|!=|[-+*/%^=<>()[\]{},.:;|$&!?]/uy;
/** The characters that Neo4j accepts for `-`, `<` and `>` in a pattern. */
const ARROWS = [/[\u00ad\u2010-\u2015\ufe58\ufe63\uff0d]/, /[\u27e8\u3008\ufe64\uff1c]/, /[\u27e9\u3009\ufe65\uff1e]/];
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

/** Splits a statement into tokens; the last one has kind "end". */
export function tokenize(text: string): Token[] {
  const { plain, origin } = resolveUnicodeEscapes(text);
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(plain)?.[0] ?? null;
  };
  const push = (kind: TokenKind, value: string, length: number) => {
    const upper = kind === "name" ? value.toUpperCase() : "";
    tokens.push({ kind, text: value, upper, start: origin(at), end: origin(at + length) });
    at += length;
  };
  while (at < plain.length) {
    const space = take(SPACE);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const character = plain[at] ?? "";
    if (plain.startsWith("/*", at)) throw syntax("The comment is not closed", origin(at + 1), origin(plain.length));
    if (character === "'" || character === '"') {
      const { value, length } = readString(plain, at, origin);
      push("string", value, length);
      continue;
    }
    if (character === "`") {
      const { value, length } = readQuotedName(plain, at, origin);
      push("quotedName", value, length);
      continue;
    }
    if (character === "$") {
      const parameter = readParameter(plain, at, origin);
      if (parameter !== null) {
        push("parameter", parameter.value, parameter.length);
        continue;
      }
    }
    const name = take(NAME);
    if (name !== null) {
      push("name", name, name.length);
      continue;
    }
    const isNumber =
      /\d/.test(character) ||
      (character === "." && /\d/.test(plain[at + 1] ?? "") && !followsValue(tokens, origin(at)));
    if (isNumber) {
      const number = readNumber(plain, at, take);
      push(number.kind, number.text, number.text.length);
      continue;
    }
    const symbol = take(SYMBOL);
    const arrow = symbol === null ? ARROWS.findIndex((pattern) => pattern.test(character)) : -1;
    if (arrow >= 0) {
      push("arrow", "-<>"[arrow] ?? "", 1);
      continue;
    }
    if (symbol === null) {
      const shown = String.fromCodePoint(plain.codePointAt(at) ?? 0);
      const detail = shown < "\u0080" ? "UnexpectedSyntax" : "InvalidUnicodeCharacter";
      throw syntax(`Invalid input '${shown}'`, origin(at), origin(at + shown.length), detail);
    }
    push("symbol", symbol, symbol.length);
  }
  tokens.push({ kind: "end", text: "", upper: "", start: text.length, end: text.length });
  return tokens;
}

/**
 * `a.1` is no property, and `list[1..2]` and `*1..2` contain no float: a point right after a number or `.` belongs to a
 * range.
 */
function followsValue(tokens: readonly Token[], start: number): boolean {
  const last = tokens.at(-1);
  return last !== undefined && last.end === start && (last.kind === "integer" || last.text === ".");
}

function readNumber(
  plain: string,
  at: number,
  take: (pattern: RegExp) => string | null,
): { kind: "integer" | "float" | "badNumber"; text: string } {
  let text = take(NUMBER) ?? "";
  // `1..3` is a range: the first number ends before the points.
  const range = /^(\d[\d_]*)\.$/.exec(text);
  if (range !== null) text = range[1] ?? text;
  if (plain.startsWith("..", at + (/^\d[\d_]*/.exec(text)?.[0].length ?? -1)) && /^\d[\d_]*\./.test(text))
    text = /^\d[\d_]*/.exec(text)?.[0] ?? text;
  const good =
    /^(0x[\da-f]+(_[\da-f]+)*|0o[0-7]+(_[0-7]+)*|0|[1-9]\d*(_\d+)*|((\d+(_\d+)*)?\.\d+(_\d+)*(e[+-]?\d+)?|\d+(_\d+)*e[+-]?\d+)[df]?)$/i;
  if (!good.test(text) || /^0[XO]/.test(text)) return { kind: "badNumber", text };
  const isInteger = /^0[xo]/.test(text) || !/[.eE]/.test(text);
  return { kind: isInteger ? "integer" : "float", text };
}

function readString(plain: string, start: number, origin: (at: number) => number): { value: string; length: number } {
  const quote = plain[start];
  let value = "";
  let at = start + 1;
  for (;;) {
    const character = plain[at];
    if (character === undefined) throw syntax("The string is not closed", origin(start), origin(plain.length));
    if (character === quote) return { value, length: at + 1 - start };
    if (character !== "\\") {
      value += character;
      at += 1;
      continue;
    }
    const escaped = plain[at + 1] ?? "";
    // An unknown escape stays as written: `'\d+'` is a regular expression.
    value += ESCAPES[escaped] ?? (escaped === "" ? "" : `\\${escaped}`);
    at += escaped === "" ? 1 : 2;
  }
}

function readQuotedName(
  plain: string,
  start: number,
  origin: (at: number) => number,
): { value: string; length: number } {
  let value = "";
  let at = start + 1;
  for (;;) {
    const close = plain.indexOf("`", at);
    if (close === -1) throw syntax("The name is not closed with a backtick", origin(start), origin(plain.length));
    value += plain.slice(at, close);
    if (plain[close + 1] !== "`") {
      return { value, length: close + 1 - start };
    }
    value += "`";
    at = close + 2;
  }
}

function readParameter(
  plain: string,
  at: number,
  origin: (at: number) => number,
): { value: string; length: number } | null {
  const gap = 1 + (/^\s*/.exec(plain.slice(at + 1, at + 200))?.[0].length ?? 0);
  if (plain[at + gap] === "`") {
    const { value, length } = readQuotedName(plain, at + gap, origin);
    return { value, length: length + gap };
  }
  const name = /^[\p{L}\p{N}_][\p{L}\p{N}\p{Pc}]*/u.exec(plain.slice(at + gap, at + gap + 200))?.[0];
  return name === undefined ? null : { value: name, length: name.length + gap };
}

/** Replaces \uXXXX anywhere, also in names and keywords, before the text is split into tokens. */
function resolveUnicodeEscapes(text: string): { plain: string; origin: (at: number) => number } {
  if (!text.includes("\\u")) return { plain: text, origin: (at) => at };
  const units: number[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const pair = text.slice(at, at + 2);
    if (pair === "\\u") {
      const digits = /^[0-9a-fA-F]{4}/.exec(text.slice(at + 2, at + 6))?.[0];
      if (digits === undefined)
        throw syntax("Invalid \\u escape: four hexadecimal digits are needed", at + 2, at + 6, "InvalidUnicodeLiteral");
      units.push(at);
      plain += String.fromCharCode(Number.parseInt(digits, 16));
      at += 6;
    } else {
      const taken = pair === "\\\\" ? 2 : 1;
      for (let step = 0; step < taken; step += 1) units.push(at + step);
      plain += text.slice(at, at + taken);
      at += taken;
    }
  }
  return { plain, origin: (at) => units[at] ?? text.length };
}

function syntax(message: string, start: number, end: number, detail = "UnexpectedSyntax"): CypherError {
  return new CypherError("SyntaxError", message, { detail, start, end, phase: "compile" });
}
