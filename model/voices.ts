import type { ClaimRow } from "./claim-table.ts";
import { disagreements, type Disagreement } from "./disagreements.ts";
import { groupBy } from "./group-by.ts";
import { unrealizedAs } from "./lines.ts";
import type { Relation } from "./relation.ts";

/** A claim that rests on a voice, and what the other voices of the story say about the same. */
export interface VoiceClaim {
  readonly row: ClaimRow;
  /** Ids of voices that say the same. A claim that is put together also from this voice is no second one. */
  readonly others: readonly string[];
  /** Ids of voices that say otherwise. */
  readonly against: readonly string[];
}

/** What rests on one voice. Every claim is in one of the three lists. */
export interface VoiceClaims {
  /** Claims that fall with this voice. */
  readonly alone: readonly VoiceClaim[];
  /** Claims that others say, too. */
  readonly shared: readonly VoiceClaim[];
  /** Claims that others contradict, whoever else says them. */
  readonly contradicted: readonly VoiceClaim[];
}

/** What two voices say beside one another. */
export interface VoiceComparison {
  /** Claims that each of them says: one row of each. */
  readonly agreed: readonly (readonly [ClaimRow, ClaimRow])[];
  /** Where one says otherwise than the other, with the sides that they take. */
  readonly contradicted: readonly Disagreement[];
  /** Claims that are put together from both. */
  readonly together: readonly ClaimRow[];
  /** What the one says and the other is silent about. */
  readonly onlyFirst: readonly ClaimRow[];
  readonly onlySecond: readonly ClaimRow[];
}

/** What the voices of a story say: of one of them, and of two beside one another. */
export interface Voices {
  claimsOf(voice: string): VoiceClaims;
  compare(first: string, second: string): VoiceComparison;
}

/**
 * Rows that say the same of the same two share their line; rows without a line say the same where their words, their
 * ends, their polarity and whether it has happened agree.
 *
 * @param rows Every claim of the story, as `claimRows` has them.
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

/** For each relation the voices on the other sides of its disagreements. */
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
