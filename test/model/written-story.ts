import type { z } from "zod";
import type { LoadRequest } from "../../contract/query.ts";

/** A claim of a written story: its words are looked up in the text. */
export interface WrittenClaim {
  readonly key: string;
  readonly subject: string;
  readonly type: string;
  readonly object: string;
  /** An entity, or the article; the article where it is not given. */
  readonly source?: string;
  readonly certainty?: string;
  readonly polarity?: string;
  readonly quote: string;
  /** The second of two equal quotes is 2. */
  readonly ordinal?: number;
  readonly article?: string;
  readonly status?: string;
}

export interface WrittenArticle {
  readonly id?: string;
  readonly sentences: readonly string[];
  readonly [property: string]: unknown;
}

export interface WrittenStory {
  readonly id: string;
  readonly articles: readonly WrittenArticle[];
  readonly entities: readonly (readonly [id: string, label: string, name: string, more?: Record<string, unknown>])[];
  readonly claims: readonly WrittenClaim[];
  /** Entity and the word that names it, at each place it stands. */
  readonly mentions?: readonly (readonly [entity: string, word: string])[];
}

/** The text of sentences: each a paragraph. */
export function textOf(sentences: readonly string[]): string {
  return sentences.join("\n\n");
}

/** A story file with its texts as they are sent to be loaded, its spans counted from the sentences. */
export function written({ id, articles, entities, claims, mentions = [] }: WrittenStory): z.output<typeof LoadRequest> {
  const named = articles.map((article, index) => ({ ...article, id: article.id ?? `article-${index + 1}` }));
  const placed = (quote: string, sentences: readonly string[], ordinal = 1) => {
    const text = textOf(sentences);
    let start = -1;
    for (let found = 0; found < ordinal; found += 1) start = text.indexOf(quote, start + 1);
    if (start === -1) throw new Error(`The text does not say “${quote}”`);
    const spans = spansOf(sentences);
    start = lengthOf(text.slice(0, start));
    return {
      start,
      end: start + lengthOf(quote),
      sentence: spans.findIndex(([from, to]) => from <= start && start < to),
    };
  };
  const mentionsOf = (entity: string) =>
    named.flatMap(({ id: article, sentences }) =>
      mentions
        .filter(([of]) => of === entity)
        .flatMap(([, word]) =>
          placesOf(textOf(sentences), word).map((_, at) => {
            const place = placed(word, sentences, at + 1);
            return { article, surface: word, form: "name", ...place };
          }),
        ),
    );
  const file = {
    format: "wiregraph-story/1",
    story: { id, title: id, summary: "", articles: named.map((article) => article.id), featured: [] },
    articles: named.map(({ id: article, sentences, ...more }) => ({
      title: article,
      publishedAt: "2026-11-01",
      language: "en",
      licence: "CC0-1.0",
      ...more,
      id: article,
      sentences: spansOf(sentences),
      file: `${article}.txt`,
    })),
    entities: entities.map(([entity, label, name, more = {}]) => ({
      id: entity,
      label,
      name,
      ...more,
      mentions: mentionsOf(entity),
    })),
    relations: claims.map(({ quote, ordinal, article = named[0]?.id ?? "", source = article, certainty, ...claim }) => {
      const sentences = named.find((one) => one.id === article)?.sentences ?? [];
      return {
        ...claim,
        document: article,
        source,
        certainty: certainty ?? "claimed",
        receipt: [{ ...placed(quote, sentences, ordinal), quote }],
      };
    }),
    questions: [],
  };
  return {
    story: JSON.stringify(file),
    articles: Object.fromEntries(named.map((article) => [`${article.id}.txt`, textOf(article.sentences)])),
  };
}

function spansOf(sentences: readonly string[]): [number, number][] {
  let at = 0;
  return sentences.map((sentence) => {
    const span: [number, number] = [at, at + lengthOf(sentence)];
    at += lengthOf(sentence) + 2;
    return span;
  });
}

/** In code points. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}
