import type { Judgement } from "../../contract/who.ts";
import { clustersOf, entityRef, orderedPair, partsOfRef, type EntityRef } from "../../model/clusters.ts";
import type { Eraser } from "../../model/eraser.ts";
import type { Row } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import type { ComparedWith } from "./checking-protocol.ts";
import { storedProperties } from "./rows.ts";

export interface JudgementErasure {
  readonly story: string;
  readonly eraser: Eraser;
  readonly gone: ReadonlySet<string>;
  /** New ids of entities, by old id. */
  readonly ids: ReadonlyMap<string, string>;
  /** Whether nothing of the story remains. */
  readonly isUnloaded: boolean;
}

export interface ErasedJudgements {
  readonly judgements: readonly Judgement[];
  readonly steps: readonly WriteStep[];
  /** The number of judgements that contain what is erased. */
  readonly count: number;
}

/** The judgements about a story's entities, without erased entities and with new ids. */
export function erasedJudgements(
  {
    judgements: before,
    judgementChanges,
    formerClusters,
  }: Pick<ComparedWith, "judgements" | "judgementChanges" | "formerClusters">,
  erasure: JudgementErasure,
): ErasedJudgements {
  const pairs = before.map((judged) => ({ judged, now: erasedJudgement(judged, erasure) }));
  const changed = pairs.filter(({ judged, now }) => now !== judged);
  const judgements = pairs.flatMap(({ now }) => now ?? []);
  return {
    judgements,
    count: changed.length,
    steps: [
      ...changed.map(({ judged: { a, b } }): WriteStep => ({ name: "write/remove-judgement", parameters: { a, b } })),
      ...changed.flatMap(({ now }): WriteStep[] =>
        now === null
          ? []
          : [
              {
                name: "write/set-judgement",
                parameters: { a: now.a, b: now.b, properties: storedProperties({ ...now }) },
              },
            ],
      ),
      ...canonicalSteps(before, judgements, erasure),
      ...formerSteps(formerClusters, erasure),
      ...ledgerSteps(judgementChanges, erasure),
    ],
  };
}

/** Stories with entities in a cluster of this story. */
export function joinedStories(judgements: readonly Judgement[], story: string): string[] {
  const clusters = clustersOf(judgements);
  const refs = judgements.flatMap(({ a, b }) => [a, b]).filter((ref) => partsOfRef(ref)?.story === story);
  const members = refs.flatMap((ref) => clusters.membersOf(ref));
  return [...new Set(members.flatMap((ref) => partsOfRef(ref)?.story ?? []))].filter((other) => other !== story);
}

/** The same object where nothing is erased; null where it is removed. */
function erasedJudgement(judged: Judgement, erasure: JudgementErasure): Judgement | null {
  if (![judged.a, judged.b].some((ref) => isOf(ref, erasure))) return judged;
  const [a, b] = [erasedRef(judged.a, erasure), erasedRef(judged.b, erasure)];
  if (a === null || b === null) return null;
  const erased = (words: string | null) => (words === null ? null : erasure.eraser.erased(words));
  const [who, reason] = [erased(judged.who), erased(judged.reason)];
  const isSame = a === judged.a && b === judged.b && who === judged.who && reason === judged.reason;
  if (isSame) return judged;
  const [first, second] = orderedPair(a, b);
  return { ...judged, a: first, b: second, who, reason };
}

function isOf(ref: EntityRef, { story }: JudgementErasure): boolean {
  return partsOfRef(ref)?.story === story;
}

/** null: the reference is removed. */
function erasedRef(ref: EntityRef, { story, gone, ids, eraser, isUnloaded }: JudgementErasure): EntityRef | null {
  const parts = partsOfRef(ref);
  if (parts?.story !== story) return ref;
  const now = ids.get(parts.id);
  if (now !== undefined) return entityRef(story, now);
  return isUnloaded || gone.has(parts.id) || eraser.holdsId(parts.id) ? null : ref;
}

/** Updates the cluster ids of entities in other stories. */
function canonicalSteps(
  before: readonly Judgement[],
  after: readonly Judgement[],
  { story }: JudgementErasure,
): WriteStep[] {
  const [was, is] = [clustersOf(before), clustersOf(after)];
  const refs = new Set(before.flatMap(({ a, b }) => [a, b]));
  const rows = [...refs].flatMap((ref) => {
    const parts = partsOfRef(ref);
    const canonical = is.canonicalOf(ref);
    return parts === null || parts.story === story || canonical === was.canonicalOf(ref)
      ? []
      : [{ ...parts, canonical }];
  });
  return rows.length === 0 ? [] : [{ name: "write/set-canonical", parameters: { rows } }];
}

/** The ledger of judgements without what is erased. */
function ledgerSteps(changes: ComparedWith["judgementChanges"], erasure: JudgementErasure): WriteStep[] {
  const erased = (json: unknown) => {
    if (typeof json !== "string") return json;
    const judged = JSON.parse(json) as Judgement;
    const now = erasedJudgement(judged, erasure);
    return now === judged ? json : now === null ? null : JSON.stringify(now);
  };
  const rows = changes.flatMap(({ properties }) => {
    const { before, after, who } = properties;
    const now = { before: erased(before), after: erased(after) };
    if (now.before === before && now.after === after) return [];
    const own = typeof who === "string" ? erasure.eraser.erased(who) : who;
    return [
      { number: Number(properties["number"]), properties: storedProperties({ ...properties, who: own, ...now }) },
    ];
  });
  return rows.length === 0 ? [] : [{ name: "write/set-judgement-changes", parameters: { rows } }];
}

function formerSteps(formers: readonly Row<"read/former-clusters">[], erasure: JudgementErasure): WriteStep[] {
  const changed = formers.flatMap(({ id, members }) => {
    const [now, left] = [erasedRef(id, erasure), members.flatMap((ref) => erasedRef(ref, erasure) ?? [])];
    const isSame = now === id && left.length === members.length && left.every((ref, at) => ref === members[at]);
    return isSame ? [] : [{ id, now, left }];
  });
  if (changed.length === 0) return [];
  const rows = changed.flatMap(({ now, left }) =>
    now === null || left.length < 2 ? [] : [{ id: now, members: left }],
  );
  return [
    { name: "write/remove-former-clusters", parameters: { rows: changed.map(({ id }) => ({ id })) } },
    ...(rows.length === 0 ? [] : [{ name: "write/set-former-clusters", parameters: { rows } } as const]),
  ];
}
