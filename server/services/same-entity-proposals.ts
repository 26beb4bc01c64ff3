import type { EntityAnswer } from "../../contract/browse.ts";
import type { Judgement, WhoAnswer } from "../../contract/who.ts";
import { clustersOf, entityRef, orderedPair, type EntityRef } from "../../model/clusters.ts";
import type { Entity } from "../../model/entity.ts";
import { foldName, searchNames } from "../../model/names.ts";
import type { Store } from "../store/store.ts";
import type { BrowseService } from "./browse.ts";
import { entityFrom } from "./rows.ts";
import type { Viewer } from "./visibility.ts";

type Proposal = WhoAnswer["proposals"][number];

/** An entity of a cluster with its story's claims about it. */
export interface Member {
  readonly ref: EntityRef;
  readonly story: { readonly id: string; readonly title: string };
  readonly entity: Entity;
  readonly relations: EntityAnswer["relations"];
}

export interface ProposalsInput {
  readonly store: Store;
  readonly browse: BrowseService;
  readonly viewer: Viewer;
  /** The visible stories. */
  readonly stories: ReadonlyMap<string, Member["story"]>;
  readonly members: readonly Member[];
  readonly judgements: readonly Judgement[];
}

const CANDIDATES = 50;
const MOST = 20;

/**
 * Proposes further members of a cluster: entities of other stories with a name or the Wikidata id of a member. Each
 * candidate is compared with every member; one that was judged different from any of them is not proposed.
 */
export async function proposalsFor(input: ProposalsInput): Promise<Proposal[]> {
  const { members, judgements, stories } = input;
  const own = new Set(members.map(({ ref }) => ref));
  const clusters = clustersOf(judgements);
  const differs = (ref: EntityRef) =>
    judgements.some(
      ({ a, b, verdict }) =>
        verdict === "different" &&
        ((own.has(a) && clusters.membersOf(ref).includes(b)) || (own.has(b) && clusters.membersOf(ref).includes(a))),
    );
  const proposals: Proposal[] = [];
  for (const { story, entity } of await candidates(input)) {
    const ref = entityRef(story, entity.id);
    const of = stories.get(story);
    if (of === undefined || own.has(ref) || differs(ref)) continue;
    const { relations } = await input.browse.entity(input.viewer, { story, id: entity.id });
    const candidate = { ref, story: of, entity, relations };
    const compared = members.map((member) => compare(member, candidate, judgements));
    const best = compared.toSorted((x, y) => weight(y) - weight(x))[0];
    if (best !== undefined && weight(best) > 0) proposals.push(best);
  }
  return proposals.toSorted((x, y) => weight(y) - weight(x)).slice(0, MOST);
}

/** The score of a proposal: a Wikidata id above all, then names, then neighbours. */
function weight({ sameWikidata, names, sharedNeighbours }: Proposal): number {
  if (!sameWikidata && names.length === 0) return 0;
  return (sameWikidata ? 100 : 0) + names.length * 10 + sharedNeighbours.length;
}

function compare(member: Member, candidate: Member, judgements: readonly Judgement[]): Proposal {
  const [mine, theirs] = [member.entity, candidate.entity];
  const names = new Set(searchNames(mine));
  const neighbours = new Set(neighbourNames(member));
  const [a, b] = orderedPair(member.ref, candidate.ref);
  const against = [];
  if (mine.wikidata !== undefined && theirs.wikidata !== undefined && mine.wikidata !== theirs.wikidata)
    against.push(`another Wikidata id: ${mine.wikidata} and ${theirs.wikidata}`);
  if (mine.label !== theirs.label) against.push(`another kind: ${mine.label} and ${theirs.label}`);
  return {
    story: candidate.story,
    entity: theirs,
    like: member.ref,
    names: searchNames(theirs).filter((name) => names.has(name)),
    sameWikidata: mine.wikidata !== undefined && mine.wikidata === theirs.wikidata,
    sharedNeighbours: [...new Set(neighbourNames(candidate).filter((name) => neighbours.has(name)))],
    against,
    judged: judgements.find((judged) => judged.a === a && judged.b === b)?.verdict ?? null,
  };
}

function neighbourNames({ entity, relations }: Member): string[] {
  return relations.flatMap(({ subject, object }) =>
    [subject, object]
      .filter(({ id, label }) => id !== entity.id && label !== "Article")
      .map(({ name }) => foldName(name)),
  );
}

/** Entities of other stories that share a name or a Wikidata id with a member. */
async function candidates({ store, stories, members }: ProposalsInput): Promise<{ story: string; entity: Entity }[]> {
  const inside = new Set(members.map(({ story }) => story.id));
  const others = [...stories.keys()].filter((id) => !inside.has(id));
  if (others.length === 0) return [];
  const names = [...new Set(members.flatMap(({ entity }) => searchNames(entity)))];
  const query = names
    .map((name) => name.replaceAll(/[^\p{L}\p{N} ]/gu, "").trim())
    .filter((name) => name !== "")
    .map((name) => `"${name}"`)
    .join(" OR ");
  const wikidata = members.flatMap(({ entity }) => (entity.wikidata === undefined ? [] : [entity.wikidata]));
  const rows = [
    ...(query === "" ? [] : await store.read("read/search", { query, stories: others, limit: CANDIDATES })),
    ...(wikidata.length === 0 ? [] : await store.read("read/same-wikidata", { stories: others, wikidata })),
  ];
  const found = new Map(
    rows.map(({ label, properties }) => {
      const entity = entityFrom(label, properties);
      const story = String(properties["story"]);
      return [entityRef(story, entity.id), { story, entity }];
    }),
  );
  return [...found.values()];
}
