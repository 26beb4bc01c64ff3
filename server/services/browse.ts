import { isHeldBack } from "../../model/article-version.ts";
import { createHash } from "node:crypto";
import type { z } from "zod";
import type {
  ArticleAnswer,
  ArticlesAnswer,
  EntityAnswer,
  QuotedDocument,
  RelationInDocument,
  RelationWithEnds,
  SchemaAnswer,
  StoryAnswer,
  StorySummary,
} from "../../contract/browse.ts";
import { EntityEnd, NeighboursAnswer } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import { isLicensed, type Article, type ArticleHead } from "../../model/article.ts";
import { evidenceOf } from "../../model/story-evidence.ts";
import { originsOf, type Origins, type SourcedDocument } from "../../model/origins.ts";
import { isStanding, type Relation } from "../../model/relation.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Row } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { claimsOf, claimWithEnds, versionsNamed } from "./history.ts";
import { storyList } from "./story-list.ts";
import { changesOf } from "./story-rows.ts";
import type { InStory } from "./visibility.ts";
import { articleFrom, entityFrom, mentionFrom, relationFrom, storyFrom } from "./rows.ts";
import {
  readStory,
  visibleJudgements,
  visibleStories,
  visibleStory,
  type VisibleStory,
  type Viewer,
} from "./visibility.ts";
import { noEntity } from "./no-entity.ts";

export interface NeighboursRequest extends InStory {
  /** Relation types; null for all. */
  readonly types: readonly string[] | null;
  readonly limit: number;
}

export interface ArticlesRequest {
  readonly story: string;
  readonly offset: number;
  readonly limit: number;
}

/** An article without its text. */
export interface StoryDocument extends SourcedDocument {
  readonly title: string;
  readonly publishedAt: string;
}

/** Reads the stories that are visible to a viewer; others do not exist for him. */
export interface BrowseService {
  /** The version of one story, or of all visible ones: changes whenever an answer to `viewer` may change. */
  version(viewer: Viewer, story?: string): Promise<string>;
  /** Whether words were erased from a story since a version of it. */
  isErasedSince(story: string, version: string): Promise<boolean>;
  stories(viewer: Viewer): Promise<{ stories: StorySummary[] }>;
  story(viewer: Viewer, story: string): Promise<StoryAnswer>;
  entity(viewer: Viewer, wanted: InStory): Promise<EntityAnswer>;
  neighbours(viewer: Viewer, wanted: NeighboursRequest): Promise<z.output<typeof NeighboursAnswer>>;
  /** Texts that the viewer may not read are empty. */
  articles(viewer: Viewer, wanted: ArticlesRequest): Promise<ArticlesAnswer>;
  article(viewer: Viewer, wanted: InStory): Promise<ArticleAnswer>;
  relation(viewer: Viewer, wanted: InStory): Promise<RelationInDocument>;
  /** All articles of a story, with the fields that determine their origins. */
  documents(viewer: Viewer, story: string): Promise<StoryDocument[]>;
  schema(viewer: Viewer, story?: string): Promise<SchemaAnswer>;
}

export function browseService(store: Store): BrowseService {
  const seen = <T>(viewer: Viewer, of: string, read: () => Promise<T>): Promise<T> =>
    readStory(store, { viewer, story: of }, read);
  const list = storyList(store);
  return {
    version: (viewer, story) => version(store, viewer, story),
    async isErasedSince(story, before) {
      const [last] = await store.read("read/last-erasure", { story });
      return (last?.number ?? 0) > changesOf(before);
    },
    stories: async (viewer) => ({ stories: await list.of(await visibleStories(store, viewer)) }),
    story: (viewer, id) => readStory(store, { viewer, story: id }, (found) => story(store, viewer, found)),
    entity: (viewer, wanted) => seen(viewer, wanted.story, () => entity(store, wanted)),
    neighbours: (viewer, wanted) => seen(viewer, wanted.story, () => neighbours(store, wanted)),
    articles: (viewer, wanted) => seen(viewer, wanted.story, () => articles(store, viewer, wanted)),
    article: (viewer, wanted) => seen(viewer, wanted.story, () => article(store, viewer, wanted)),
    relation: (viewer, wanted) => seen(viewer, wanted.story, () => relation(store, viewer, wanted)),
    documents: (viewer, story) => seen(viewer, story, () => documentsOf(store, story)),
    schema: (viewer, id) => schema(store, viewer, id),
  };
}

async function version(store: Store, viewer: Viewer, story?: string): Promise<string> {
  if (story !== undefined) return (await visibleStory(store, viewer, story)).version;
  const stories = await visibleStories(store, viewer);
  // Judgements affect the answers of search and /api/who.
  const judgements = await visibleJudgements(store, viewer, new Set(stories.map(({ id }) => id)));
  const versions = stories.map(({ id, version: of, visibility }) => [id, of, visibility]);
  return createHash("sha256")
    .update(JSON.stringify([versions, judgements]))
    .digest("hex")
    .slice(0, 16);
}

async function schema(store: Store, viewer: Viewer, story?: string): Promise<SchemaAnswer> {
  const stories =
    story === undefined
      ? (await visibleStories(store, viewer)).map(({ id }) => id)
      : [(await visibleStory(store, viewer, story)).id];
  const [labels, types, keys] = await Promise.all([
    store.read("read/labels", { stories }),
    store.read("read/types", { stories }),
    store.read("read/property-keys", { stories }),
  ]);
  return { labels, types, propertyKeys: keys.map(({ name }) => name) };
}

async function story(store: Store, viewer: Viewer, found: VisibleStory): Promise<StoryAnswer> {
  const { id } = found;
  const [articles, entities, rows, claims] = await Promise.all([
    store.read("read/story-articles", { story: id }),
    store.read("read/story-entities", { story: id }),
    store.read("read/story-relations", { story: id }),
    claimsOf(store, viewer, id),
  ]);
  const relations = rows.map(({ properties, ...rest }) => relationFrom(rest, properties));
  const graph: StoryGraph = {
    story: storyFrom(found.properties),
    articles: articles.map(({ properties }): ArticleHead => {
      const { text: _, sentences: __, ...head } = articleFrom(properties);
      const { sha256 } = properties;
      return typeof sha256 === "string" ? { ...head, sha256 } : head;
    }),
    entities: entities.map(({ label, properties }) => entityFrom(label, properties)),
    relations,
    claims,
    versions: await versionsNamed(store, id, { claims, relations }),
    mentions: Object.fromEntries(
      entities.flatMap(({ properties, mentions, first }) =>
        first === null ? [] : [[String(properties["id"]), { count: mentions, first }]],
      ),
    ),
  };
  return { version: found.version, graph };
}

async function entity(store: Store, { story: of, id }: InStory): Promise<EntityAnswer> {
  const [found] = await store.read("read/entity", { story: of, id });
  if (found === undefined) throw noEntity(of, id);
  const [rows, mentions, documents] = await Promise.all([
    store.read("read/entity-relations", { story: of, id }),
    store.read("read/entity-mentions", { story: of, id }),
    documentsOf(store, of),
  ]);
  const relations = rows.map(withEnds);
  const origins = originsOf(documents);
  const told = relations.map(({ relation }) => relation);
  return {
    entity: entityFrom(found.label, found.properties),
    relations,
    evidence: evidenceOf(told, origins),
    documents: quotedIn(told, documents, origins),
    mentions: mentions.map(({ article: named, properties }) => ({ article: named, mention: mentionFrom(properties) })),
  };
}

async function documentsOf(store: Store, story: string): Promise<StoryDocument[]> {
  const rows = await store.read("read/article-origins", { story });
  return rows.map(({ id, title, publishedAt, ...rest }) => {
    const own = Object.entries(rest).filter(([, value]) => value !== null);
    return { id, title, publishedAt, ...(Object.fromEntries(own) as Omit<SourcedDocument, "id">) };
  });
}

/** The documents that standing relations quote, each with its origin. */
function quotedIn(
  relations: readonly Relation[],
  documents: readonly StoryDocument[],
  origins: Origins,
): QuotedDocument[] {
  const quoted = new Set(relations.filter(isStanding).map(({ document }) => document));
  return documents
    .filter(({ id }) => quoted.has(id))
    .map(({ id, title, publishedAt }) => ({ id, title, publishedAt, origin: origins.get(id) ?? id }));
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
  { story: of, id, types, limit }: NeighboursRequest,
): Promise<z.output<typeof NeighboursAnswer>> {
  const [[found], rows, [counted], documents] = await Promise.all([
    store.read("read/entity", { story: of, id }),
    store.read("read/neighbours", { story: of, id, types, limit }),
    store.read("read/neighbour-count", { story: of, id, types }),
    documentsOf(store, of),
  ]);
  if (found === undefined) throw noEntity(of, id);
  const origins = originsOf(documents);
  return {
    id,
    total: counted?.total ?? 0,
    neighbours: rows.map(({ label, id: other, name, short, relations }) => {
      const told = relations.map(({ properties, ...rest }) => relationFrom(rest, properties));
      return { entity: { id: other, name, short, label }, relations: told, evidence: evidenceOf(told, origins) };
    }),
  };
}

async function articles(
  store: Store,
  viewer: Viewer,
  { story: of, offset, limit }: ArticlesRequest,
): Promise<ArticlesAnswer> {
  const rows = await store.read("read/story-articles", { story: of });
  return {
    articles: rows.slice(offset, offset + limit).map(({ properties }) => readable(viewer, articleFrom(properties))),
    total: rows.length,
  };
}

/** An article as a viewer may read it: its text where it is licensed and not held back. */
function readable(viewer: Viewer, read: Article): Article {
  if (viewer === "owner") return read;
  const isWithheld = isHeldBack(read.versionKind);
  const text = isLicensed(read) && !isWithheld ? read.text : "";
  return { ...read, text, ...(isWithheld && { sentences: [] }) };
}

async function article(store: Store, viewer: Viewer, wanted: InStory): Promise<ArticleAnswer> {
  const { story: of, id } = wanted;
  const [found] = await store.read("read/article", { story: of, id });
  if (found === undefined)
    throw new Failure("article/not-found", `There is no article with the id ${id} in the story ${of}`);
  const mentions = await store.read("read/article-mentions", { story: of, id });
  const read = articleFrom(found.properties);
  const isWithheld = viewer !== "owner" && isHeldBack(read.versionKind);
  return {
    article: readable(viewer, read),
    mentions: isWithheld
      ? []
      : mentions.map(({ entity: named, properties }) => ({ entity: named, mention: mentionFrom(properties) })),
  };
}

async function relation(store: Store, viewer: Viewer, wanted: InStory): Promise<RelationInDocument> {
  const { story: of, id } = wanted;
  const [found] = await store.read("read/relation", { story: of, id });
  const told = found === undefined ? await claimWithEnds(store, viewer, wanted) : { ...withEnds(found), claim: null };
  if (told === null)
    throw new Failure("relation/not-found", `There is no relation with the id ${id} in the story ${of}`);
  const documents = await documentsOf(store, of);
  const document = documents.find((one) => one.id === told.relation.document);
  if (document === undefined) return { ...told, document: null };
  const { id: named, title, publishedAt } = document;
  const origin = originsOf(documents).get(named) ?? named;
  return { ...told, document: { id: named, title, publishedAt, origin } };
}
