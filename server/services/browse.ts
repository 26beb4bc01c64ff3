import { createHash } from "node:crypto";
import type { z } from "zod";
import type {
  ArticleAnswer,
  EntityAnswer,
  RelationAnswer,
  RelationWithEnds,
  SchemaAnswer,
  StoryAnswer,
  StorySummary,
} from "../../contract/browse.ts";
import { EntityEnd, NeighboursAnswer } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import { isLicensed } from "../../model/article.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Row } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { claimWithEnds } from "./history.ts";
import type { InStory } from "./visibility.ts";
import { articleFrom, entityFrom, mentionFrom, relationFrom, storyFrom } from "./rows.ts";
import {
  readStory,
  visibleJudgements,
  visibleStories,
  visibleStory,
  type SeenStory,
  type Viewer,
} from "./visibility.ts";

export interface NeighboursWanted extends InStory {
  /** Relation types; all when null. */
  readonly types: readonly string[] | null;
  readonly limit: number;
}

/** Everything that is read of the stories a viewer may see: what he may not see does not exist for him. */
export interface BrowseService {
  /** Of one story, or of all that are visible: changes whenever what `viewer` could be answered does. */
  version(viewer: Viewer, story?: string): Promise<string>;
  stories(viewer: Viewer): Promise<{ stories: StorySummary[] }>;
  story(viewer: Viewer, story: string): Promise<StoryAnswer>;
  entity(viewer: Viewer, wanted: InStory): Promise<EntityAnswer>;
  neighbours(viewer: Viewer, wanted: NeighboursWanted): Promise<z.output<typeof NeighboursAnswer>>;
  article(viewer: Viewer, wanted: InStory): Promise<ArticleAnswer>;
  relation(viewer: Viewer, wanted: InStory): Promise<RelationAnswer>;
  schema(viewer: Viewer, story?: string): Promise<SchemaAnswer>;
}

export function browseService(store: Store): BrowseService {
  const seen = <T>(viewer: Viewer, of: string, read: () => Promise<T>): Promise<T> =>
    readStory(store, { viewer, story: of }, read);
  return {
    version: (viewer, story) => version(store, viewer, story),
    stories: async (viewer) => ({ stories: (await visibleStories(store, viewer)).map(summaryOf) }),
    story: (viewer, id) => readStory(store, { viewer, story: id }, (found) => story(store, found)),
    entity: (viewer, wanted) => seen(viewer, wanted.story, () => entity(store, wanted)),
    neighbours: (viewer, wanted) => seen(viewer, wanted.story, () => neighbours(store, wanted)),
    article: (viewer, wanted) => seen(viewer, wanted.story, () => article(store, viewer, wanted)),
    relation: (viewer, wanted) => seen(viewer, wanted.story, () => relation(store, viewer, wanted)),
    schema: (viewer, id) => schema(store, viewer, id),
  };
}

export function summaryOf(row: Row<"read/stories">): StorySummary {
  const { id, title, summary, publishedAt, visibility, entities, relations } = row;
  return { id, title, summary, publishedAt, visibility, entities, relations };
}

async function version(store: Store, viewer: Viewer, story?: string): Promise<string> {
  if (story !== undefined) return (await visibleStory(store, viewer, story)).version;
  const stories = await visibleStories(store, viewer);
  // Who is the same as whom changes what search and /api/who answer.
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

async function story(store: Store, found: SeenStory): Promise<StoryAnswer> {
  const { id } = found;
  const [articles, entities, relations] = await Promise.all([
    store.read("read/story-articles", { story: id }),
    store.read("read/story-entities", { story: id }),
    store.read("read/story-relations", { story: id }),
  ]);
  const graph: StoryGraph = {
    story: storyFrom(found.properties),
    articles: articles.map(({ properties }) => {
      const { text: _, sentences: __, ...head } = articleFrom(properties);
      return head;
    }),
    entities: entities.map(({ label, properties }) => entityFrom(label, properties)),
    relations: relations.map(({ properties, ...rest }) => relationFrom(rest, properties)),
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
  const [relations, mentions] = await Promise.all([
    store.read("read/entity-relations", { story: of, id }),
    store.read("read/entity-mentions", { story: of, id }),
  ]);
  return {
    entity: entityFrom(found.label, found.properties),
    relations: relations.map(withEnds),
    mentions: mentions.map(({ article: named, properties }) => ({ article: named, mention: mentionFrom(properties) })),
  };
}

function noEntity(of: string, id: string): Failure {
  return new Failure("entity/not-found", `There is no entity with the id ${id} in the story ${of}`, {
    remedy: `GET /api/search?story=${of}&q= finds it by a name`,
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
  { story: of, id, types, limit }: NeighboursWanted,
): Promise<z.output<typeof NeighboursAnswer>> {
  const [[found], rows, [counted]] = await Promise.all([
    store.read("read/entity", { story: of, id }),
    store.read("read/neighbours", { story: of, id, types, limit }),
    store.read("read/neighbour-count", { story: of, id, types }),
  ]);
  if (found === undefined) throw noEntity(of, id);
  return {
    id,
    total: counted?.total ?? 0,
    neighbours: rows.map(({ label, id: other, name, short, relations }) => ({
      entity: { id: other, name, short, label },
      relations: relations.map(({ properties, ...rest }) => relationFrom(rest, properties)),
    })),
  };
}

async function article(store: Store, viewer: Viewer, wanted: InStory): Promise<ArticleAnswer> {
  const { story: of, id } = wanted;
  const [found] = await store.read("read/article", { story: of, id });
  if (found === undefined)
    throw new Failure("article/not-found", `There is no article with the id ${id} in the story ${of}`);
  const mentions = await store.read("read/article-mentions", { story: of, id });
  const read = articleFrom(found.properties);
  const isWithdrawn = viewer !== "owner" && read.versionKind === "kill";
  const text = viewer === "owner" || (isLicensed(read) && !isWithdrawn) ? read.text : "";
  return {
    article: { ...read, text, ...(isWithdrawn && { sentences: [] }) },
    mentions: isWithdrawn
      ? []
      : mentions.map(({ entity: named, properties }) => ({ entity: named, mention: mentionFrom(properties) })),
  };
}

async function relation(store: Store, viewer: Viewer, wanted: InStory): Promise<RelationAnswer> {
  const { story: of, id } = wanted;
  const [found] = await store.read("read/relation", { story: of, id });
  if (found !== undefined) return { ...withEnds(found), claim: null };
  const claim = await claimWithEnds(store, viewer, wanted);
  if (claim !== null) return claim;
  throw new Failure("relation/not-found", `There is no relation with the id ${id} in the story ${of}`);
}
