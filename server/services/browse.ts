import type {
  ArticleAnswer,
  EntityAnswer,
  RelationWithEnds,
  SchemaAnswer,
  SearchHit,
  StoryAnswer,
  StorySummary,
} from "../../contract/browse.ts";
import { EntityEnd, NeighboursAnswer, SearchAnswer } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import type { z } from "zod";
import { foldName, matchName } from "../../model/names.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Row } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { articleFrom, entityFrom, mentionFrom, relationFrom } from "./rows.ts";

/** Everything that is read: stories, entities, articles, the schema. */
export interface BrowseService {
  version(): Promise<string>;
  stories(): Promise<{ stories: StorySummary[] }>;
  story(id: string): Promise<StoryAnswer>;
  search(query: string, limit: number): Promise<z.output<typeof SearchAnswer>>;
  entity(id: string): Promise<EntityAnswer>;
  neighbours(id: string, types: readonly string[] | null, limit: number): Promise<z.output<typeof NeighboursAnswer>>;
  article(id: string): Promise<ArticleAnswer>;
  schema(): Promise<SchemaAnswer>;
}

/** Beyond this many the best hits are among those fetched. */
const CANDIDATES = 200;

export function browseService(store: Store): BrowseService {
  return {
    version: () => store.version(),
    stories: async () => ({ stories: (await store.read("read/stories", {})).map(summaryOf) }),
    story: (id) => story(store, id),
    search: (query, limit) => search(store, query, limit),
    entity: (id) => entity(store, id),
    neighbours: (id, types, limit) => neighbours(store, id, types, limit),
    article: (id) => article(store, id),
    schema: async () => {
      const [labels, types, keys] = await Promise.all([
        store.read("read/labels", {}),
        store.read("read/types", {}),
        store.read("read/property-keys", {}),
      ]);
      return { labels, types, propertyKeys: keys.map(({ name }) => name) };
    },
  };
}

function summaryOf({ id, title, summary, publishedAt, entities, relations }: Row<"read/stories">): StorySummary {
  return { id, title, summary, publishedAt, entities, relations };
}

async function story(store: Store, id: string): Promise<StoryAnswer> {
  const found = (await store.read("read/stories", {})).find((one) => one.id === id);
  if (found === undefined)
    throw new Failure("story/not-found", `There is no story with the id ${id}`, {
      remedy: "GET /api/stories lists them",
    });
  const parameters = { articles: found.articles };
  const [version, articles, named, ends, relations] = await Promise.all([
    store.version(),
    store.read("read/story-articles", parameters),
    store.read("read/story-entities", parameters),
    store.read("read/story-ends", parameters),
    store.read("read/story-relations", parameters),
  ]);
  const graph: StoryGraph = {
    story: { id, title: found.title, summary: found.summary, articles: found.articles, featured: found.featured ?? [] },
    articles: articles.map(({ properties }) => {
      const { text: _, sentences: __, ...head } = articleFrom(properties);
      return head;
    }),
    entities: [...named, ...ends].map(({ label, properties }) => entityFrom(label, properties)),
    relations: relations.map(({ properties, ...rest }) => relationFrom(rest, properties)),
    mentions: Object.fromEntries(
      named.map(({ properties, mentions, first }) => [String(properties["id"]), { count: mentions, first }]),
    ),
  };
  return { version, graph };
}

async function search(store: Store, query: string, limit: number): Promise<z.output<typeof SearchAnswer>> {
  const folded = foldName(query);
  if (folded === "") return { query, hits: [], total: 0 };
  const rows = await store.read("read/search", { query: textQuery(folded), limit: CANDIDATES });
  const hits = rows
    .map(({ label, properties, score, mentions, relations }) => {
      const found = entityFrom(label, properties);
      const names = [
        found.name,
        ...found.aliases,
        ...found.otherNames,
        ...(found.short === undefined ? [] : [found.short]),
      ];
      const matched = names.reduce((best, name) =>
        matchName(foldName(name), folded) > matchName(foldName(best), folded) ? name : best,
      );
      return { entity: found, matched, mentions, relations, score, quality: matchName(foldName(matched), folded) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted(
      (a, b) =>
        b.quality - a.quality || b.relations - a.relations || b.score - a.score || (a.entity.id < b.entity.id ? -1 : 1),
    );
  return {
    query,
    total: hits.length,
    hits: hits.slice(0, limit).map(({ entity: found, matched, mentions, relations }): SearchHit => ({
      entity: found,
      matched,
      mentions,
      relations,
    })),
  };
}

/** Each word as it is, as the beginning of a longer one, or with a slip in it. Folded words hold letters and digits alone. */
function textQuery(folded: string): string {
  const words = folded
    .split(" ")
    .map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ""))
    .filter((word) => word !== "");
  return (
    words
      .map((word) => (word.length >= 4 ? `(${word}* OR ${word}~${word.length >= 8 ? 2 : 1})` : `${word}*`))
      .join(" AND ") || '""'
  );
}

async function entity(store: Store, id: string): Promise<EntityAnswer> {
  const [found] = await store.read("read/entity", { id });
  if (found === undefined) throw noEntity(id);
  const [relations, mentions] = await Promise.all([
    store.read("read/entity-relations", { id }),
    store.read("read/entity-mentions", { id }),
  ]);
  return {
    entity: entityFrom(found.label, found.properties),
    relations: relations.map(withEnds),
    mentions: mentions.map(({ article: of, properties }) => ({ article: of, mention: mentionFrom(properties) })),
  };
}

function noEntity(id: string): Failure {
  return new Failure("entity/not-found", `There is no entity with the id ${id}`, {
    remedy: "GET /api/search?q= finds it by a name",
  });
}

function withEnds(row: Row<"read/entity-relations">): RelationWithEnds {
  const { type, subject, object, properties, speaker } = row;
  const end = (id: string, name: string, short: string | null, label: string | null): z.output<typeof EntityEnd> => ({
    id,
    name,
    short,
    label: label ?? "Article",
  });
  return {
    relation: relationFrom({ type, subject, object }, properties),
    subject: end(subject, row.subjectName, row.subjectShort, row.subjectLabel),
    object: end(object, row.objectName, row.objectShort, row.objectLabel),
    speaker,
  };
}

async function neighbours(
  store: Store,
  id: string,
  types: readonly string[] | null,
  limit: number,
): Promise<z.output<typeof NeighboursAnswer>> {
  const [[found], rows, [counted]] = await Promise.all([
    store.read("read/entity", { id }),
    store.read("read/neighbours", { id, types, limit }),
    store.read("read/neighbour-count", { id, types }),
  ]);
  if (found === undefined) throw noEntity(id);
  return {
    id,
    total: counted?.total ?? 0,
    neighbours: rows.map(({ label, id: other, name, short, relations }) => ({
      entity: { id: other, name, short, label },
      relations: relations.map(({ properties, ...rest }) => relationFrom(rest, properties)),
    })),
  };
}

async function article(store: Store, id: string): Promise<ArticleAnswer> {
  const [found] = await store.read("read/article", { id });
  if (found === undefined) throw new Failure("article/not-found", `There is no article with the id ${id}`);
  const mentions = await store.read("read/article-mentions", { id });
  const read = articleFrom(found.properties);
  // Without a licence the text stays with the owner; the quoted sentences are in the relations.
  const text = read.licence === undefined ? "" : read.text;
  return {
    article: { ...read, text },
    mentions: mentions.map(({ entity: of, properties }) => ({ entity: of, mention: mentionFrom(properties) })),
  };
}
