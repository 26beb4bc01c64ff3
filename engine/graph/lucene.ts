import { CypherError } from "../errors.ts";

/** A full-text query as a tree. */
export type TextQuery =
  | {
      readonly kind: "term";
      readonly field: string | null;
      readonly text: string;
      readonly match: "exact" | "prefix" | "wildcard";
    }
  | { readonly kind: "fuzzy"; readonly field: string | null; readonly text: string; readonly slips: number }
  | { readonly kind: "phrase"; readonly field: string | null; readonly words: readonly string[] }
  | {
      readonly kind: "boolean";
      readonly must: readonly TextQuery[];
      readonly should: readonly TextQuery[];
      readonly not: readonly TextQuery[];
    };

/** Words as the standard analyzer makes them: letters and digits, in small letters. */
export function tokenizeText(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+(?:['’.][\p{L}\p{N}\p{M}_]+)*/gu) ?? [];
}

/** Reads Lucene's everyday syntax: words, "phrases", prefix*, w?ld, fuzzy~1, AND OR NOT && || !, + -, field:word, ( ), ^boost. */
export function parseTextQuery(text: string): TextQuery {
  const tokens = text.match(/\s+|"(?:\\.|[^"\\])*"|&&|\|\||[()]|(?:\\.|[^\s()"\\])+|[^]/g) ?? [];
  const words = tokens.filter((token) => token.trim() !== "");
  let at = 0;

  function group(inside: boolean): TextQuery {
    const must: TextQuery[] = [];
    const should: TextQuery[] = [];
    const not: TextQuery[] = [];
    let joint: "and" | "or" | null = null;
    let last: TextQuery | null = null;
    while (at < words.length && words[at] !== ")") {
      const word = words[at] ?? "";
      if (word === "AND" || word === "&&" || word === "OR" || word === "||") {
        joint = word === "AND" || word === "&&" ? "and" : "or";
        at += 1;
        continue;
      }
      const isNegated = word === "NOT" || word === "!" || (/^[-!]./.test(word) && word !== "--");
      const isRequired = /^\+./.test(word);
      if (word === "NOT" || word === "!") at += 1;
      const one = single(isNegated && word !== "NOT" && word !== "!" ? 1 : isRequired ? 1 : 0);
      if (one === null) continue;
      if (isNegated) not.push(one);
      else if (isRequired || joint === "and") {
        if (joint === "and" && last !== null && should.includes(last))
          must.push(...should.splice(should.indexOf(last), 1));
        must.push(one);
      } else should.push(one);
      last = one;
      joint = null;
    }
    if (inside) {
      if (words[at] !== ")") throw mistake("a parenthesis is not closed");
      at += 1;
    } else if (at < words.length) throw mistake("a parenthesis is closed that was not opened");
    return { kind: "boolean", must, should, not };
  }

  function single(skip: number): TextQuery | null {
    let word = (words[at] ?? "").slice(skip);
    at += 1;
    if (word === "(") return group(true);
    if (word === "") throw mistake("something is missing after an operator");
    const named = /^([\p{L}\p{N}_]+):(.*)$/su.exec(word);
    const field = named?.[1] ?? null;
    if (named !== null) {
      word = named[2] ?? "";
      if (word === "") word = words[at++] ?? "";
      if (word === "(") return group(true);
    }
    return leaf(word, field);
  }

  return group(false);
}

function leaf(written: string, field: string | null): TextQuery | null {
  if (written.startsWith('"')) {
    if (written.length < 2 || !written.endsWith('"')) throw mistake("a quotation mark is not closed");
    return { kind: "phrase", field, words: tokenizeText(written.slice(1, -1)) };
  }
  const word = written.replace(/\^[\d.]+$/, "");
  const fuzzy = /^(.+?)~(\d?(?:\.\d+)?)$/.exec(word);
  if (fuzzy !== null)
    return { kind: "fuzzy", field, text: (fuzzy[1] ?? "").toLowerCase(), slips: fuzzy[2] === "1" ? 1 : 2 };
  if (/^[^*?\\]+\*$/.test(word)) return { kind: "term", field, text: word.slice(0, -1).toLowerCase(), match: "prefix" };
  if (/(?<!\\)[*?]/.test(word)) return { kind: "term", field, text: word.toLowerCase(), match: "wildcard" };
  const words = tokenizeText(word.replaceAll(/\\(.)/g, "$1"));
  if (words.length === 0) return null;
  if (words.length > 1) return { kind: "phrase", field, words };
  return { kind: "term", field, text: words[0] ?? "", match: "exact" };
}

function mistake(what: string): CypherError {
  return new CypherError("ProcedureError", `The full-text query cannot be read: ${what}`, {
    detail: "InvalidTextQuery",
    hint: 'Put a backslash before + - & | ! ( ) { } [ ] ^ " ~ * ? : /',
  });
}
