import type { Logger } from "pino";
import type { Visibility } from "../../contract/browse.ts";
import type { ChangeReport, CorrectionReport } from "../../contract/corrections.ts";
import { Failure } from "../../contract/errors.ts";
import type { Properties } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import type { CheckedSummary, CheckTask, Compared } from "./checking-protocol.ts";
import { check, type CheckedContent } from "./checking-worker.ts";
import type { Correction } from "./corrected-story.ts";
import { joinedStories } from "./erased-judgements.ts";
import { EVERY_CHANGE, readLedger } from "./erased-ledger.ts";
import { noChange } from "./history.ts";
import type { ChangeHead } from "./ledger.ts";
import { sha256 } from "./rows.ts";
import { readSavedViews } from "./saved-view-rows.ts";
import { lockStories, type StoryLock } from "./story-lock.ts";
import { storedParts } from "./stored-story.ts";
import { STAGED_ABOVE } from "./story-staging.ts";
import { cancelled, requireSwapMemory, writeChecked } from "./story-writes.ts";
import { deleteDropped, logSwept, sweepStory } from "./sweep.ts";

export interface LoadOptions {
  /** Reports what would change, without changing it. */
  readonly dryRun?: boolean;
  /** For a new story; a stored one keeps its visibility. */
  readonly visibility?: Visibility;
  /** Called with the number of records checked, parts compared or batches written, and the total. */
  onProgress?(done: number, total: number, what: string): void;
  /** Ends the load before it is visible; what was written is deleted again. */
  readonly signal?: AbortSignal;
  /** Ends it only before anything is written: the client has left. */
  readonly whileChecking?: AbortSignal;
  /** Discards decisions about the claims of the file. */
  readonly discardEdits?: boolean;
  /** Applies the file's judgements about entities of other stories. */
  readonly judgements?: boolean;
}

/** Who changes a story, and why, for the ledger. */
export interface ChangeOptions extends Pick<LoadOptions, "dryRun" | "signal" | "onProgress"> {
  readonly who?: string | undefined;
  readonly why?: string | undefined;
}

/** Where stories are changed, and by whom. */
export interface Context {
  readonly store: Store;
  readonly log: Logger;
  /** The program that loads, as others see it: "the app", or a command. */
  readonly program: string;
  /** With more changed records than this, a story is replaced in invisible steps. */
  readonly stagedAbove: number;
}

export interface AbortSignals {
  readonly signal: AbortSignal;
  /** Aborted when the process is about to end: nothing more is deleted. */
  readonly closing: AbortSignal;
}

export async function correctArticle(
  context: Context,
  { story, correction }: { readonly story: string; readonly correction: Correction },
  { who, why, ...options }: ChangeOptions & AbortSignals,
): Promise<CorrectionReport> {
  const head = {
    what: "correction",
    who: who ?? context.program,
    why: why ?? correction.notice,
    subject: correction.article,
    sha256: correction.text === undefined ? undefined : sha256(correction.text),
  } as const;
  const work = { ...options, head, work: "corrected" };
  const { compared } = await changeStory(context, { kind: "correction", story, correction }, work);
  if (compared.details === null) throw new Failure("internal", "A correction came without its details");
  return { story, ...compared.details, change: compared.change, dryRun: options.dryRun ?? false };
}

export async function revertChange(
  context: Context,
  { story, number }: { readonly story: string; readonly number: number },
  { who, why, ...options }: ChangeOptions & AbortSignals,
): Promise<ChangeReport> {
  const parts = await partsOf(context.store, story, number);
  const head = { what: "revert", who: who ?? context.program, why, reverted: number } as const;
  const work = { ...options, head, work: "changed" };
  const { compared } = await changeStory(context, { kind: "revert", story, parts }, work).catch(
    async (error: unknown) => {
      const by = await revertedBy(context.store, story, number);
      if (by === null || !(error instanceof Failure) || error.code !== "change/conflict") throw error;
      throw new Failure("change/conflict", `Change ${number} was taken back already, by change ${by}`, {
        cause: error,
        remedy: `Take back change ${by} to have it again`,
      });
    },
  );
  const { created, changed, removed, change: entered } = compared;
  return { story, change: entered, created, changed, removed, dryRun: options.dryRun ?? false };
}

/** The number of the change that reverted another one, unless it was reverted itself. */
async function revertedBy(store: Store, story: string, number: number): Promise<number | null> {
  const rows = await store.read("read/changes", { story, before: null, limit: EVERY_CHANGE });
  const taken = new Map<unknown, number>();
  for (const { properties } of rows) {
    const later = Number(properties["number"]);
    const { reverted } = properties;
    if (reverted !== undefined && reverted !== null && !taken.has(later)) taken.set(reverted, later);
  }
  return taken.get(number) ?? null;
}

/**
 * The records before and after a change of the ledger. @throws Failure story/not-found, change/not-found,
 * change/conflict
 */
async function partsOf(store: Store, story: string, number: number): Promise<string[]> {
  const [found] = await store.read("read/changes", { story, before: number + 1, limit: 1 });
  if (found?.properties["number"] !== number) {
    if ((await store.read("read/story", { story })).length === 0) throw noStory(story);
    throw noChange(story, number);
  }
  if (found.properties["what"] === "view")
    throw new Failure(
      "change/conflict",
      `Change ${number} of the story ${story} is of a saved view, of which no copy is kept`,
      {
        remedy: "Change the view itself, or save it again",
      },
    );
  if (found.properties["isKept"] !== true)
    throw new Failure(
      "change/conflict",
      `Of change ${number} of the story ${story} only counts are kept: it loaded the story, or changed more than ${STAGED_ABOVE} records`,
      { remedy: number === 1 ? "Unload the story to take it back" : "Load the earlier file again" },
    );
  return (await store.read("read/change-parts", { story, change: number })).map(({ items }) => items);
}

interface Change extends AbortSignals, Omit<LoadOptions, "signal"> {
  readonly head: Omit<ChangeHead, "at">;
  /** What is done to the story, in words, for example "loaded". */
  readonly work: string;
  onStory?(story: string): void;
}

/** Applies a task's change to a story in one visible step; a dry run changes nothing. */
export async function changeStory(
  context: Context,
  task: CheckTask,
  options: Change,
): Promise<{
  readonly summary: CheckedSummary;
  readonly compared: Omit<Compared, "steps" | "hidden" | "swappedNodes">;
}> {
  const { store, stagedAbove } = context;
  const { signal, whileChecking, dryRun = false, visibility = "desk", discardEdits = false } = options;
  const checking = whileChecking === undefined ? signal : AbortSignal.any([signal, whileChecking]);
  const checked = await check(task, {
    signal: checking,
    onProgress: (done, total) => options.onProgress?.(done, total, "checked record"),
  });
  const { story } = checked.summary;
  options.onStory?.(story);
  const compare = async () => {
    const stored = await takeStored(store, story, checked, checking, options.onProgress);
    const kept = stored?.["visibility"] as Visibility | undefined;
    const judgements = await store.read("read/judgements", {});
    const isErasure = task.kind === "erasure";
    const ledger = isErasure ? await readLedger(store, story) : [];
    const judgementChanges = isErasure
      ? await store.read("read/judgement-changes", { before: null, limit: EVERY_CHANGE })
      : [];
    const views = isErasure ? await readSavedViews(store, story) : [];
    const formerClusters = isErasure ? await store.read("read/former-clusters", {}) : [];
    const head = { ...options.head, at: new Date().toISOString() };
    const input = {
      stored,
      judgements,
      ledger,
      judgementChanges,
      formerClusters,
      views,
      stagedAbove,
      discardEdits,
      change: head,
    };
    return checked.compare({ ...input, visibility: kept ?? visibility });
  };
  try {
    const work = async (lock: StoryLock | null) => {
      const { steps, hidden, swappedNodes, ...counts } = await compare();
      if (checking.aborted) throw cancelled();
      if (lock !== null && steps > 0) {
        await requireSwapMemory(store, story, swappedNodes);
        await writeChecked({
          lock,
          checked,
          steps,
          hidden,
          ...options,
          elements: counts.created + counts.changed + counts.removed,
        });
        if (swappedNodes > 0) await deleteDropped(lock, story);
      }
      return counts;
    };
    const lockedWork = { story, work: options.work, closing: options.closing };
    const others =
      task.kind === "erasure" && !dryRun ? joinedStories(await store.read("read/judgements", {}), story) : [];
    const compared = dryRun ? await work(null) : await locked(context, { ...lockedWork, others }, work);
    return { summary: checked.summary, compared: dryRun ? { ...compared, change: null } : compared };
  } finally {
    await checked.end();
  }
}

/** Sends the stored story to the checker. Returns the story's own properties; null when it is not stored. */
async function takeStored(
  store: Store,
  story: string,
  checked: CheckedContent,
  signal: AbortSignal,
  onProgress: LoadOptions["onProgress"],
): Promise<Properties | null> {
  const [found] = await store.read("read/story", { story });
  let isEmpty = found === undefined;
  const told = (done: number, total: number) => onProgress?.(done, total, "compared part");
  for await (const part of storedParts(store, story, told)) {
    if (signal.aborted) throw cancelled();
    isEmpty &&= Object.values(part).every((records) => records.length === 0);
    await checked.add(part);
  }
  return isEmpty ? null : (found?.properties ?? {});
}

interface LockedWork {
  readonly story: string;
  /** Stories of which a few entities change with it. */
  readonly others?: readonly string[];
  /** In words, for example "loaded". */
  readonly work: string;
  readonly closing?: AbortSignal;
}

/**
 * Changes a story under its lock. Deletes what an interrupted load left of it before, and what this one leaves after.
 */
export async function locked<T>(
  { store, log, program }: Context,
  { story, others = [], work, closing }: LockedWork,
  change: (lock: StoryLock) => Promise<T>,
): Promise<T> {
  const lock = await lockStories(store, [story, ...others], { program, work });
  try {
    logSwept(log, story, await sweepStory(store, lock, story));
    return await change(lock);
  } catch (error) {
    // If this fails too, the next load or start does it.
    if (closing?.aborted !== true) await sweepStory(store, lock, story).catch(() => undefined);
    throw error;
  } finally {
    await lock.release();
  }
}

export function noStory(story: string): Failure {
  return new Failure("story/not-found", `There is no story with the id ${story}`, {
    remedy: "GET /api/stories lists them",
  });
}
