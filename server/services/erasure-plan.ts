import type { ErasureRequest } from "../../contract/erasure.ts";
import { Failure } from "../../contract/errors.ts";
import { codePoints } from "../../model/code-points.ts";
import type { Entity } from "../../model/entity.ts";
import { eraserOf, NO_ERASER, type ErasedWords, type Eraser } from "../../model/eraser.ts";
import { foldName } from "../../model/names.ts";
import { filterSequence } from "../../model/sequence.ts";
import type { StoryContent } from "./story-rows.ts";

/** What to erase. */
export type Erasure =
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "article"; readonly id: string }
  | { readonly kind: "entity"; readonly id: string };

/** What a request names: one of the three. */
export function erasureOf({ words, article, entity }: Pick<ErasureRequest, "words" | "article" | "entity">): Erasure {
  if (words !== undefined) return { kind: "words", words };
  return article === undefined ? { kind: "entity", id: entity ?? "" } : { kind: "article", id: article };
}

export interface ErasurePlan {
  /** The story without the removed records. */
  readonly left: StoryContent;
  /** Finds the words in the remaining records. */
  readonly eraser: Eraser;
  /** Further spans in the texts of articles, by article id. */
  readonly spans: ReadonlyMap<string, readonly (readonly [start: number, end: number])[]>;
  /** The single words of an erased entity's names. */
  readonly words: readonly string[];
  /** Ids of all removed records. */
  readonly gone: ReadonlySet<string>;
}

/** @throws Failure request/invalid, article/not-found, entity/not-found */
export function erasurePlan(content: StoryContent, erasure: Erasure): ErasurePlan {
  if (erasure.kind === "words") return wordsPlan(content, erasure.words);
  if (erasure.kind === "article") {
    if (!content.articles.some(({ id }) => id === erasure.id)) throw notFound("article", content, erasure.id);
    return { ...withoutRecord(content, erasure), eraser: NO_ERASER, spans: new Map(), words: [] };
  }
  const entity = [...content.entities].find(({ id }) => id === erasure.id);
  if (entity === undefined) throw notFound("entity", content, erasure.id);
  const { words, spans } = namesOf(content, entity);
  return { ...withoutRecord(content, erasure), eraser: eraserOf(words), spans, words: singleWords(ownNames(entity)) };
}

function wordsPlan(content: StoryContent, words: string): ErasurePlan {
  const eraser = eraserOf([{ words, isWhole: false }]);
  if (eraser.holdsId(content.story.id))
    throw new Failure("request/invalid", "The story's own id is made of these words; nothing was erased", {
      place: { field: "words" },
      remedy: "Unload the story, and load it under another id",
    });
  return { left: content, eraser, spans: new Map(), words: [], gone: new Set() };
}

function notFound(what: "article" | "entity", { story }: StoryContent, id: string): Failure {
  return new Failure(`${what}/not-found`, `There is no ${what} with the id ${id} in the story ${story.id}`);
}

/** Shorter names may be common words in another case. */
const LONG_ENOUGH = 4;

/**
 * The names that only this entity has, and the spans of its mentions by name in the current texts. A name that another
 * entity shares is erased only at this entity's own mentions.
 */
function namesOf(content: StoryContent, entity: Entity): { words: ErasedWords[] } & Pick<ErasurePlan, "spans"> {
  const names = new Set(ownNames(entity));
  const spans = new Map<string, [number, number][]>();
  for (const { article, entity: of, mention } of content.mentions) {
    if (of !== entity.id || mention.form !== "name") continue;
    names.add(mention.surface);
    spans.set(article, [...(spans.get(article) ?? []), [mention.start, mention.end]]);
  }
  const others = new Set<string>();
  for (const other of content.entities)
    if (other.id !== entity.id) for (const name of ownNames(other)) others.add(foldName(name));
  for (const { entity: of, mention } of content.mentions)
    if (of !== entity.id && mention.form === "name") others.add(foldName(mention.surface));
  const words = [...names]
    .map((name) => name.trim())
    .filter((name) => codePoints(name).length > 1 && !others.has(foldName(name)))
    .map((name) => ({ words: name, isWhole: codePoints(name).length < LONG_ENOUGH }));
  return { words, spans };
}

function ownNames({ name, short, aliases, otherNames }: Entity): string[] {
  // A generated short name is not a name of its own.
  return [name, ...(short === undefined || name.startsWith(short) ? [] : [short]), ...aliases, ...otherNames];
}

function singleWords(names: readonly string[]): string[] {
  const words = names.flatMap((name) => name.split(/[^\p{L}\p{N}\p{M}]+/u));
  return [...new Set(words)].filter((word) => codePoints(word).length >= LONG_ENOUGH);
}

/**
 * A story without an article or an entity, without its claims and the claims about it, and without records that then
 * depend on nothing.
 */
function withoutRecord(
  content: StoryContent,
  { kind, id: first }: Exclude<Erasure, { readonly kind: "words" }>,
): Pick<ErasurePlan, "left" | "gone"> {
  const ids = new Set([first]);
  const hangs = hangingOn(content, kind);
  for (;;) {
    const left = withoutIds(content, ids);
    const found = hangs(left);
    if (found.length === 0) return withGoneClaims(content, left, ids);
    for (const id of found) ids.add(id);
  }
}

/** Also removes the ids of relations removed with their ends, so that no claim names one of them as its replacement. */
function withGoneClaims(
  before: StoryContent,
  left: StoryContent,
  ids: ReadonlySet<string>,
): Pick<ErasurePlan, "left" | "gone"> {
  const stays = new Set<string>();
  for (const list of [left.relations, left.claims]) for (const { id } of list) stays.add(id);
  const gone = new Set(ids);
  for (const list of [before.relations, before.claims]) for (const { id } of list) if (!stays.has(id)) gone.add(id);
  const claims = left.claims.map((claim) => {
    if (claim.correctedBy === undefined || !gone.has(claim.correctedBy)) return claim;
    const { correctedBy: _, ...rest } = claim;
    return rest;
  });
  return { left: { ...left, claims }, gone };
}

function withoutIds(content: StoryContent, gone: ReadonlySet<string>): StoryContent {
  const isLeft = (relation: {
    readonly document: string;
    readonly subject: string;
    readonly object: string;
    readonly source: string;
  }) => ![relation.document, relation.subject, relation.object, relation.source].some((id) => gone.has(id));
  const [first = ""] = content.story.articles;
  return {
    ...content,
    story: {
      ...content.story,
      articles: content.story.articles.filter((id) => !gone.has(id)),
      featured: content.story.featured.filter((id) => !gone.has(id)),
    },
    articles: content.articles.filter(({ id }) => !gone.has(id)),
    entities: filterSequence(content.entities, ({ id }) => !gone.has(id)).map((entity) =>
      withoutReceipts(entity, first, gone),
    ),
    mentions: filterSequence(content.mentions, ({ article, entity }) => !gone.has(article) && !gone.has(entity)),
    relations: filterSequence(content.relations, isLeft).map((relation) => withoutStatement(relation, gone)),
    claims: filterSequence(content.claims, isLeft).map((claim) => withoutStatement(claim, gone)),
    versions: content.versions.filter(({ article }) => !gone.has(article)),
    questions: content.questions.filter(({ statement }) => ![...gone].some((id) => names(statement, id))),
  };
}

/** Removes the reference to a removed statement; the relation's own receipt still supports it. */
function withoutStatement<R extends { readonly statement?: string | undefined }>(
  record: R,
  gone: ReadonlySet<string>,
): R {
  if (record.statement === undefined || !gone.has(record.statement)) return record;
  const { statement: _, ...rest } = record;
  return rest as R;
}

/**
 * Removes properties that only the removed article states; receipts that referred to the first article by default now
 * name it.
 */
function withoutReceipts(entity: Entity, first: string, gone: ReadonlySet<string>): Entity {
  const isFirstGone = gone.has(first);
  if (!isFirstGone && !entity.receipts.some(({ article = first }) => gone.has(article))) return entity;
  const receipts = entity.receipts.filter(({ article = first }) => !gone.has(article));
  const lost = entity.receipts
    .map(({ property }) => property)
    .filter((name) => receipts.every(({ property }) => property !== name));
  const properties = Object.fromEntries(Object.entries(entity.properties).filter(([name]) => !lost.includes(name)));
  return { ...entity, receipts, properties };
}

function names(statement: string, id: string): boolean {
  return [`'${id}'`, `"${id}"`].some((literal) => statement.includes(literal));
}

/**
 * Finds records that have relations in the whole story and none in the rest: events and statements, which show nothing
 * without claims, and for an article everything that only it names.
 */
function hangingOn(before: StoryContent, kind: "article" | "entity"): (left: StoryContent) => string[] {
  const [joined, named] = [joinedIn(before), namedIn(before)];
  return (left) => {
    const [isJoined, isNamed] = [joinedIn(left), namedIn(left)];
    const found: string[] = [];
    for (const { id, label } of left.entities) {
      if (isJoined.has(id)) continue;
      const isTold = joined.has(id) && (label === "Event" || label === "Statement");
      const isOfArticle = kind === "article" && (joined.has(id) || named.has(id)) && !isNamed.has(id);
      if (isTold || isOfArticle) found.push(id);
    }
    return found;
  };
}

function joinedIn({ relations, claims }: StoryContent): Set<string> {
  const ids = new Set<string>();
  for (const list of [relations, claims])
    for (const { subject, object, source } of list) for (const id of [subject, object, source]) ids.add(id);
  return ids;
}

function namedIn({ mentions }: StoryContent): Set<string> {
  const ids = new Set<string>();
  for (const { entity } of mentions) ids.add(entity);
  return ids;
}
