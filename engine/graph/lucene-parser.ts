import { tokenizeText } from "./analyzer.ts";
import { rangeEnds, textMistake, textTokens, type TextToken, type TextTokenKind } from "./lucene-lexer.ts";
import { Wildcard } from "./wildcard.ts";

/** The syntax tree of a full-text query. `field` null: every property of the index. */
export type TextQuery =
  | { readonly kind: "all" }
  | { readonly kind: "word"; readonly field: string | null; readonly text: string; readonly isPrefix: boolean }
  | { readonly kind: "wildcard"; readonly field: string | null; readonly pattern: Wildcard }
  | { readonly kind: "fuzzy"; readonly field: string | null; readonly text: string; readonly slips: number }
  | {
      readonly kind: "phrase";
      readonly field: string | null;
      readonly words: readonly string[];
      /** The most positions by which the words may be moved in total (Lucene's slop). */
      readonly moves: number;
    }
  | { readonly kind: "range"; readonly field: string | null; readonly lower: RangeEnd; readonly upper: RangeEnd }
  | { readonly kind: "boost"; readonly query: TextQuery; readonly factor: number }
  | {
      readonly kind: "boolean";
      readonly must: readonly TextQuery[];
      readonly should: readonly TextQuery[];
      readonly not: readonly TextQuery[];
    };

/** `text` null: unbounded. */
export interface RangeEnd {
  readonly text: string | null;
  readonly inclusive: boolean;
}

const DEEPEST = 100;
/** Bounds of a query: most clauses, like Lucene, and most characters. */
const MOST_CLAUSES = 1_024;
const LONGEST = 20_000;
const NOTHING: TextQuery = { kind: "boolean", must: [], should: [], not: [] };

/**
 * Parses the syntax of Lucene's classic parser: words, "phrases", "near words"~3, prefix*, w?ld, fuzzy~1, [a TO b], AND
 * OR NOT && || !, + -, field:word, ( ), ^boost, \ as escape. Rejects its regular expressions.
 * @throws CypherError ProcedureError
 */
export function parseTextQuery(text: string): TextQuery {
  if (text.length > LONGEST) throw textMistake(`it is longer than ${LONGEST} characters`);
  const tokens = textTokens(text);
  if (tokens.length === 0) throw textMistake("it is empty");
  const reader = new QueryReader(tokens);
  const query = reader.clauses(null, 0);
  reader.end();
  return query ?? NOTHING;
}

class QueryReader {
  private at = 0;
  private clauseCount = 0;

  private readonly tokens: readonly TextToken[];

  constructor(tokens: readonly TextToken[]) {
    this.tokens = tokens;
  }

  end(): void {
    const next = this.tokens[this.at];
    if (next !== undefined)
      throw textMistake(
        next.kind === ")" ? "a parenthesis is closed that was not opened" : `${next.text} has no meaning here`,
      );
  }

  /** null when there is no word: operators alone match nothing. */
  clauses(field: string | null, depth: number): TextQuery | null {
    if (depth > DEEPEST) throw textMistake("it nests too deep");
    const must: TextQuery[] = [];
    const should: TextQuery[] = [];
    const not: TextQuery[] = [];
    let last: TextQuery | null = null;
    for (let isFirst = true; isFirst || (this.at < this.tokens.length && this.tokens[this.at]?.kind !== ")");) {
      const joint = isFirst ? null : (this.take("and") ?? this.take("or"));
      const sign = this.take("sign", "not")?.text ?? "";
      this.clauseCount += 1;
      if (this.clauseCount > MOST_CLAUSES) throw textMistake(`it has more than ${MOST_CLAUSES} clauses`);
      const one = this.clause(field, depth);
      isFirst = false;
      const isAnd = joint?.kind === "and";
      if (isAnd && last !== null && should.at(-1) === last) must.push(...should.splice(-1));
      if (one === null) continue;
      if (sign !== "" && sign !== "+") not.push(one);
      else if (sign === "+" || isAnd) must.push(one);
      else should.push(one);
      last = one;
    }
    return last === null ? null : { kind: "boolean", must, should, not };
  }

  private clause(outer: string | null, depth: number): TextQuery | null {
    const [first, second, third] = this.tokens.slice(this.at, this.at + 3);
    const isNamed = second?.kind === ":" && (first?.kind === "word" || first?.text === "*");
    if (!isNamed) return this.body(outer, depth);
    this.at += 2;
    if (first.text === "*" && third?.text === "*") {
      this.at += 1;
      return this.boosted({ kind: "all" });
    }
    return this.body(unescape(first.text), depth);
  }

  private body(field: string | null, depth: number): TextQuery | null {
    const token = this.tokens[this.at];
    this.at += 1;
    switch (token?.kind) {
      case "(": {
        const query = this.clauses(field, depth + 1);
        if (this.take(")") === null) throw textMistake("a parenthesis is not closed");
        return this.boosted(query);
      }
      case "range":
        return this.boosted(rangeOf(token.text, field));
      case "quoted":
        return this.withSlips((slips) => phraseOf(token.text, slips, field));
      case "word":
        return this.withSlips((slips) =>
          slips === null ? wordOf(token.text, field) : fuzzyOf(token.text, slips, field),
        );
      case "prefix":
      case "wild":
        return this.withSlips(() => wildcardOf(token, field));
      case "bare":
        return this.withSlips(() => null);
      default:
        throw textMistake(
          token === undefined ? "a word is missing at its end" : `a word is missing before ${token.text}`,
        );
    }
  }

  /** `~2` and `^3` after a word, in either order. */
  private withSlips(make: (slips: string | null) => TextQuery | null): TextQuery | null {
    const before = this.take("slips");
    const boost = this.take("boost");
    const slips = before ?? (boost === null ? null : this.take("slips"));
    return boostBy(make(slips === null ? null : slips.text.slice(1)), boost);
  }

  private boosted(query: TextQuery | null): TextQuery | null {
    return boostBy(query, this.take("boost"));
  }

  private take(...kinds: readonly TextTokenKind[]): TextToken | null {
    const token = this.tokens[this.at];
    if (token === undefined || !kinds.includes(token.kind)) return null;
    this.at += 1;
    return token;
  }
}

function boostBy(query: TextQuery | null, boost: TextToken | null): TextQuery | null {
  return boost === null || query === null ? query : { kind: "boost", query, factor: Number(boost.text.slice(1)) };
}

/** When punctuation splits a word into several, any of them may match. */
function wordOf(written: string, field: string | null): TextQuery | null {
  const words = tokenizeText(unescape(written)).map(
    (text) => ({ kind: "word", field, text, isPrefix: false }) as const,
  );
  return words.length > 1 ? { kind: "boolean", must: [], should: words, not: [] } : (words[0] ?? null);
}

function phraseOf(quoted: string, slips: string | null, field: string | null): TextQuery | null {
  const words = tokenizeText(unescape(quoted.slice(1, -1)));
  const moves = Math.trunc(numberIn(slips ?? "") ?? 0);
  if (moves < 0) throw textMistake("the number behind ~ is below 0");
  return words.length === 0 ? null : { kind: "phrase", field, words, moves };
}

function wildcardOf({ kind, text }: TextToken, field: string | null): TextQuery {
  return kind === "prefix" && text !== "*"
    ? { kind: "word", field, text: unescape(text.slice(0, -1)).toLowerCase(), isPrefix: true }
    : { kind: "wildcard", field, pattern: new Wildcard(text) };
}

/**
 * `~` alone allows two edits. A number below 1 is the old similarity, which allows more edits the longer the word is.
 */
function fuzzyOf(written: string, slips: string, field: string | null): TextQuery {
  const text = unescape(written).toLowerCase();
  const number = numberIn(slips) ?? 2;
  if (number < 0) throw textMistake("the number behind ~ is below 0");
  if (number >= 1 && number % 1 !== 0) throw textMistake("a number of slips is whole");
  const allowed =
    number >= 1 ? number : number === 0 ? 0 : Math.fround(1 - Math.fround(number)) * Array.from(text).length;
  return { kind: "fuzzy", field, text, slips: Math.min(Math.trunc(allowed), 2) };
}

/** Parses a number; as in Lucene, invalid text counts as absent. */
function numberIn(text: string): number | null {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

function rangeOf(written: string, field: string | null): TextQuery {
  const [lower, upper] = rangeEnds(written);
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

function unescape(text: string): string {
  return text.replaceAll(/\\(?:u([^]{0,4})|([^]))/g, (_, code: string | undefined, sign: string) => {
    if (code === undefined) return sign;
    if (!/^[\da-f]{4}$/i.test(code)) throw textMistake(String.raw`four digits, 0 to f, stand behind \u`);
    return String.fromCharCode(Number.parseInt(code, 16));
  });
}
