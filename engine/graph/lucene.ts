import { CypherError } from "../errors.ts";
import { tokenizeText } from "./tokens.ts";
import { Wildcard } from "./wildcard.ts";

/** A full-text query as a tree. `field` null: every property of the index. */
export type TextQuery =
  | { readonly kind: "all" }
  | { readonly kind: "word"; readonly field: string | null; readonly text: string; readonly isPrefix: boolean }
  | { readonly kind: "wildcard"; readonly field: string | null; readonly pattern: Wildcard }
  | { readonly kind: "fuzzy"; readonly field: string | null; readonly text: string; readonly slips: number }
  | {
      readonly kind: "phrase";
      readonly field: string | null;
      readonly words: readonly string[];
      /** How many words may stand between. */
      readonly gaps: number;
    }
  | { readonly kind: "range"; readonly field: string | null; readonly lower: RangeEnd; readonly upper: RangeEnd }
  | { readonly kind: "boost"; readonly query: TextQuery; readonly factor: number }
  | {
      readonly kind: "boolean";
      readonly must: readonly TextQuery[];
      readonly should: readonly TextQuery[];
      readonly not: readonly TextQuery[];
    };

/** `text` null: open. */
export interface RangeEnd {
  readonly text: string | null;
  readonly inclusive: boolean;
}

const JOINT = /(?:AND|OR)(?=[\s()"+\-!]|$)|&&|\|\|/y;
const DEEPEST = 100;
const MOST_GAPS = 100;
/** As Lucene's own: more clauses are refused, and so are longer texts. */
const MOST_CLAUSES = 1_024;
const LONGEST = 20_000;

/**
 * Reads Lucene's everyday syntax: words, "phrases", "near words"~3, prefix*, w?ld, fuzzy~1, [a TO b], AND OR NOT && || !,
 * + -, field:word, ( ), ^boost, \ before a sign that is meant.
 * @throws CypherError ProcedureError
 */
export function parseTextQuery(text: string): TextQuery {
  if (text.length > LONGEST) throw mistake(`it is longer than ${LONGEST} characters`);
  const reader = new QueryReader(text);
  const query = reader.clauses(null, 0);
  if (!reader.atEnd()) throw mistake("a parenthesis is closed that was not opened");
  return query;
}

class QueryReader {
  private at = 0;
  private clauseCount = 0;

  constructor(private readonly text: string) {}

  atEnd(): boolean {
    this.take(/\s+/y);
    return this.at >= this.text.length;
  }

  clauses(field: string | null, depth: number): TextQuery {
    if (depth > DEEPEST) throw mistake("it nests too deep");
    const must: TextQuery[] = [];
    const should: TextQuery[] = [];
    const not: TextQuery[] = [];
    let last: TextQuery | null = null;
    while (!this.atEnd() && this.peek() !== ")") {
      const joint = this.take(JOINT);
      if (joint !== null && (last === null || this.atEnd() || this.peek() === ")" || this.take(JOINT) !== null))
        throw mistake(`${joint} needs something on both sides`);
      const isAnd = joint === "AND" || joint === "&&";
      const sign = this.take(/\s*(?:NOT(?=[\s()"]|$)|[+\-!])/y)?.trim() ?? "";
      if (this.atEnd() || this.peek() === ")") throw mistake(`${sign} needs something behind it`);
      this.clauseCount += 1;
      if (this.clauseCount > MOST_CLAUSES) throw mistake(`it has more than ${MOST_CLAUSES} clauses`);
      const one = this.clause(field, depth);
      // A word of signs alone has no words in it, and asks for nothing.
      if (one === null) continue;
      if (isAnd && last !== null && should.includes(last)) must.push(...should.splice(should.indexOf(last), 1));
      if (sign !== "" && sign !== "+") not.push(one);
      else if (sign === "+" || isAnd) must.push(one);
      else should.push(one);
      last = one;
    }
    return { kind: "boolean", must, should, not };
  }

  private clause(outer: string | null, depth: number): TextQuery | null {
    const everything = this.take(/\*:\*/y);
    const named = everything === null ? this.take(/(?:\\[^]|[^\s+\-!():^[\]"{}~*?\\])+\s*:/y) : null;
    const field = named === null ? outer : unescape(named.slice(0, -1).trimEnd());
    if (named !== null && this.atEnd()) throw mistake("a field name needs something behind it");
    const query = everything === null ? this.body(field, depth) : ({ kind: "all" } as const);
    const boost = this.take(/\^[\d.]+/y);
    return boost === null || query === null ? query : { kind: "boost", query, factor: Number(boost.slice(1)) || 0 };
  }

  private body(field: string | null, depth: number): TextQuery | null {
    if (this.take(/\(/y) !== null) {
      const query = this.clauses(field, depth + 1);
      if (this.take(/\)/y) === null) throw mistake("a parenthesis is not closed");
      return query;
    }
    if (this.peek() === '"') return this.phrase(field);
    if (this.peek() === "[" || this.peek() === "{") return this.range(field);
    return this.word(field);
  }

  private phrase(field: string | null): TextQuery | null {
    const quoted = this.take(/"(?:\\[^]|[^"\\])*"/y);
    if (quoted === null) throw mistake("a quotation mark is not closed");
    const gaps = Number(this.take(/~\d*/y)?.slice(1) ?? 0);
    const words = tokenizeText(unescape(quoted.slice(1, -1)));
    return words.length === 0 ? null : { kind: "phrase", field, words, gaps: Math.min(gaps, MOST_GAPS) };
  }

  private range(field: string | null): TextQuery {
    const written = this.take(/[[{]\s*(?:"(?:\\[^]|[^"\\])*"|\S+)\s+TO\s+(?:"(?:\\[^]|[^"\\])*"|[^\s\]}]+)\s*[\]}]/y);
    const [, lower, upper] = /^.\s*("[^]*?"|\S+)\s+TO\s+("[^]*"|[^\s\]}]+)\s*.$/u.exec(written ?? "") ?? [];
    if (written === null || lower === undefined || upper === undefined)
      throw mistake("a range is written [from TO to] or {from TO to}");
    const end = (text: string, inclusive: boolean): RangeEnd => ({
      text: text === "*" ? null : unescape(text.replaceAll(/^"|"$/g, "")).toLowerCase(),
      inclusive,
    });
    return {
      kind: "range",
      field,
      lower: end(lower, written.startsWith("[")),
      upper: end(upper, written.endsWith("]")),
    };
  }

  private word(field: string | null): TextQuery | null {
    const written = this.take(/(?:\\[^]|[^\s()[\]{}"^~:\\])+/y);
    if (written === null) throw mistake(`${this.peek()} has no meaning here`);
    const fuzzy = this.take(/~[\d.]*/y);
    if (fuzzy !== null)
      return { kind: "fuzzy", field, text: unescape(written).toLowerCase(), slips: slipsOf(fuzzy.slice(1)) };
    const plain = written.replaceAll(/\\[^]/g, "");
    if (/^[^*?]+\*$/.test(plain))
      return { kind: "word", field, text: unescape(written.slice(0, -1)).toLowerCase(), isPrefix: true };
    if (/[*?]/.test(plain)) return { kind: "wildcard", field, pattern: new Wildcard(written) };
    const words = tokenizeText(unescape(written));
    if (words.length > 1) return { kind: "phrase", field, words, gaps: 0 };
    return words[0] === undefined ? null : { kind: "word", field, text: words[0], isPrefix: false };
  }

  private peek(): string {
    return this.text.charAt(this.at);
  }

  private take(sticky: RegExp): string | null {
    sticky.lastIndex = this.at;
    const [found = null] = sticky.exec(this.text) ?? [];
    this.at += found?.length ?? 0;
    return found;
  }
}

/** ~ alone is two slips; the old way, a likeness below 1, is two as well. */
function slipsOf(written: string): number {
  const number = Number(written === "" ? 2 : written);
  if (!Number.isFinite(number)) throw mistake("a number stands behind ~");
  return number === 0 ? 0 : number === 1 ? 1 : 2;
}

function unescape(text: string): string {
  return text.replaceAll(/\\([^])/g, "$1");
}

function mistake(what: string): CypherError {
  return new CypherError("ProcedureError", `The full-text query cannot be read: ${what}`, {
    detail: "InvalidTextQuery",
    hint: String.raw`Put a backslash before + - & | ! ( ) { } [ ] ^ " ~ * ? : \ when the sign itself is meant`,
  });
}
