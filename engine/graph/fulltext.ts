import MiniSearch, { type SearchOptions } from "minisearch";
import { isList } from "../values/kind.ts";
import { compareText } from "../values/text-order.ts";
import type { Value } from "../values/value.ts";
import type { FulltextIndex } from "./graph.ts";
import { parseTextQuery, type RangeEnd, type TextQuery } from "./lucene.ts";
import { tokenizeText } from "./tokens.ts";

interface Entry {
  readonly id: number;
  /** One for each property, empty when it has no text. */
  readonly texts: readonly string[];
}

type Scores = Map<number, number>;

/** A full-text index over some properties of nodes or relationships; MiniSearch ranks. What changed is taken in when it is next asked. */
export class TextIndex implements FulltextIndex {
  private readonly search: MiniSearch<Entry>;
  private readonly entries = new Map<number, Entry>();
  private readonly waiting = new Map<number, readonly Value[] | null>();
  /** Every word that was ever taken in. */
  private readonly vocabulary = new Set<string>();
  private isAdding = false;

  constructor(
    readonly entity: "node" | "relationship",
    readonly properties: readonly string[],
  ) {
    this.search = new MiniSearch<Entry>({
      fields: properties.map((_, place) => String(place)),
      extractField: (entry, field) => (field === "id" ? String(entry.id) : (entry.texts[Number(field)] ?? "")),
      tokenize: tokenizeText,
      processTerm: (term) => {
        if (this.isAdding) this.vocabulary.add(term);
        return term;
      },
      searchOptions: { tokenize: (word) => [word], processTerm: (term) => term },
      autoVacuum: false,
    });
  }

  /** `values` are those of `properties`, in order; null takes the element out. */
  set(element: number, values: readonly Value[] | null): void {
    this.waiting.set(element, values);
  }

  query(text: string): { element: number; score: number }[] {
    const query = parseTextQuery(text);
    this.takeIn();
    return [...this.scores(query)]
      .map(([element, score]) => ({ element, score }))
      .toSorted((a, b) => b.score - a.score || a.element - b.element);
  }

  private takeIn(): void {
    for (const [element, values] of this.waiting) {
      const before = this.entries.get(element);
      const texts = this.properties.map((_, place) => textOf(values?.[place] ?? null));
      if (before !== undefined) {
        if (before.texts.every((text, place) => text === texts[place])) continue;
        this.search.remove(before);
        this.entries.delete(element);
      }
      if (texts.every((text) => text === "")) continue;
      const entry = { id: element, texts };
      this.entries.set(element, entry);
      this.isAdding = true;
      this.search.add(entry);
      this.isAdding = false;
    }
    this.waiting.clear();
  }

  private scores(query: TextQuery): Scores {
    switch (query.kind) {
      case "all":
        return new Map([...this.entries.keys()].map((element) => [element, 1]));
      case "word":
        return this.find([query.text], query.field, { prefix: query.isPrefix });
      case "fuzzy":
        return this.find([query.text], query.field, { fuzzy: query.slips });
      case "wildcard":
        return this.find(
          this.wordsThat((word) => query.pattern.matches(word)),
          query.field,
          {},
        );
      case "range":
        return this.find(
          this.wordsThat((word) => isWithin(word, query.lower, query.upper)),
          query.field,
          {},
        );
      case "phrase":
        return this.phrase(query);
      case "boost":
        return new Map([...this.scores(query.query)].map(([element, score]) => [element, score * query.factor]));
      case "boolean":
        return this.boolean(query);
    }
  }

  private find(words: readonly string[], field: string | null, options: SearchOptions): Scores {
    const fields = this.places(field);
    if (fields.length === 0 || words.length === 0) return new Map();
    const found = this.search.search({ queries: [...words] }, { combineWith: "OR", ...options, fields });
    return new Map(found.map(({ id, score }) => [Number(id), score]));
  }

  /** All words first, then the texts of what is left are looked at. */
  private phrase({ words, field, gaps }: Extract<TextQuery, { kind: "phrase" }>): Scores {
    const found = this.find(words, field, { combineWith: "AND" });
    const places = this.places(field);
    for (const element of found.keys()) {
      const texts = this.entries.get(element)?.texts ?? [];
      if (!places.some((place) => holdsPhrase(tokenizeText(texts[Number(place)] ?? ""), words, gaps)))
        found.delete(element);
    }
    return found;
  }

  /** What is only wished for raises the score of what is required, and finds by itself when nothing is. */
  private boolean({ must, should, not }: Extract<TextQuery, { kind: "boolean" }>): Scores {
    const required = must.map((query) => this.scores(query));
    const wished = should.map((query) => this.scores(query));
    const total: Scores = new Map();
    for (const scores of required.length > 0 ? required : wished) {
      for (const [element, score] of scores) total.set(element, (total.get(element) ?? 0) + score);
    }
    if (required.length > 0) {
      for (const [element, score] of total) {
        if (required.every((scores) => scores.has(element)))
          total.set(
            element,
            wished.reduce((sum, scores) => sum + (scores.get(element) ?? 0), score),
          );
        else total.delete(element);
      }
    }
    for (const query of not) for (const element of this.scores(query).keys()) total.delete(element);
    return total;
  }

  private wordsThat(isWanted: (word: string) => boolean): string[] {
    return [...this.vocabulary].filter(isWanted);
  }

  private places(field: string | null): string[] {
    return this.properties.flatMap((name, place) => (field === null || field === name ? [String(place)] : []));
  }
}

/** Strings, and the strings of a list, are indexed; nothing else is. */
function textOf(value: Value): string {
  if (typeof value === "string") return value;
  return isList(value) ? value.filter((item) => typeof item === "string").join(" \n ") : "";
}

/** The words in their order, with no more than `gaps` others between them. */
function holdsPhrase(tokens: readonly string[], words: readonly string[], gaps: number): boolean {
  return tokens.some((token, start) => {
    if (token !== words[0]) return false;
    const end = Math.min(tokens.length, start + words.length + gaps);
    let found = 1;
    for (let at = start + 1; at < end && found < words.length; at += 1) if (tokens[at] === words[found]) found += 1;
    return found === words.length && (gaps > 0 || words.every((word, offset) => tokens[start + offset] === word));
  });
}

function isWithin(word: string, lower: RangeEnd, upper: RangeEnd): boolean {
  const above = lower.text === null ? 1 : compareText(word, lower.text);
  const below = upper.text === null ? -1 : compareText(word, upper.text);
  return (above > 0 || (above === 0 && lower.inclusive)) && (below < 0 || (below === 0 && upper.inclusive));
}
