/** An entity over all stories: `story/id`. */
export type EntityRef = string;

export type Verdict = "same" | "different" | "unsure";

/** What somebody decided of two entities; `a` comes before `b`. */
export interface JudgedPair {
  readonly a: EntityRef;
  readonly b: EntityRef;
  readonly verdict: Verdict;
}

export function entityRef(story: string, id: string): EntityRef {
  return `${story}/${id}`;
}

/** Story and id of a reference; null when it is none. A story's id has no slash, an entity's may. */
export function partsOfRef(ref: EntityRef): { readonly story: string; readonly id: string } | null {
  const at = ref.indexOf("/");
  return at < 1 || at === ref.length - 1 ? null : { story: ref.slice(0, at), id: ref.slice(at + 1) };
}

/** The two ends of a judgement in their order, so that a pair is judged once. */
export function orderedPair(one: EntityRef, other: EntityRef): readonly [EntityRef, EntityRef] {
  return one < other ? [one, other] : [other, one];
}

/** Who is the same as whom, by the "same" judgements alone. */
export interface Clusters {
  /** The id of the cluster: its first member in the order of texts; the entity itself when nobody joined it. */
  canonicalOf(ref: EntityRef): EntityRef;
  /** All members, in the order of texts. */
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

/** Why two entities cannot be judged so: another judgement says the opposite of two of their clusters. */
export type Conflict =
  | { readonly kind: "different"; readonly judgement: JudgedPair }
  | { readonly kind: "same"; readonly chain: readonly JudgedPair[] };

/**
 * What stands against a new judgement. "Same" would join two clusters: no member of one may be judged different from a
 * member of the other. "Different" of two that others have joined is against the judgements that join them.
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
