import { isStanding, type Relation } from "./relation.ts";

/** Types by which an event has one doer, or several that everybody names alike. */
const DOING = new Set(["CARRIED_OUT", "ORDERED"]);
const CLAIMS = new Set(["fact", "claimed", "inferred"]);

/**
 * Relations that another one denies: the same claim once said to be so and once not, or two voices that name different
 * doers of one event. What is planned, feared or unclear contradicts nothing.
 */
export function contradictedRelations(relations: readonly Relation[]): Set<string> {
  const claims = relations.filter((relation) => CLAIMS.has(relation.certainty) && isStanding(relation));
  return new Set([...denials(claims), ...rivals(claims)]);
}

function denials(relations: readonly Relation[]): string[] {
  return [...groups(relations, claimOf).values()]
    .filter((same) => new Set(same.map(({ polarity }) => polarity)).size > 1)
    .flatMap((same) => same.map(({ id }) => id));
}

/** What is claimed, whoever claims it: silence about one aspect denies nothing of another. */
function claimOf({ subject, type, object, qualifiers }: Relation): string {
  return JSON.stringify([subject, type, object, qualifiers["role"] ?? null, qualifiers["aspect"] ?? null]);
}

function rivals(relations: readonly Relation[]): string[] {
  const doing = relations.filter(({ type, polarity }) => DOING.has(type) && polarity === "positive");
  return [...groups(doing, ({ type, object }) => JSON.stringify([type, object])).values()].flatMap((ofOneEvent) => {
    const voices = [...groups(ofOneEvent, ({ source }) => source).values()].map(
      (said) => new Set(said.map(({ subject }) => subject)),
    );
    // Two voices that share a doer differ in detail only.
    const disagree = voices.some((one) => voices.some((other) => ![...one].some((doer) => other.has(doer))));
    return disagree ? ofOneEvent.map(({ id }) => id) : [];
  });
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
