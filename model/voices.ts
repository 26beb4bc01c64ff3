import type { ClaimRow } from "./claim-table.ts";
import { disagreements, type Disagreement } from "./disagreements.ts";
import { groupBy } from "./group-by.ts";
import { unrealizedAs } from "./lines.ts";
import type { Relation } from "./relation.ts";

/** A claim that rests on a voice, compared with what the other voices of the story say. */
export interface VoiceClaim {
  readonly row: ClaimRow;
  /**
   * Ids of voices that say the same independently: a claim derived from sentences of several voices, this one among
   * them, does not count.
   */
  readonly others: readonly string[];
  /** Ids of voices that contradict it. */
  readonly against: readonly string[];
}

/** The claims of one voice. Every claim is in exactly one of the three lists. */
export interface VoiceClaims {
  /** Claims that fall when this voice is disabled: no other voice makes them independently. */
  readonly alone: readonly VoiceClaim[];
  /** Claims that other voices make too, and none contradicts. */
  readonly shared: readonly VoiceClaim[];
  /** Claims that other voices contradict, whether or not others make them too. */
  readonly contradicted: readonly VoiceClaim[];
}

/** The claims of two voices, compared. */
export interface VoiceComparison {
  /** Claims that both make; a row of each voice. */
  readonly agreed: readonly (readonly [ClaimRow, ClaimRow])[];
  /** Disagreements between the two voices, with the sides that these two take. */
  readonly contradicted: readonly Disagreement[];
  /** Claims that are derived from sentences of both. */
  readonly together: readonly ClaimRow[];
  /** Claims that only the first voice makes. */
  readonly onlyFirst: readonly ClaimRow[];
  readonly onlySecond: readonly ClaimRow[];
}

/** Answers what one voice of a story says, and compares two voices. */
export interface Voices {
  claimsOf(voice: string): VoiceClaims;
  compare(first: string, second: string): VoiceComparison;
}

/**
 * Two rows make the same claim when they are on the same line. Rows without a line make the same claim when words,
 * ends, polarity and whether it has happened are equal.
 *
 * @param rows every claim of the story, from `claimRows`
 */
export function voicesOf(rows: readonly ClaimRow[], relations: readonly Relation[]): Voices {
  const found = disagreements(relations);
  const byClaim = groupBy(rows, claimKey);
  const rowsOf = (voice: string) => rows.filter(({ sources }) => sources.includes(voice));
  const sidesOf = sidesByRelation(found);
  return {
    claimsOf(voice) {
      const claims = rowsOf(voice).map((row): VoiceClaim => {
        const same = byClaim.get(claimKey(row)) ?? [];
        const others = same.filter(({ sources }) => !sources.includes(voice)).flatMap(({ sources }) => sources);
        const opposite = row.relations.flatMap((id) => sidesOf.get(id) ?? []).flat();
        return { row, others: unique(others), against: unique(opposite.filter((source) => source !== voice)) };
      });
      return {
        alone: claims.filter(({ others, against }) => others.length === 0 && against.length === 0),
        shared: claims.filter(({ others, against }) => others.length > 0 && against.length === 0),
        contradicted: claims.filter(({ against }) => against.length > 0),
      };
    },
    compare(first, second) {
      const [ofFirst, ofSecond] = [rowsOf(first), rowsOf(second)];
      const isOf = (voice: string) => (side: readonly Relation[]) => side.some(({ source }) => source === voice);
      const contradicted = found
        .filter(({ sides }) =>
          sides.some((side) => isOf(first)(side) && sides.some((other) => other !== side && isOf(second)(other))),
        )
        .map(({ kind, sides }) => ({ kind, sides: sidesSaidBy(sides, new Set([first, second])) }));
      const disputed = new Set(contradicted.flatMap(({ sides }) => sides.flat().map(({ id }) => id)));
      const left = (row: ClaimRow) => !row.relations.some((id) => disputed.has(id));
      const together = ofFirst.filter((row) => row.sources.includes(second) && left(row));
      const [aloneFirst, aloneSecond] = [ofFirst, ofSecond].map((of) =>
        of.filter((row) => left(row) && !together.includes(row)),
      ) as [ClaimRow[], ClaimRow[]];
      const [saidByFirst, saidBySecond] = [firstOfEach(aloneFirst), firstOfEach(aloneSecond)];
      return {
        agreed: [...saidByFirst].flatMap(([key, row]) => {
          const other = saidBySecond.get(key);
          return other === undefined ? [] : [[row, other] as const];
        }),
        contradicted,
        together,
        onlyFirst: aloneFirst.filter((row) => !saidBySecond.has(claimKey(row))),
        onlySecond: aloneSecond.filter((row) => !saidByFirst.has(claimKey(row))),
      };
    },
  };
}

function claimKey({ line, from, to, says, negative, certainty }: ClaimRow): string {
  return line ?? JSON.stringify([from, to, says, negative, unrealizedAs(certainty)]);
}

/** For each relation in a disagreement: the voices of each side that it is not on. */
function sidesByRelation(found: readonly Disagreement[]): ReadonlyMap<string, readonly string[][]> {
  const opposite = new Map<string, string[][]>();
  for (const { sides } of found)
    for (const side of sides) {
      const others = sides.filter((other) => other !== side).map((other) => other.map(({ source }) => source));
      for (const { id } of side) opposite.set(id, [...(opposite.get(id) ?? []), ...others]);
    }
  return opposite;
}

function sidesSaidBy(sides: Disagreement["sides"], voices: ReadonlySet<string>): Relation[][] {
  return sides.map((side) => side.filter(({ source }) => voices.has(source))).filter((side) => side.length > 0);
}

function firstOfEach(rows: readonly ClaimRow[]): ReadonlyMap<string, ClaimRow> {
  return new Map(rows.toReversed().map((row) => [claimKey(row), row]));
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
