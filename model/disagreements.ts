import { isStanding, type Relation } from "./relation.ts";

/** Types by which an event has one doer, or several that everybody names alike. */
const DOING = new Set(["CARRIED_OUT", "ORDERED"]);
const CLAIMS = new Set(["fact", "claimed", "inferred"]);

/**
 * What claims say against one another. `denied`: the same is said to be so and not to be so. `doer`: voices name different
 * doers of one event. `number`: the same is told with numbers that cannot both be right.
 */
export interface Disagreement {
  readonly kind: "denied" | "doer" | "number";
  /** At least two; each is of relations that say the same, the side of most relations first. */
  readonly sides: readonly (readonly Relation[])[];
}

/** What is planned, feared or unclear disagrees with nothing. */
export function disagreements(relations: readonly Relation[]): Disagreement[] {
  const claims = relations.filter((relation) => CLAIMS.has(relation.certainty) && isStanding(relation));
  return [...denials(claims), ...rivals(claims), ...otherNumbers(claims)];
}

/** Relations that another one denies, or contradicts in its doer or number. */
export function contradictedRelations(relations: readonly Relation[]): Set<string> {
  return new Set(disagreements(relations).flatMap(({ sides }) => sides.flat().map(({ id }) => id)));
}

function denials(relations: readonly Relation[]): Disagreement[] {
  return disagreeing("denied", groups(relations, claimOf), ({ polarity }) => polarity);
}

/** What is claimed, whoever claims it: silence about one aspect denies nothing of another. */
function claimOf({ subject, type, object, qualifiers }: Relation): string {
  return JSON.stringify([subject, type, object, qualifiers["role"] ?? null, qualifiers["aspect"] ?? null]);
}

function rivals(relations: readonly Relation[]): Disagreement[] {
  const doing = relations.filter(({ type, polarity }) => DOING.has(type) && polarity === "positive");
  return [...groups(doing, ({ type, object }) => JSON.stringify([type, object])).values()].flatMap((ofOneEvent) => {
    const voices = [...groups(ofOneEvent, ({ source }) => source).values()].map(
      (said) => new Set(said.map(({ subject }) => subject)),
    );
    // Two voices that share a doer differ in detail only.
    const disagree = voices.some((one) => voices.some((other) => ![...one].some((doer) => other.has(doer))));
    return disagree ? [{ kind: "doer" as const, sides: sidesOf(ofOneEvent, ({ subject }) => subject) }] : [];
  });
}

/** Of the same day, or of none: a toll that rises contradicts nothing. */
function otherNumbers(relations: readonly Relation[]): Disagreement[] {
  const numbered = relations.filter((relation) => relation.polarity === "positive" && numberOf(relation) !== null);
  const same = groups(numbered, (relation) => JSON.stringify([claimOf(relation), relation.startDate ?? null]));
  return disagreeing("number", same, (relation) => numberOf(relation) ?? "");
}

/** A number that is told exactly; null of one that is told as about so many. */
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
  return [...groups(relations, sideOf).values()].toSorted((one, other) => other.length - one.length);
}

function groups(relations: readonly Relation[], keyOf: (relation: Relation) => string): Map<string, Relation[]> {
  const found = new Map<string, Relation[]>();
  for (const relation of relations) {
    const key = keyOf(relation);
    const same = found.get(key);
    if (same === undefined) found.set(key, [relation]);
    else same.push(relation);
  }
  return found;
}
