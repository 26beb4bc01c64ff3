import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../contract/errors.ts";
import type { Judgement, WhoAnswer } from "../../contract/who.ts";
import { clustersOf, entityRef, partsOfRef, type Clusters, type EntityRef } from "../../model/clusters.ts";
import { codePoints } from "../../model/code-points.ts";
import type { Article } from "../../model/article.ts";
import type { Entity } from "../../model/entity.ts";
import { evidenceOf } from "../../model/story-evidence.ts";
import { originsAcross, type Origins, type SourcedDocument } from "../../model/origins.ts";
import type { Store } from "../store/store.ts";
import type { BrowseService } from "./browse.ts";
import { clusterOf } from "./former-clusters.ts";
import { entityFrom } from "./rows.ts";
import { formerClaims } from "./former-claims.ts";
import { proposalsFor, type Member } from "./same-entity-proposals.ts";
import { visibleJudgements, visibleStories, type Viewer } from "./visibility.ts";

type InStory = WhoAnswer["members"][number]["story"];
type Relations = WhoAnswer["relations"];

/** Collects what all visible stories say about a cluster. */
export interface WhoService {
  /** @throws Failure entity/not-found */
  who(viewer: Viewer, ref: EntityRef): Promise<WhoAnswer>;
}

export function whoService(store: Store, browse: BrowseService): WhoService {
  return { who: (viewer, ref) => who(store, browse, viewer, ref) };
}

async function who(store: Store, browse: BrowseService, viewer: Viewer, ref: EntityRef): Promise<WhoAnswer> {
  const stories = new Map(
    (await visibleStories(store, viewer)).map(({ id, title }): [string, InStory] => [id, { id, title }]),
  );
  const judgements = await visibleJudgements(store, viewer, new Set(stories.keys()));
  const clusters = clustersOf(judgements);
  const members: Member[] = [];
  const relations: Relations = [];
  const unsaid: WhoAnswer["saidNoMore"] = [];
  const documents = new Map<string, Article>();
  const sources = new Map<string, readonly SourcedDocument[]>();
  // Others must not learn that a hidden story was joined with this one.
  const meant = viewer === "owner" ? await clusterOf(store, clusters, ref) : clusters.membersOf(ref);
  for (const member of meant) {
    const place = partsOfRef(member);
    const story = stories.get(place?.story ?? "");
    if (place === null || story === undefined) continue;
    const answer = await browse.entity(viewer, place).catch(ignoreAbsent);
    if (answer === null) continue;
    // An unquoted document may be the one that two others copy.
    sources.set(story.id, (await browse.documents(viewer, story.id).catch(ignoreAbsent)) ?? []);
    members.push({ ref: member, story, entity: answer.entity, relations: answer.relations });
    for (const { ends: _, sources: __, ...told } of await formerClaims(store, viewer, place).catch(none))
      unsaid.push({ story: story.id, ...told, claims: [...told.claims], was: [...told.was] });
    relations.push(...answer.relations.map((relation) => ({ story: story.id, relation })));
    const named = [
      ...answer.mentions.map(({ article }) => article),
      ...answer.relations.map((one) => one.relation.document),
    ];
    for (const id of new Set(named)) {
      const key = entityRef(story.id, id);
      const found = documents.has(key)
        ? null
        : await browse.article(viewer, { story: story.id, id }).catch(ignoreAbsent);
      if (found !== null) documents.set(key, found.article);
    }
  }
  const [first] = members;
  if (first === undefined)
    throw new Failure("entity/not-found", `There is no entity ${ref}`, {
      remedy: "GET /api/search?q= finds it by a name",
    });
  const originOf = originsAcross(sources, entityRef);
  const names = namesOf(members, documents, originOf);
  const [best] = names;
  const seen = new Set(members.map((member) => member.ref));
  return {
    id: first.ref,
    name: best?.name ?? first.entity.name,
    why:
      members.length === 1
        ? "the name its story gives"
        : `used by ${best?.origins ?? 0} of ${originCount(documents, originOf)} origins`,
    names,
    members: members.map(({ story, entity }) => ({ story, entity })),
    counts: {
      stories: members.length,
      ...evidenceOf(
        relations.map(({ story, relation: { relation } }) => ({
          ...relation,
          document: entityRef(story, relation.document),
        })),
        originOf,
      ),
    },
    properties: propertiesOf(members, documents),
    relations,
    saidNoMore: unsaid,
    joined: joinedEnds(relations, clusters),
    documents: [...documents].map(([key, { id, title, publishedAt, language, publisher = null }]) => ({
      story: partsOfRef(key)?.story ?? "",
      id,
      title,
      publishedAt,
      language,
      publisher,
      origin: originOf.get(key) ?? key,
    })),
    judgements: judgements.filter(({ a, b }) => seen.has(a) || seen.has(b)),
    different: await judgedDifferent(store, { stories, seen, judgements }),
    proposals: await proposalsFor({ store, browse, viewer, stories, members, judgements }),
  };
}

interface Judged {
  /** The visible stories. */
  readonly stories: ReadonlyMap<string, InStory>;
  /** The members of the cluster. */
  readonly seen: ReadonlySet<EntityRef>;
  readonly judgements: readonly Judgement[];
}

async function judgedDifferent(store: Store, { stories, seen, judgements }: Judged): Promise<WhoAnswer["different"]> {
  const found: WhoAnswer["different"] = [];
  for (const judgement of judgements) {
    const { a, b, verdict } = judgement;
    if (verdict !== "different" || seen.has(a) === seen.has(b)) continue;
    const place = partsOfRef(seen.has(a) ? b : a);
    const story = stories.get(place?.story ?? "");
    if (place === null || story === undefined) continue;
    const [row] = await store.read("read/entity", place);
    if (row !== undefined) found.push({ story, entity: entityFrom(row.label, row.properties), judgement });
  }
  return found;
}

function joinedEnds(relations: Relations, { canonicalOf, membersOf }: Clusters): WhoAnswer["joined"] {
  const ends = relations.flatMap(({ story, relation: { subject, object } }) =>
    [subject, object].map(({ id }) => entityRef(story, id)),
  );
  return Object.fromEntries(ends.filter((ref) => membersOf(ref).length > 1).map((ref) => [ref, canonicalOf(ref)]));
}

function none(error: unknown): [] {
  ignoreAbsent(error);
  return [];
}

function ignoreAbsent(error: unknown): null {
  if (error instanceof Failure && error.code.endsWith("/not-found")) return null;
  throw error;
}

function originCount(documents: ReadonlyMap<string, Article>, originOf: Origins): number {
  return new Set([...documents.keys()].map((key) => originOf.get(key) ?? key)).size;
}

/** Names with the number of origins that use them, most used first. */
function namesOf(
  members: readonly Member[],
  documents: ReadonlyMap<string, Article>,
  originOf: Origins,
): WhoAnswer["names"] {
  const found = new Map<string, { origins: Set<string>; stories: Set<string> }>();
  for (const { story, entity } of members) {
    const name = found.get(entity.name) ?? { origins: new Set(), stories: new Set() };
    name.stories.add(story.id);
    for (const key of documents.keys())
      if (partsOfRef(key)?.story === story.id) name.origins.add(originOf.get(key) ?? key);
    found.set(entity.name, name);
  }
  return (
    [...found]
      .map(([name, used]) => ({ name, origins: used.origins.size, stories: [...used.stories].toSorted() }))
      // Among equals the first name comes first, since the sort is stable.
      .toSorted((a, b) => b.origins - a.origins)
  );
}

/** Properties are never merged: one value where all agree, else each value with its sources. */
function propertiesOf(members: readonly Member[], documents: ReadonlyMap<string, Article>): WhoAnswer["properties"] {
  const found = new Map<string, WhoAnswer["properties"][number]["values"]>();
  for (const { story, entity } of members) {
    for (const [name, value] of Object.entries(entity.properties)) {
      const values = found.get(name) ?? [];
      const receipt = { story: story.id, id: entity.id, quote: quoteOf(entity, name, story.id, documents) };
      const same = values.find((one) => isDeepStrictEqual(one.value, value));
      if (same === undefined) values.push({ value, receipts: [receipt] });
      else same.receipts.push(receipt);
      found.set(name, values);
    }
  }
  return [...found].map(([name, values]) => ({ name, values })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The words of the text that state a property; null without a receipt or where the text may not be shown. */
function quoteOf(
  entity: Entity,
  property: string,
  story: string,
  documents: ReadonlyMap<string, Article>,
): string | null {
  const receipt = entity.receipts.find((one) => one.property === property);
  const article = [...documents].find(([key]) => partsOfRef(key)?.story === story)?.[1];
  if (receipt === undefined || article === undefined || article.text === "") return null;
  return codePoints(article.text).slice(receipt.start, receipt.end);
}
