import MiniSearch, { type Query } from "minisearch";
import { isList } from "../values/kind.ts";
import type { Value } from "../values/value.ts";
import type { FulltextIndex } from "./graph.ts";
import { parseTextQuery, tokenizeText, type TextQuery } from "./lucene.ts";

interface Entry {
  readonly id: number;
  readonly texts: Readonly<Record<string, string>>;
}

/** A full-text index over some properties of nodes or relationships; MiniSearch ranks. */
export class TextIndex implements FulltextIndex {
  private readonly search: MiniSearch<Entry>;
  private readonly entries = new Map<number, Entry>();

  constructor(
    readonly entity: "node" | "relationship",
    readonly properties: readonly string[],
  ) {
    this.search = new MiniSearch<Entry>({
      fields: [...properties],
      extractField: (entry, field) => (field === "id" ? entry.id : (entry.texts[field] ?? "")) as string,
      tokenize: tokenizeText,
      processTerm: (term) => term,
      autoVacuum: false,
    });
  }

  /** `values` are those of `properties`, in order; all null takes the element out. */
  set(element: number, values: readonly Value[] | null): void {
    const before = this.entries.get(element);
    if (before !== undefined) {
      this.search.remove(before);
      this.entries.delete(element);
    }
    const texts = Object.fromEntries(
      this.properties
        .map((name, index) => [name, textOf(values?.[index] ?? null)] as const)
        .filter(([, text]) => text !== ""),
    );
    if (Object.keys(texts).length === 0) return;
    const entry = { id: element, texts };
    this.entries.set(element, entry);
    this.search.add(entry);
  }

  query(text: string): { element: number; score: number }[] {
    const asked = this.compile(parseTextQuery(text));
    if (asked === null) return [];
    return this.search.search(asked).map(({ id, score }) => ({ element: id as number, score }));
  }

  private compile(query: TextQuery): Query | null {
    switch (query.kind) {
      case "term":
        if (query.match === "wildcard") return this.wildcard(query.text, query.field);
        return {
          queries: [query.text],
          prefix: query.match === "prefix",
          fields: this.fields(query.field),
          combineWith: "OR",
        };
      case "fuzzy":
        return { queries: [query.text], fuzzy: query.slips, fields: this.fields(query.field), combineWith: "OR" };
      case "phrase":
        return {
          queries: [...query.words],
          combineWith: "AND",
          fields: this.fields(query.field),
          filter: ({ id }) => this.holdsPhrase(id as number, query.words, query.field),
        };
      case "boolean":
        return this.boolean(query);
    }
  }

  private boolean({ must, should, not }: Extract<TextQuery, { kind: "boolean" }>): Query | null {
    const compile = (queries: readonly TextQuery[]) =>
      queries.map((query) => this.compile(query)).filter((query) => query !== null);
    const [required, wished, refused] = [compile(must), compile(should), compile(not)];
    let positive: Query;
    if (required.length > 0) {
      const all: Query = { queries: required, combineWith: "AND" };
      // What is only wished for raises the score of what is required, and finds nothing by itself.
      positive =
        wished.length === 0
          ? all
          : { queries: [all, { queries: [all, ...wished], combineWith: "OR" }], combineWith: "AND" };
    } else if (wished.length > 0) positive = { queries: wished, combineWith: "OR" };
    else return null;
    return refused.length === 0 ? positive : { queries: [positive, ...refused], combineWith: "AND_NOT" };
  }

  private wildcard(text: string, field: string | null): Query {
    const pattern = new RegExp(
      `^${text
        .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll(/\*+/g, ".*")
        .replaceAll("?", ".")}$`,
      "u",
    );
    const words = new Set<string>();
    for (const { texts } of this.entries.values()) {
      for (const [name, value] of Object.entries(texts)) {
        if (field === null || field === name)
          for (const word of tokenizeText(value)) if (pattern.test(word)) words.add(word);
      }
    }
    return { queries: [...words], combineWith: "OR", fields: this.fields(field) };
  }

  private holdsPhrase(element: number, words: readonly string[], field: string | null): boolean {
    const texts: Readonly<Record<string, string>> = this.entries.get(element)?.texts ?? {};
    return Object.entries(texts).some(([name, text]) => {
      if (field !== null && field !== name) return false;
      const tokens = tokenizeText(text);
      return tokens.some((_, start) => words.every((word, offset) => tokens[start + offset] === word));
    });
  }

  private fields(field: string | null): string[] {
    return field === null ? [...this.properties] : this.properties.filter((name) => name === field);
  }
}

/** Strings, and the strings of a list, are indexed; nothing else is. */
function textOf(value: Value): string {
  if (typeof value === "string") return value;
  return isList(value) ? value.flatMap((item) => (typeof item === "string" ? [item] : [])).join(" \n ") : "";
}
