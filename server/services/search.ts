import type { SearchAnswer, SearchHit } from "../../contract/browse.ts";
import { clustersOf, entityRef, partsOfRef, type Clusters } from "../../model/clusters.ts";
import { foldName, matchName } from "../../model/names.ts";
import { bestOfEach, sectionOf, type SearchSection } from "../../model/search-sections.ts";
import type { Row } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { entityFrom } from "./rows.ts";
import { visibleJudgements, visibleStories, visibleStory, type Viewer } from "./visibility.ts";

/** With so many candidates per kind, the best hits are among those fetched. */
const CANDIDATES = 200;

/** The minimum quality of each kind of match (matchName): equal, prefix, contained … */
const MATCHES = [100, 80, 60, 50, 30] as const;

export interface SearchRequest {
  readonly query: string;
  /** Searches only this story; without it all visible ones. */
  readonly story?: string | undefined;
  /** The open story: its entities come first among equals. */
  readonly current?: string | undefined;
  readonly limit: number;
}

/** Finds entities by any of their names, in any script. */
export interface SearchService {
  search(viewer: Viewer, wanted: SearchRequest): Promise<SearchAnswer>;
}

export function searchService(store: Store): SearchService {
  return { search: (viewer, wanted) => search(store, viewer, wanted) };
}

async function search(
  store: Store,
  viewer: Viewer,
  { query, story, current, limit }: SearchRequest,
): Promise<SearchAnswer> {
  const titles = await titlesOf(store, viewer, story);
  const folded = foldName(query);
  if (folded === "") return { query, hits: [], total: 0, sections: [] };
  const stories = [...titles.keys()];
  const clusters = clustersOf(await visibleJudgements(store, viewer, new Set(stories)));
  const isCurrent = (hit: SearchHit) => hit.in[0]?.story === current;
  const hits = (await candidates(store, { stories, current, query: textQuery(folded) }))
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
      const of = String(properties["story"]);
      return {
        cluster: clusters.canonicalOf(entityRef(of, found.id)),
        hit: {
          in: [{ story: of, id: found.id, title: titles.get(of) ?? of }],
          entity: found,
          matched,
          mentions,
          relations,
        } satisfies SearchHit,
        score,
        quality: matchName(foldName(matched), folded),
      };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted(
      (a, b) =>
        wayOf(b) - wayOf(a) ||
        Number(isTold(a.hit)) - Number(isTold(b.hit)) ||
        Number(isCurrent(b.hit)) - Number(isCurrent(a.hit)) ||
        b.quality - a.quality ||
        b.hit.relations - a.hit.relations ||
        b.score - a.score ||
        compared(a.hit.entity.id, b.hit.entity.id) ||
        compared(a.hit.in[0]?.story ?? "", b.hit.in[0]?.story ?? ""),
    );
  const merged = oneACluster(hits);
  const totals = new Map<SearchSection, number>();
  for (const hit of merged) totals.set(sectionOfHit(hit), (totals.get(sectionOfHit(hit)) ?? 0) + 1);
  const best = bestOfEach(merged, limit, sectionOfHit);
  return {
    query,
    total: merged.length,
    hits: await withMembers(store, best, { titles, clusters }),
    sections: [...totals].map(([section, total]) => ({ section, total })),
  };
}

function sectionOfHit({ entity }: SearchHit): SearchSection {
  return sectionOf(entity.label);
}

function compared(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

interface Candidates {
  readonly stories: readonly string[];
  readonly current: string | undefined;
  readonly query: string;
}

/**
 * Candidates from the index; for the open story in a separate query, so that others of the same name do not crowd them
 * out.
 */
async function candidates(store: Store, { stories, current, query }: Candidates): Promise<Row<"read/search">[]> {
  const found = (of: readonly string[]) => store.read("read/search", { query, stories: of, limit: CANDIDATES });
  if (current === undefined || stories.length === 1 || !stories.includes(current)) return found(stories);
  const [own, others] = await Promise.all([found([current]), found(stories.filter((id) => id !== current))]);
  return [...own, ...others];
}

interface Joined {
  /** The titles of the searched stories, by id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly clusters: Clusters;
}

/** Adds the other members of each hit's cluster, whatever their names. */
async function withMembers(
  store: Store,
  hits: readonly SearchHit[],
  { titles, clusters }: Joined,
): Promise<SearchHit[]> {
  const others = hits.map((hit) => {
    const known = new Set(hit.in.map(({ story, id }) => entityRef(story, id)));
    const [first] = known;
    return clusters.membersOf(first ?? "").flatMap((ref) => {
      const parts = known.has(ref) ? null : partsOfRef(ref);
      return parts !== null && titles.has(parts.story) ? [parts] : [];
    });
  });
  const refs = others.flat();
  if (refs.length === 0) return [...hits];
  const there = new Set(
    (await store.read("read/entities-of-stories", { refs })).map(({ story, id }) => entityRef(story, id)),
  );
  return hits.map((hit, at) => ({
    ...hit,
    in: [
      ...hit.in,
      ...(others[at] ?? [])
        .filter(({ story, id }) => there.has(entityRef(story, id)))
        .map(({ story, id }) => ({ story, id, title: titles.get(story) ?? story })),
    ],
  }));
}

/**
 * The kind of match, whatever share of the name was typed. The name of an event or statement is a sentence, so that a
 * prefix match says no more than that it contains the word.
 */
function wayOf({ hit, quality }: { readonly hit: SearchHit; readonly quality: number }): number {
  const way = MATCHES.find((least) => quality >= least) ?? 0;
  return way === MATCHES[1] && isTold(hit) ? MATCHES[2] : way;
}

/** Events and statements rank after other entities with the same match. */
function isTold({ entity: { label } }: SearchHit): boolean {
  return label === "Event" || label === "Statement";
}

/** The best hit of each cluster, with the positions of the others. */
function oneACluster(hits: readonly { readonly cluster: string; readonly hit: SearchHit }[]): SearchHit[] {
  const clusters = new Map<string, SearchHit>();
  for (const { cluster, hit } of hits) {
    const first = clusters.get(cluster);
    clusters.set(cluster, first === undefined ? hit : { ...first, in: [...first.in, ...hit.in] });
  }
  return [...clusters.values()];
}

/** The titles of the searched stories, by id. */
async function titlesOf(store: Store, viewer: Viewer, story: string | undefined): Promise<Map<string, string>> {
  if (story === undefined) return new Map((await visibleStories(store, viewer)).map(({ id, title }) => [id, title]));
  const { id, properties } = await visibleStory(store, viewer, story);
  return new Map([[id, String(properties["title"])]]);
}

/** Matches each word exactly, as a prefix, or with one edit. Folded words have only letters and digits. */
function textQuery(folded: string): string {
  const words = folded
    .split(" ")
    .flatMap((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, "").match(INDEXED) ?? [])
    .map((word) => (word.length >= 4 ? `(${word}* OR ${word}~${word.length >= 8 ? 2 : 1})` : `${word}*`));
  return words.join(" AND ") || '""';
}

/** The index has each Han and Hiragana character as a word. */
const INDEXED = /[\p{Script=Han}\p{Script=Hiragana}]|[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}]]+/gv;
