import MiniSearch, { type SearchOptions } from "minisearch";
import { editDistance } from "../edit-distance.ts";
import { isList } from "../values/kind.ts";
import { compareText } from "../values/text-order.ts";
import type { Value } from "../values/value.ts";
import { tokenizeText } from "./analyzer.ts";
import type { Meter } from "./graph.ts";
import { parseTextQuery, type RangeEnd, type TextQuery } from "./lucene-parser.ts";
import { holdsPhrase } from "./phrase.ts";

interface Entry {
  readonly id: number;
  /** One per property, empty when it has no text. */
  readonly texts: readonly string[];
}

type Scores = Map<number, number>;

/** Like Lucene: when more words match a fuzzy term, only the nearest are used. */
const MOST_FUZZY = 50;

/** Searches and ranks the texts of one index; MiniSearch computes the scores. */
export class TextSearch {
  private readonly search: MiniSearch<Entry>;
  private readonly entries = new Map<number, Entry>();
  /** Every word that was ever indexed. */
  private readonly vocabulary = new Set<string>();
  private isAdding = false;

  private readonly properties: readonly string[];

  constructor(properties: readonly string[]) {
    this.properties = properties;
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

  /** Best match first. Indexes `changes` first and removes them from the map. */
  query(
    text: string,
    changes: Map<number, readonly Value[] | null>,
    meter: Meter,
  ): { element: number; score: number }[] {
    const query = parseTextQuery(text);
    this.takeIn(changes, meter);
    return [...this.scores(query, meter)]
      .map(([element, score]) => ({ element, score }))
      .toSorted((a, b) => b.score - a.score || a.element - b.element);
  }

  /** Changes that were indexed before the meter ended the query stay indexed. */
  private takeIn(changes: Map<number, readonly Value[] | null>, meter: Meter): void {
    for (const [element, values] of changes) {
      meter.spend(1 + (values ?? []).reduce<number>((sum, value) => sum + (textOf(value).length >>> 3), 0));
      changes.delete(element);
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
  }

  private scores(query: TextQuery, meter: Meter): Scores {
    switch (query.kind) {
      case "all":
        meter.spend(this.entries.size);
        return new Map([...this.entries.keys()].map((element) => [element, 1]));
      case "word":
        return this.find([query.text], query.field, meter, { prefix: query.isPrefix });
      case "fuzzy":
        return this.find(this.near(query.text, query.slips, meter), query.field, meter);
      case "wildcard":
        return this.find(
          this.wordsThat(meter, (word) => query.pattern.matches(word)),
          query.field,
          meter,
        );
      case "range":
        return this.find(
          this.wordsThat(meter, (word) => isWithin(word, query.lower, query.upper)),
          query.field,
          meter,
        );
      case "phrase":
        return this.phrase(query, meter);
      case "boost":
        return new Map([...this.scores(query.query, meter)].map(([element, score]) => [element, score * query.factor]));
      case "boolean":
        return this.boolean(query, meter);
    }
  }

  private find(words: readonly string[], field: string | null, meter: Meter, options: SearchOptions = {}): Scores {
    const fields = this.places(field);
    if (fields.length === 0 || words.length === 0) return new Map();
    // MiniSearch calls this for each matching word and text, so it is where the meter can end the query.
    const boostDocument = () => {
      meter.spend(1);
      return 1;
    };
    meter.spend(words.length);
    const found = this.search.search({ queries: [...words] }, { combineWith: "OR", ...options, fields, boostDocument });
    return new Map(found.map(({ id, score }) => [Number(id), score]));
  }

  /** Finds the texts that contain all words, then checks the positions in each. */
  private phrase({ words, field, moves }: Extract<TextQuery, { kind: "phrase" }>, meter: Meter): Scores {
    const found = this.find(words, field, meter, { combineWith: "AND" });
    const places = this.places(field);
    for (const element of found.keys()) {
      const texts = this.entries.get(element)?.texts ?? [];
      meter.spend(1 + texts.reduce((sum, text) => sum + (text.length >>> 3), 0));
      if (!places.some((place) => holdsPhrase(tokenizeText(texts[Number(place)] ?? ""), words, moves, meter)))
        found.delete(element);
    }
    return found;
  }

  /** Optional clauses raise the score of what the required ones find; without required ones they find by themselves. */
  private boolean({ must, should, not }: Extract<TextQuery, { kind: "boolean" }>, meter: Meter): Scores {
    const scoresOf = (query: TextQuery) => {
      const scores = this.scores(query, meter);
      meter.spend(scores.size);
      return scores;
    };
    const required = must.map(scoresOf);
    const wished = should.map(scoresOf);
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
    for (const query of not) for (const element of scoresOf(query).keys()) total.delete(element);
    return total;
  }

  private near(text: string, slips: number, meter: Meter): string[] {
    const letters = Array.from(text);
    const near: { word: string; likeness: number }[] = [];
    this.wordsThat(meter, (word) => {
      const count = editDistance(letters, Array.from(word), slips);
      if (count !== null) near.push({ word, likeness: 1 - count / Math.min(letters.length, Array.from(word).length) });
      return false;
    });
    return near
      .toSorted((a, b) => b.likeness - a.likeness || compareText(a.word, b.word))
      .slice(0, MOST_FUZZY)
      .map(({ word }) => word);
  }

  private wordsThat(meter: Meter, isWanted: (word: string) => boolean): string[] {
    const wanted: string[] = [];
    for (const word of this.vocabulary) {
      meter.spend(1 + (word.length >>> 2));
      if (isWanted(word)) wanted.push(word);
    }
    return wanted;
  }

  private places(field: string | null): string[] {
    return this.properties.flatMap((name, place) => (field === null || field === name ? [String(place)] : []));
  }
}

/** Only strings, and the strings in a list, are indexed. */
function textOf(value: Value): string {
  if (typeof value === "string") return value;
  return isList(value) ? value.filter((item) => typeof item === "string").join(" \n ") : "";
}

function isWithin(word: string, lower: RangeEnd, upper: RangeEnd): boolean {
  const above = lower.text === null ? 1 : compareText(word, lower.text);
  const below = upper.text === null ? -1 : compareText(word, upper.text);
  return (above > 0 || (above === 0 && lower.inclusive)) && (below < 0 || (below === 0 && upper.inclusive));
}
