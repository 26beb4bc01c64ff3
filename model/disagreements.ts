import { groupBy } from "./group-by.ts";
import { isStanding, type Relation } from "./relation.ts";

/** Types with which an event has one actor, or several that every source names alike. */
const DOING = new Set(["CARRIED_OUT", "ORDERED"]);
const CLAIMS = new Set(["fact", "claimed", "inferred"]);

/**
 * Claims that contradict one another. `denied`: the same is asserted and denied. `doer`: sources name different actors
 * of one event. `number`: the same is reported with numbers that cannot both be right.
 */
export interface Disagreement {
  readonly kind: "denied" | "doer" | "number";
  /** At least two sides, each with relations that agree; the side with most relations first. */
  readonly sides: readonly (readonly Relation[])[];
}

/** Only facts, claims and inferences can disagree, not what is planned, feared or unclear. */
export function disagreements(relations: readonly Relation[]): Disagreement[] {
  const claims = relations.filter((relation) => CLAIMS.has(relation.certainty) && isStanding(relation));
  return [...denials(claims), ...rivals(claims), ...otherNumbers(claims)];
}

/** Relations that another one denies, or contradicts in its doer or number. */
export function contradictedRelations(relations: readonly Relation[]): Set<string> {
  return new Set(disagreements(relations).flatMap(({ sides }) => sides.flat().map(({ id }) => id)));
}

function denials(relations: readonly Relation[]): Disagreement[] {
  return disagreeing("denied", groupBy(relations, claimOf), ({ polarity }) => polarity);
}

/** The content of a claim without its source. Different aspects do not contradict each other. */
function claimOf({ subject, type, object, qualifiers }: Relation): string {
  return JSON.stringify([subject, type, object, qualifiers["role"] ?? null, qualifiers["aspect"] ?? null]);
}

function rivals(relations: readonly Relation[]): Disagreement[] {
  const doing = relations.filter(({ type, polarity }) => DOING.has(type) && polarity === "positive");
  return [...groupBy(doing, ({ type, object }) => JSON.stringify([type, object])).values()].flatMap((ofOneEvent) => {
    const voices = [...groupBy(ofOneEvent, ({ source }) => source).values()].map(
      (said) => new Set(said.map(({ subject }) => subject)),
    );
    // Two sources that share an actor differ in detail only.
    const disagree = voices.some((one) => voices.some((other) => ![...one].some((doer) => other.has(doer))));
    return disagree ? [{ kind: "doer" as const, sides: sidesOf(ofOneEvent, ({ subject }) => subject) }] : [];
  });
}

/** Compares numbers of the same day, or without a day: a rising toll is no contradiction. */
function otherNumbers(relations: readonly Relation[]): Disagreement[] {
  const numbered = relations.filter((relation) => relation.polarity === "positive" && numberOf(relation) !== null);
  const same = groupBy(numbered, (relation) => JSON.stringify([claimOf(relation), relation.startDate ?? null]));
  return disagreeing("number", same, (relation) => numberOf(relation) ?? "");
}

/** An exact number; null for an approximate one. */
function numberOf({ qualifiers }: Relation): string | null {
  const { approx, count, quantityMin, quantityMax, amount, currency } = qualifiers;
  if (approx === true) return null;
  if (count !== undefined) return JSON.stringify(count);
  if (amount !== undefined) return JSON.stringify([amount, currency ?? null]);
  const isExact = quantityMin !== undefined && JSON.stringify(quantityMin) === JSON.stringify(quantityMax);
  return isExact ? JSON.stringify(quantityMin) : null;
}

function disagreeing(
  kind: Disagreement["kind"],
  same: ReadonlyMap<string, readonly Relation[]>,
  sideOf: (relation: Relation) => string,
): Disagreement[] {
  return [...same.values()]
    .filter((relations) => relations.length > 1)
    .map((relations) => ({ kind, sides: sidesOf(relations, sideOf) }))
    .filter(({ sides }) => sides.length > 1);
}

function sidesOf(relations: readonly Relation[], sideOf: (relation: Relation) => string): Relation[][] {
  return [...groupBy(relations, sideOf).values()].toSorted((one, other) => other.length - one.length);
}
