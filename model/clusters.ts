/** A reference to an entity in any story: `story/id`. */
export type EntityRef = string;

export type Verdict = "same" | "different" | "unsure";

/** A judgement about two entities; `a` sorts before `b`. */
export interface JudgedPair {
  readonly a: EntityRef;
  readonly b: EntityRef;
  readonly verdict: Verdict;
}

export function entityRef(story: string, id: string): EntityRef {
  return `${story}/${id}`;
}

/** Splits a reference into story and id; null when it is invalid. A story's id has no slash, an entity's may. */
export function partsOfRef(ref: EntityRef): { readonly story: string; readonly id: string } | null {
  const at = ref.indexOf("/");
  return at < 1 || at === ref.length - 1 ? null : { story: ref.slice(0, at), id: ref.slice(at + 1) };
}

/** Orders the two ends of a judgement, so that a pair is judged once. */
export function orderedPair(one: EntityRef, other: EntityRef): readonly [EntityRef, EntityRef] {
  return one < other ? [one, other] : [other, one];
}

/** The clusters of entities, derived from the "same" judgements only. */
export interface Clusters {
  /** The id of the cluster: its first member in text order; the entity itself when it is in no cluster. */
  canonicalOf(ref: EntityRef): EntityRef;
  /** All members, in text order. */
  membersOf(ref: EntityRef): readonly EntityRef[];
}

export function clustersOf(judgements: readonly JudgedPair[]): Clusters {
  const joined = new Map<EntityRef, Set<EntityRef>>();
  const join = (from: EntityRef, to: EntityRef) => joined.set(from, (joined.get(from) ?? new Set()).add(to));
  for (const { a, b, verdict } of judgements) {
    if (verdict !== "same") continue;
    join(a, b);
    join(b, a);
  }
  const members = new Map<EntityRef, readonly EntityRef[]>();
  for (const start of joined.keys()) {
    if (members.has(start)) continue;
    const found = new Set([start]);
    for (const ref of found) for (const next of joined.get(ref) ?? []) found.add(next);
    const sorted = [...found].toSorted();
    for (const ref of sorted) members.set(ref, sorted);
  }
  const membersOf = (ref: EntityRef) => members.get(ref) ?? [ref];
  return { membersOf, canonicalOf: (ref) => membersOf(ref)[0] ?? ref };
}

/** Why a judgement is impossible: another judgement says the opposite about the two clusters. */
export type Conflict =
  | { readonly kind: "different"; readonly judgement: JudgedPair }
  | { readonly kind: "same"; readonly chain: readonly JudgedPair[] };

/**
 * Finds the conflict of a new judgement. "Same" would join two clusters: no member of one may be judged different from
 * a member of the other. "Different" about two entities in one cluster contradicts the judgements that join them.
 */
export function conflictWith(judgements: readonly JudgedPair[], { a, b, verdict }: JudgedPair): Conflict | null {
  const others = judgements.filter((judged) => judged.a !== a || judged.b !== b);
  const clusters = clustersOf(others);
  if (verdict === "same") {
    const [left, right] = [new Set(clusters.membersOf(a)), new Set(clusters.membersOf(b))];
    const judgement = others.find(
      (judged) =>
        judged.verdict === "different" &&
        ((left.has(judged.a) && right.has(judged.b)) || (left.has(judged.b) && right.has(judged.a))),
    );
    return judgement === undefined ? null : { kind: "different", judgement };
  }
  if (verdict === "unsure" || clusters.canonicalOf(a) !== clusters.canonicalOf(b)) return null;
  const within = new Set(clusters.membersOf(a));
  return { kind: "same", chain: others.filter((judged) => judged.verdict === "same" && within.has(judged.a)) };
}
