import type { ArticleHead } from "./article.ts";
import type { Entity } from "./entity.ts";
import { isStanding, type Relation } from "./relation.ts";
import type { StoryGraph } from "./story.ts";

/** Entities, articles and standing relations of one story, each found without a scan of the story. */
export interface StoryIndex {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly articles: ReadonlyMap<string, ArticleHead>;
  /** The standing ones, by id. */
  readonly relations: ReadonlyMap<string, Relation>;
  relationsOf(subjectOrObject: string): readonly Relation[];
  ofType(type: string): readonly Relation[];
  /** `source`: an entity, or an article in its own voice. */
  saidBy(source: string): readonly Relation[];
  inDocument(document: string): readonly Relation[];
  /** Relations that start on a day, for example "2020-01-03"; "" for those without a date. */
  onDay(day: string): readonly Relation[];
  /** Every day with a relation, earliest first. */
  days(): readonly string[];
}

/** Each part is built on demand; the caller keeps the index as long as the graph. */
export function storyIndex(graph: Pick<StoryGraph, "entities" | "articles" | "relations">): StoryIndex {
  const standing = graph.relations.filter(isStanding);
  const grouped = (keysOf: (relation: Relation) => readonly string[]) => lazy(() => groups(standing, keysOf));
  const [ends, types] = [grouped(({ subject, object }) => [subject, object]), grouped(({ type }) => [type])];
  const [sources, documents] = [grouped(({ source }) => [source]), grouped(({ document }) => [document])];
  const days = grouped(({ startDate = "" }) => [startDate.slice(0, DAY_LENGTH)]);
  return {
    entities: byId(graph.entities),
    articles: byId(graph.articles),
    relations: byId(standing),
    relationsOf: (id) => ends().get(id) ?? [],
    ofType: (type) => types().get(type) ?? [],
    saidBy: (source) => sources().get(source) ?? [],
    inDocument: (document) => documents().get(document) ?? [],
    onDay: (day) => days().get(day) ?? [],
    days: () => [...days().keys()].filter((day) => day !== "").toSorted(),
  };
}

const DAY_LENGTH = "2020-01-03".length;

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function groups(
  relations: readonly Relation[],
  keysOf: (relation: Relation) => readonly string[],
): ReadonlyMap<string, readonly Relation[]> {
  const found = new Map<string, Relation[]>();
  for (const relation of relations)
    for (const key of new Set(keysOf(relation))) {
      const group = found.get(key);
      if (group === undefined) found.set(key, [relation]);
      else group.push(relation);
    }
  return found;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
