import { KINDS, type Kind } from "./kinds.ts";

/** The sections of a search result, with the readers' words. */
export const SECTION_WORDS = {
  people: "People",
  groups: "Forces, organizations, groups",
  places: "Countries and places",
  things: "Things and documents",
  events: "Events",
  statements: "Statements",
} as const;

export type SearchSection = keyof typeof SECTION_WORDS;

export const SEARCH_SECTIONS = Object.keys(SECTION_WORDS) as SearchSection[];

const SECTION_OF: Readonly<Record<Kind, SearchSection>> = {
  Person: "people",
  ArmedForce: "groups",
  Organization: "groups",
  Group: "groups",
  Country: "places",
  Place: "places",
  Facility: "places",
  Object: "things",
  Document: "things",
  Event: "events",
  Statement: "statements",
};

/** The section of a kind label. */
export function sectionOf(label: string): SearchSection {
  const kind = KINDS.find((one) => one === label);
  return kind === undefined ? "things" : SECTION_OF[kind];
}

/**
 * The best of some hits, which are sorted best first. When one section has many, each of the others keeps a minimum
 * number of places.
 */
export function bestOfEach<Hit>(hits: readonly Hit[], most: number, of: (hit: Hit) => SearchSection): Hit[] {
  const fair = Math.max(1, Math.floor(most / SEARCH_SECTIONS.length));
  const taken = new Map<SearchSection, number>();
  const own = new Set<Hit>();
  for (const hit of hits) {
    const count = taken.get(of(hit)) ?? 0;
    taken.set(of(hit), count + 1);
    if (count < fair && own.size < most) own.add(hit);
  }
  for (const hit of hits) {
    if (own.size >= most) break;
    own.add(hit);
  }
  return hits.filter((hit) => own.has(hit));
}
