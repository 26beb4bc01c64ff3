import { Failure } from "../../contract/errors.ts";
import { Judgement, type JudgementChange, type JudgementRequest } from "../../contract/who.ts";
import type { Properties } from "../store/catalogue.ts";
import { clustersOf, conflictWith, orderedPair, partsOfRef, type EntityRef } from "../../model/clusters.ts";
import { formerClusterSteps } from "./former-clusters.ts";
import { storedProperties } from "./rows.ts";
import type { Store, WriteStep } from "../store/store.ts";
import { lockStories, type StoryLock } from "./story-lock.ts";

/**
 * Judgements about entities of different stories. They are stored outside of the stories and survive their unloading.
 */
export interface JudgementService {
  list(): Promise<{ judgements: Judgement[] }>;
  /** @throws Failure entity/not-found, judgement/conflict, load/busy while one of their stories is changed */
  judge(request: JudgementRequest): Promise<Judgement>;
  /** Retracts exactly one judgement. @throws Failure judgement/not-found, load/busy */
  takeBack(pair: { readonly a: EntityRef; readonly b: EntityRef }): Promise<Judgement>;
  /** Latest first. */
  changes(wanted: {
    readonly before?: number | undefined;
    readonly limit: number;
  }): Promise<{ changes: JudgementChange[] }>;
  /** @throws Failure change/not-found, change/conflict, judgement/conflict, load/busy */
  revert(number: number, who: string | null): Promise<JudgementChange>;
}

export interface JudgementServiceOptions {
  readonly store: Store;
  /** Milliseconds since 1970. */
  now(): number;
  /** The program, as other processes that want to change the same stories see it. */
  readonly program: string;
}

export function judgementService({ store, now, program }: JudgementServiceOptions): JudgementService {
  const all = () => store.read("read/judgements", {});
  let last: Promise<unknown> = Promise.resolve();

  /**
   * Changes judgements one at a time, with the locks of all stories whose entities may move: a concurrent load has
   * computed their clusters without the change.
   */
  const change = <T>(
    pair: readonly EntityRef[],
    work: (before: readonly Judgement[], lock: StoryLock) => Promise<T>,
  ) => {
    const changed = last.then(async () => {
      for (;;) {
        const stories = storiesOf(await all(), pair);
        const lock = await lockStories(store, stories, { program, work: "judged" });
        try {
          const before = await all();
          // Another process may have joined more stories before the locks were taken.
          if (storiesOf(before, pair).every((story) => stories.includes(story))) return await work(before, lock);
        } finally {
          await lock.release();
        }
      }
    });
    last = changed.catch(() => undefined);
    return changed;
  };

  return {
    list: async () => ({ judgements: await all() }),
    async judge({ verdict, who = null, reason = null, ...given }) {
      const [a, b] = orderedPair(given.a, given.b);
      if (a === b)
        throw new Failure("request/invalid", "An entity is always the same as itself", { place: { field: "body.b" } });
      for (const ref of [a, b]) await requireEntity(store, ref);
      return change([a, b], async (before, lock) => {
        const judgement = { a, b, verdict, who, at: new Date(now()).toISOString(), reason };
        const conflict = conflictWith(before, judgement);
        if (conflict !== null) throw conflictFailure(conflict);
        if (verdict === "same") await requireOneWikidata(store, before, [a, b]);
        await enter(lock, { all: before, pair: [a, b], after: judgement, who, reverted: null });
        return judgement;
      });
    },
    async takeBack(pair) {
      const [a, b] = orderedPair(pair.a, pair.b);
      return change([a, b], async (before, lock) => {
        const found = before.find((judged) => judged.a === a && judged.b === b);
        if (found === undefined)
          throw new Failure("judgement/not-found", `Nothing was decided of ${a} and ${b}`, {
            remedy: "GET /api/judgements lists what was",
          });
        await enter(lock, { all: before, pair: [a, b], after: null, who: null, reverted: null });
        return found;
      });
    },
    async changes({ before, limit }) {
      const rows = await store.read("read/judgement-changes", { before: before ?? null, limit });
      return { changes: rows.map(({ properties }) => changeFrom(properties)) };
    },
    async revert(number, who) {
      const [row] = await store.read("read/judgement-changes", { before: number + 1, limit: 1 });
      const made = row === undefined ? null : changeFrom(row.properties);
      const pair = made?.before ?? made?.after ?? null;
      if (made === null || made.number !== number || pair === null)
        throw new Failure("change/not-found", `There is no change ${number} of what was decided`, {
          remedy: "GET /api/judgements/changes lists them",
        });
      const { a, b } = pair;
      return change([a, b], async (before, lock) => {
        const found = before.find((judged) => judged.a === a && judged.b === b) ?? null;
        if (JSON.stringify(found) !== JSON.stringify(made.after))
          throw new Failure(
            "change/conflict",
            `Of ${a} and ${b} something else was decided since; nothing was taken back`,
            {
              remedy: "Take back the later changes first",
            },
          );
        const others = before.filter((judged) => judged !== found);
        const conflict = made.before === null ? null : conflictWith(others, made.before);
        if (conflict !== null) throw conflictFailure(conflict);
        return enter(lock, { all: before, pair: [a, b], after: made.before, who, reverted: number });
      });
    },
  };

  interface Entered {
    readonly all: readonly Judgement[];
    readonly pair: readonly [EntityRef, EntityRef];
    /** The judgement from now on. */
    readonly after: Judgement | null;
    readonly who: string | null;
    readonly reverted: number | null;
  }

  /** Sets or removes a judgement, the resulting clusters, and the ledger entry, in one transaction. */
  async function enter(
    lock: StoryLock,
    { all: was, pair: [a, b], after, who, reverted }: Entered,
  ): Promise<JudgementChange> {
    const found = was.find((judged) => judged.a === a && judged.b === b) ?? null;
    const others = was.filter((judged) => judged !== found);
    const entry = { at: new Date(now()).toISOString(), who, reverted, before: found, after };
    const set: WriteStep =
      after === null
        ? { name: "write/remove-judgement", parameters: { a, b } }
        : { name: "write/set-judgement", parameters: { a, b, properties: storedProperties(after) } };
    const properties = storedProperties({
      ...entry,
      before: found === null ? null : JSON.stringify(found),
      after: after === null ? null : JSON.stringify(after),
    });
    const steps: WriteStep[] = [
      { name: "write/add-judgement-change", parameters: { properties } },
      set,
      ...clusterSteps(was, after === null ? others : [...others, after], [a, b]),
    ];
    const [numbered] = await lock.write(steps);
    return { number: Number(numbered?.[0]?.["number"]), ...entry };
  }
}

function changeFrom({ number, at, who, reverted, before, after }: Properties): JudgementChange {
  const judgement = (json: unknown) => (typeof json === "string" ? Judgement.parse(JSON.parse(json)) : null);
  return {
    number: Number(number),
    at: String(at),
    who: who === undefined ? null : String(who),
    reverted: reverted === undefined ? null : Number(reverted),
    before: judgement(before),
    after: judgement(after),
  };
}

/** The stories of all entities whose cluster may change with a judgement of these two. */
function storiesOf(judgements: readonly Judgement[], pair: readonly EntityRef[]): string[] {
  const clusters = clustersOf(judgements);
  const members = pair.flatMap((ref) => clusters.membersOf(ref));
  return [...new Set(members.flatMap((ref) => partsOfRef(ref)?.story ?? []))];
}

/**
 * Sets the cluster of every entity that a judgement moves, and keeps the ids of clusters that it splits, in the same
 * transaction as the judgement.
 */
function clusterSteps(
  before: readonly Judgement[],
  after: readonly Judgement[],
  pair: readonly EntityRef[],
): WriteStep[] {
  const [was, is] = [clustersOf(before), clustersOf(after)];
  const touched = new Set(pair.flatMap((ref) => [...was.membersOf(ref), ...is.membersOf(ref)]));
  const rows = [...touched].flatMap((ref) => {
    const parts = partsOfRef(ref);
    return parts === null ? [] : [{ ...parts, canonical: is.canonicalOf(ref) }];
  });
  return [{ name: "write/set-canonical", parameters: { rows } }, ...formerClusterSteps(was, is, touched)];
}

/**
 * Two Wikidata ids are two entities until a person judges entities with exactly these ids to be the same; a join
 * through others does not suffice.
 * @throws Failure judgement/conflict
 */
async function requireOneWikidata(
  store: Store,
  before: readonly Judgement[],
  pair: readonly [EntityRef, EntityRef],
): Promise<void> {
  const clusters = clustersOf(before);
  const known = new Map<EntityRef, string>();
  for (const ref of pair.flatMap((end) => clusters.membersOf(end))) {
    const parts = partsOfRef(ref);
    const [found] = parts === null ? [] : await store.read("read/entity", parts);
    const wikidata = found?.properties["wikidata"];
    if (typeof wikidata === "string") known.set(ref, wikidata);
  }
  const said = new Set(
    [...before.filter(({ verdict }) => verdict === "same").map(({ a, b }) => [a, b] as const), pair].map((ends) =>
      idsKey(ends.map((end) => known.get(end))),
    ),
  );
  const [left, right] = pair.map((end) => clusters.membersOf(end).filter((ref) => known.has(ref)));
  for (const one of left ?? []) {
    const other = right?.find((ref) => {
      const ids = [known.get(one), known.get(ref)];
      return ids[0] !== ids[1] && !said.has(idsKey(ids));
    });
    if (other !== undefined)
      throw new Failure(
        "judgement/conflict",
        `${one} is ${known.get(one)} in Wikidata and ${other} is ${known.get(other)}; they would become one`,
        { remedy: `If they are the same all the same, say so of ${one} and ${other} themselves` },
      );
  }
}

function idsKey(ids: readonly (string | undefined)[]): string {
  return ids
    .map((id) => id ?? "")
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(" ");
}

async function requireEntity(store: Store, ref: EntityRef): Promise<void> {
  const parts = partsOfRef(ref);
  const [found] = parts === null ? [] : await store.read("read/entity", parts);
  if (found === undefined)
    throw new Failure("entity/not-found", `There is no entity ${ref}`, {
      remedy: "GET /api/search?q= finds it by a name",
    });
}

function conflictFailure(conflict: NonNullable<ReturnType<typeof conflictWith>>): Failure {
  if (conflict.kind === "different") {
    const { a, b } = conflict.judgement;
    return new Failure("judgement/conflict", `${a} and ${b} were decided to be different; they would become one`, {
      remedy: `Take that back first: DELETE /api/judgements?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`,
    });
  }
  const chain = conflict.chain.map(({ a, b }) => `${a} = ${b}`).join(", ");
  return new Failure("judgement/conflict", `Others make them one: ${chain}`, {
    remedy: "Take one of these back first: DELETE /api/judgements?a=…&b=…",
  });
}
