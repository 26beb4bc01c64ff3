import { CERTAINTIES, weakest, type Certainty } from "./certainty.ts";
import { contradictedRelations } from "./disagreements.ts";
import { groupBy } from "./group-by.ts";
import type { Relation } from "./relation.ts";

/** One claim, or a chain of claims folded into one, in words. It is the ordered list of its relations. */
export interface Sentence {
  readonly text: string;
  /** Which way it is told. */
  readonly from: string;
  readonly to: string;
  readonly relations: readonly string[];
  /** Of its weakest leg. */
  readonly certainty: Certainty;
  readonly negative: boolean;
  /** Who says all of it; null when it is put together and nobody says the whole. */
  readonly speaker: string | null;
  /** What a picture writes on the line. */
  readonly words: string;
  /** Both ends do the same: no arrow leads from one to the other. */
  readonly mutual?: true;
}

/** Sentences that say the same of the same two marks, the same way round. What says something else is another line. */
export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly sentences: readonly Sentence[];
  /** Some of it says the opposite of another, or names another doer. */
  readonly contradicted: boolean;
  /** How far it bends aside for the other lines of its pair: 0 is straight, +1 one line's room to the left of its way. */
  readonly lane: number;
}

/** Sentences as lines: those that say the same of the same marks share one, and the lines of a pair run side by side. */
export function linesOf(sentences: readonly Sentence[], relations: readonly Relation[]): Line[] {
  const denied = contradictedRelations(relations);
  const isDenied = (sentence: Sentence): boolean => sentence.relations.some((leg) => denied.has(leg));
  return [...groupBy(sentences, pairOf)].flatMap(([pair, between]) => {
    const lines = [...groupBy(between, claimOf).values()].toSorted((one, other) => doubt(one) - doubt(other));
    const named = new Set<string>();
    return lines.map((on, at): Line => {
      const [{ from, to, relations: legs }] = on as [Sentence];
      // Two lines of a pair may begin with the same leg: who killed some and wounded others.
      const name = legs.find((leg) => !named.has(leg)) ?? legs.join("~");
      if (at > 0) named.add(name);
      return {
        id: at === 0 ? pair : `${pair}~${name}`,
        from,
        to,
        sentences: on,
        contradicted: on.some(isDenied),
        lane: from <= to ? laneOf(at, lines.length) : 0 - laneOf(at, lines.length),
      };
    });
  });
}

/** A line is as sure as the weakest leg of its sentences. */
export function certaintyOf({ sentences }: Pick<Line, "sentences">): Certainty {
  return weakest(sentences.map(({ certainty }) => certainty));
}

/** The same for both directions; an id may hold any sign, so that what joins two is escaped in them. */
function pairOf({ from, to }: Sentence): string {
  return [from, to].toSorted().map(escaped).join("~");
}

function escaped(id: string): string {
  return id.replaceAll("%", "%25").replaceAll("~", "%7E");
}

/** What a sentence says, whoever says it and however sure: planned and feared are not what happened, nor is a denial. */
function claimOf({ from, to, words, negative, certainty, speaker, mutual }: Sentence): string {
  const ends = mutual ? [from, to].toSorted() : [from, to];
  return JSON.stringify([ends, words, negative, unrealizedAs(certainty), speaker === null]);
}

/** As what something that has not happened is told; null where it has. */
export function unrealizedAs(certainty: Certainty): "planned" | "hypothetical" | null {
  return certainty === "planned" || certainty === "hypothetical" ? certainty : null;
}

/** The surest comes first, denials last: the first line of a pair has the pair's own id. */
function doubt(on: readonly Sentence[]): number {
  const negative = on.every((sentence) => sentence.negative);
  return CERTAINTIES.indexOf(certaintyOf({ sentences: on })) + (negative ? CERTAINTIES.length : 0);
}

/** 0, 1, −1, 2, −2 … for an odd number of lines; ½, −½, 1½ … for an even one. */
function laneOf(at: number, of: number): number {
  const side = at % 2 === 0 ? -1 : 1;
  if (of % 2 === 1) return at === 0 ? 0 : Math.ceil(at / 2) * side;
  return (Math.floor(at / 2) + 0.5) * -side;
}
