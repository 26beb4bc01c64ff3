import { CERTAINTIES, weakest, type Certainty } from "./certainty.ts";
import { contradictedRelations } from "./disagreements.ts";
import { groupBy } from "./group-by.ts";
import type { Relation } from "./relation.ts";

/** A claim in words, or a chain of claims folded into one: the ordered list of its relations. */
export interface Sentence {
  readonly text: string;
  /** The direction in which it reads. */
  readonly from: string;
  readonly to: string;
  readonly relations: readonly string[];
  /** The lowest certainty of its legs. */
  readonly certainty: Certainty;
  readonly negative: boolean;
  /** The source that says all of it; null when it combines several. */
  readonly speaker: string | null;
  /** The words on the line in a picture. */
  readonly words: string;
  /** Both ends do the same, so that there is no arrow. */
  readonly mutual?: true;
}

/**
 * Sentences that say the same about the same two marks, in the same direction. A different statement is another line.
 */
export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly sentences: readonly Sentence[];
  /** Some of it contradicts another sentence, or names another actor. */
  readonly contradicted: boolean;
  /** How far it bends aside for the other lines of its pair: 0 is straight, +1 is the width of one lane to its left. */
  readonly lane: number;
}

/**
 * Groups sentences into lines: those that say the same about the same marks share one, and the lines of a pair run in
 * parallel.
 */
export function linesOf(sentences: readonly Sentence[], relations: readonly Relation[]): Line[] {
  const denied = contradictedRelations(relations);
  const isDenied = (sentence: Sentence): boolean => sentence.relations.some((leg) => denied.has(leg));
  return [...groupBy(sentences, pairOf)].flatMap(([pair, between]) => {
    const lines = [...groupBy(between, claimOf).values()].toSorted((one, other) => doubt(one) - doubt(other));
    const named = new Set<string>();
    return lines.map((on, at): Line => {
      const [{ from, to, relations: legs }] = on as [Sentence];
      // Two lines of a pair may start with the same leg, for example killing some and wounding others.
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

/** The lowest certainty of its sentences. */
export function certaintyOf({ sentences }: Pick<Line, "sentences">): Certainty {
  return weakest(sentences.map(({ certainty }) => certainty));
}

/** A key that is equal for both directions. An id may contain any character, so the separator is escaped in it. */
function pairOf({ from, to }: Sentence): string {
  return [from, to].toSorted().map(escaped).join("~");
}

function escaped(id: string): string {
  return id.replaceAll("%", "%25").replaceAll("~", "%7E");
}

/**
 * The statement of a sentence without its source and certainty. What is planned or feared differs from what happened,
 * and so does a denial.
 */
function claimOf({ from, to, words, negative, certainty, speaker, mutual }: Sentence): string {
  const ends = mutual ? [from, to].toSorted() : [from, to];
  return JSON.stringify([ends, words, negative, unrealizedAs(certainty), speaker === null]);
}

/** How something that has not happened is worded; null where it has happened. */
export function unrealizedAs(certainty: Certainty): "planned" | "hypothetical" | null {
  return certainty === "planned" || certainty === "hypothetical" ? certainty : null;
}

/** Sorts the most certain first and denials last: the first line of a pair gets the id of the pair. */
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
