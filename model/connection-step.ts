import { CERTAINTIES, weakest, type Certainty } from "./certainty.ts";
import type { ConnectionGraph } from "./connection-graph.ts";
import { unrealizedAs, type Sentence } from "./lines.ts";
import type { StoryIndex } from "./story-index.ts";

/** A claim about the two ends of a step, in one wording. */
export interface StepClaim {
  readonly text: string;
  /** The highest certainty of its sentences. */
  readonly certainty: Certainty;
  readonly negative: boolean;
  /** Whether it is only speech: one says something about the other. */
  readonly isTalk: boolean;
  /** The sources that say all of it, each once; null for a combination of several sources. */
  readonly speakers: readonly (string | null)[];
  /** Its legs, each once. */
  readonly relations: readonly string[];
}

/** Two marks that sentences connect, with those sentences. */
export interface Step {
  readonly from: string;
  readonly to: string;
  /** The best supported first. */
  readonly claims: readonly StepClaim[];
  /** Sentences that deny it. */
  readonly denials: readonly StepClaim[];
  /** Independent sources: each of them alone supports it. */
  readonly sources: number;
  /** Sources that it needs: it fails without any one of them. */
  readonly needs: readonly string[];
  /** All sources that support it. */
  readonly heard: readonly string[];
  /** That of the best claim. */
  readonly certainty: Certainty;
}

/** Types of the legs of a statement. */
const TALK = new Set(["MADE", "ADDRESSED_TO", "ABOUT"]);

export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** Whether an accepted source says that two marks are connected. */
export function isStep(
  connections: ConnectionGraph,
  sentences: readonly Sentence[],
  without: ReadonlySet<string>,
): boolean {
  return sentences.some((sentence) => !sentence.negative && isBelieved(sentence, connections, without));
}

/** The sentences of accepted sources that connect two marks. */
export function saidOf(
  connections: ConnectionGraph,
  sentences: readonly Sentence[],
  without: ReadonlySet<string>,
): readonly Sentence[] {
  return sentences.filter((sentence) => !sentence.negative && isBelieved(sentence, connections, without));
}

function isBelieved(
  { relations }: Sentence,
  { index, sourceOf }: ConnectionGraph,
  without: ReadonlySet<string>,
): boolean {
  if (without.size === 0) return true;
  return relations.every((id) => {
    const relation = index.relations.get(id);
    return relation !== undefined && !without.has(relation.source) && !without.has(sourceOf(relation));
  });
}

/** Evaluates the sentences between two marks; null where none of them connects the two. */
export function stepOf(
  connections: ConnectionGraph,
  { from, to }: Ends,
  sentences: readonly Sentence[],
  without: ReadonlySet<string>,
): Step | null {
  const { index, sourceOf } = connections;
  const sourcesOf = ({ relations }: Sentence): Set<string> =>
    new Set(relations.flatMap((id) => index.relations.get(id) ?? []).map(sourceOf));
  const said = saidOf(connections, sentences, without);
  if (said.length === 0) return null;
  const happened = said.filter(({ certainty }) => unrealizedAs(certainty) === null);
  // A plan does not support that something has happened.
  const bearing = (happened.length > 0 ? happened : said)
    .map(sourcesOf)
    .toSorted((one, other) => one.size - other.size);
  const claims = claimsOf(said, index);
  return {
    from,
    to,
    claims,
    denials: claimsOf(
      sentences.filter((sentence) => sentence.negative && isBelieved(sentence, connections, without)),
      index,
    ),
    sources: countDisjoint(bearing),
    needs: bearing.reduce<string[]>(
      (common, sources) => common.filter((source) => sources.has(source)),
      [...(bearing[0] ?? [])],
    ),
    heard: [...new Set(bearing.flatMap((sources) => [...sources]))],
    certainty: claims[0]?.certainty ?? "ambiguous",
  };
}

/** The denials of a connection between two marks, where nobody asserts it. */
export function denialsOf({ index }: ConnectionGraph, sentences: readonly Sentence[]): readonly StepClaim[] {
  return claimsOf(
    sentences.filter(({ negative }) => negative),
    index,
  );
}

/** Sorts claims: what has happened before what may happen, deeds before speech, then by certainty and support. */
function claimsOf(sentences: readonly Sentence[], { relations: known }: StoryIndex): StepClaim[] {
  const byText = new Map<string, Sentence[]>();
  for (const sentence of sentences) byText.set(sentence.text, [...(byText.get(sentence.text) ?? []), sentence]);
  return [...byText]
    .map(([text, same]): StepClaim => {
      const certainty = surest(same.map((sentence) => sentence.certainty));
      return {
        text,
        certainty,
        negative: same.every(({ negative }) => negative),
        isTalk: same.every(({ relations }) => relations.some((id) => TALK.has(known.get(id)?.type ?? ""))),
        speakers: [...new Set(same.map(({ speaker }) => speaker))],
        relations: [...new Set(same.flatMap(({ relations }) => relations))],
      };
    })
    .toSorted(
      (one, other) =>
        Number(isUnrealized(one)) - Number(isUnrealized(other)) ||
        Number(one.isTalk) - Number(other.isTalk) ||
        doubtOf(one.certainty) - doubtOf(other.certainty) ||
        Number(isPutTogether(one)) - Number(isPutTogether(other)) ||
        other.speakers.length - one.speakers.length ||
        other.relations.length - one.relations.length ||
        (one.text < other.text ? -1 : 1),
    );
}

function isUnrealized({ certainty }: StepClaim): boolean {
  return unrealizedAs(certainty) !== null;
}

function isPutTogether({ speakers }: StepClaim): boolean {
  return speakers.every((speaker) => speaker === null);
}

/** The rank of a certainty; what has not happened ranks below everything that has. */
export function doubtOf(certainty: Certainty): number {
  return CERTAINTIES.indexOf(certainty) + (unrealizedAs(certainty) === null ? 0 : CERTAINTIES.length);
}

function surest(certainties: readonly Certainty[]): Certainty {
  return certainties.reduce((best, next) => (doubtOf(next) < doubtOf(best) ? next : best), weakest(certainties));
}

/** Counts disjoint sets greedily, smallest first: so many sources would have to be wrong. */
function countDisjoint(sets: readonly ReadonlySet<string>[]): number {
  const taken = new Set<string>();
  let count = 0;
  for (const set of sets) {
    if ([...set].some((item) => taken.has(item))) continue;
    count += 1;
    for (const item of set) taken.add(item);
  }
  return count;
}
