import { CypherError, noTokenName } from "../errors.ts";
import type { Expression, PatternPart, Query, Variable } from "./ast.ts";
import { tokenize, type Token } from "./lexer.ts";

/** The mutually recursive parts of the grammar, assembled in parser.ts so that no file imports its caller. */
export interface Grammar {
  expression(cursor: Cursor): Expression;
  patternPart(cursor: Cursor): PatternPart;
  query(cursor: Cursor): Query;
  /** Parses one comparison or predicate on an operand that is already parsed. */
  behind(cursor: Cursor, value: Expression): Expression;
}

const MAX_NESTING = 200;

/** A position in the tokens of one statement. */
export class Cursor {
  readonly tokens: readonly Token[];
  /** From the index of each opening bracket to that of its closing one. */
  private readonly partners: ReadonlyMap<number, number>;
  /** Positions of each `|` that starts the projection of a comprehension. */
  private readonly bars = new Set<number>();
  at = 0;
  private nesting = 0;

  readonly text: string;
  readonly grammar: Grammar;

  constructor(text: string, grammar: Grammar) {
    this.text = text;
    this.grammar = grammar;
    this.tokens = tokenize(text);
    this.partners = pairBrackets(this.tokens);
  }

  get token(): Token {
    return this.peek(0);
  }

  peek(ahead: number): Token {
    const last = this.tokens.length - 1;
    return this.tokens[Math.min(this.at + ahead, last)] as Token;
  }

  /** The end of the previous token. */
  get lastEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  /** Marks the last `|` up to a closing bracket, outside of nested brackets, as one that is no label operator. */
  keepLastBar(close: number | null): void {
    let last: number | null = null;
    for (let index = this.at; index < (close ?? 0); index = (this.partners.get(index) ?? index) + 1)
      if (this.tokens[index]?.text === "|" && this.tokens[index]?.kind === "symbol") last = index;
    if (last !== null) this.bars.add(last);
  }

  /** Whether the current token is a `|` between labels. */
  isLabelBar(): boolean {
    return this.isSymbol("|") && !this.bars.has(this.at);
  }

  /** The index of the bracket that closes the one `ahead` tokens further on, or null. */
  partner(ahead = 0): number | null {
    return this.partners.get(this.at + ahead) ?? null;
  }

  next(): Token {
    const { token } = this;
    if (token.kind !== "end") this.at += 1;
    return token;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "symbol" && token.text === symbol;
  }

  /** A part of an arrow; in patterns other Unicode dashes and arrowheads count too. */
  isArrow(piece: "-" | "<" | ">", ahead = 0): boolean {
    const { kind, text } = this.peek(ahead);
    return text === piece && (kind === "symbol" || kind === "arrow");
  }

  takeArrow(piece: "-" | "<" | ">"): boolean {
    if (!this.isArrow(piece)) return false;
    this.at += 1;
    return true;
  }

  expectDash(): void {
    if (!this.takeArrow("-")) throw this.unexpected(["'-'"]);
  }

  /** Whether these keywords come next, in this order. */
  isWord(...words: readonly string[]): boolean {
    return words.every((word, index) => this.peek(index).upper === word);
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at += 1;
    return true;
  }

  takeWord(...words: readonly string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.at += words.length;
    return true;
  }

  expectSymbol(symbol: string): Token {
    if (!this.isSymbol(symbol)) throw this.unexpected([`'${symbol}'`]);
    return this.next();
  }

  expectWord(...words: readonly string[]): void {
    if (!this.takeWord(...words)) throw this.unexpected([words.join(" ")]);
  }

  /** Whether a keyword is used as a name here: no token follows that could continue the keyword's construct. */
  isNameAlone(): boolean {
    const { kind, text, upper } = this.peek(1);
    return kind === "end" || (kind === "symbol" && BEHIND_NAME.test(text)) || upper === "AS" || upper === "IS";
  }

  isName(ahead = 0): boolean {
    const { kind } = this.peek(ahead);
    return kind === "name" || kind === "quotedName";
  }

  name(what: string): Token {
    if (!this.isName()) throw this.unexpected([what]);
    return this.next();
  }

  /** The name of a label, a type or a property. */
  tokenName(what: string): Token {
    const token = this.name(what);
    if (token.text === "" || token.text.includes("\0")) throw this.refuse(noTokenName(token.text).message, token);
    return token;
  }

  variable(): Variable {
    const token = this.name("a variable name");
    return { type: "Variable", name: token.text, start: token.start, end: token.end };
  }

  /** One or more items, separated by commas. */
  list<T>(one: () => T): T[] {
    const items = [one()];
    while (this.takeSymbol(",")) items.push(one());
    return items;
  }

  /** Limits the nesting depth to MAX_NESTING, so that the stack does not overflow. */
  nested<T>(parse: () => T): T {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) {
      const { start, end } = this.token;
      throw new CypherError("SyntaxError", `The statement nests more than ${MAX_NESTING} deep`, {
        detail: "NestingTooDeep",
        start,
        end,
        phase: "compile",
      });
    }
    try {
      return parse();
    } finally {
      this.nesting -= 1;
    }
  }

  unexpected(
    expected: readonly string[],
    more: { readonly hint?: string; readonly detail?: string } = {},
  ): CypherError {
    const { kind, text, start, end } = this.token;
    const found =
      kind === "end"
        ? "at the end of the statement"
        : `'${kind === "string" || kind === "arrow" ? this.text.slice(start, end) : text}'`;
    const wanted = expected.length === 0 ? "" : `: expected ${expected.join(", ")}`;
    return new CypherError("SyntaxError", `Invalid input ${found}${wanted}`, {
      detail: kind === "arrow" ? "InvalidUnicodeCharacter" : "UnexpectedSyntax",
      start,
      end,
      phase: "compile",
      ...more,
    });
  }

  refuse(message: string, place: { start: number; end: number }, detail = "UnexpectedSyntax"): CypherError {
    return new CypherError("SyntaxError", message, { detail, start: place.start, end: place.end, phase: "compile" });
  }
}

const BEHIND_NAME = /^(?:[),.;\]}=<>/%^:|]|<>|<=|>=|=~|\|\|)$/;

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

function pairBrackets(tokens: readonly Token[]): Map<number, number> {
  const partners = new Map<number, number>();
  const open: { readonly index: number; readonly closer: string }[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== "symbol") return;
    const closer = CLOSERS[token.text];
    if (closer !== undefined) open.push({ index, closer });
    else if (open.at(-1)?.closer === token.text) partners.set(open.pop()?.index ?? 0, index);
  });
  return partners;
}
