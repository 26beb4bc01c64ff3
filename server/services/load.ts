import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { StorySummary, Visibility } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import type { LoadReport, UnloadReport } from "../../contract/query.ts";
import type { Properties } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { summaryOf } from "./browse.ts";
import type { CheckTask } from "./checking-protocol.ts";
import { check, type CheckedContent } from "./checking-worker.ts";
import { readStoryFile } from "./story-file.ts";
import { DEAD_MILLIS, lockStories, type StoryLock } from "./story-lock.ts";
import { storedParts } from "./stored-story.ts";
import { STAGED_ABOVE, storyRemoval } from "./story-staging.ts";
import { cancelled, requireSwapMemory, writeChecked } from "./story-writes.ts";
import { deleteDropped, logSwept, sweepAll, sweepStory } from "./sweep.ts";
import { visibleStories } from "./visibility.ts";

export interface LoadOptions {
  /** Tell what would change, and change nothing. */
  readonly dryRun?: boolean;
  /** Of a story that is new; one that is there keeps what it has. */
  readonly visibility?: Visibility;
  /** Records that are checked, parts that are compared, batches that are written, of how many. */
  onProgress?(done: number, total: number, what: string): void;
  /** Ends the load before it is visible; what was written is deleted again. */
  readonly signal?: AbortSignal;
  /** Ends it only as long as nothing is written: whoever asked has left. */
  readonly whileChecking?: AbortSignal;
}

/** Loads and unloads stories, one at a time, each in one visible step that touches no other story. */
export interface LoadService {
  /**
   * What the file holds takes the place of what the story had. What has no receipt is refused and listed.
   * @throws Failure load/invalid, load/busy (it names who changes the story), load/too-large
   */
  load(task: CheckTask, options?: LoadOptions): Promise<LoadReport>;
  /** @throws Failure story/not-found, load/busy, load/too-large */
  unload(story: string, options?: Pick<LoadOptions, "dryRun">): Promise<UnloadReport>;
  /** @throws Failure story/not-found, load/busy */
  setVisibility(story: string, visibility: Visibility): Promise<StorySummary>;
  /** Loads the story of a folder for everybody when no story is loaded yet; null when there was something already. */
  seedWhenEmpty(folder: string): Promise<LoadReport | null>;
  /** Deletes what loads that were ended have left. Where another process changes a story it looks again later. */
  sweep(): Promise<void>;
  /** Idempotent. Ends the load that is under way. */
  close(): Promise<void>;
}

export interface LoadServiceOptions {
  readonly store: Store;
  readonly log: Logger;
  /** Who loads, as others are told: "the app", or a command. */
  readonly program: string;
  /** Changed records above which a story is replaced in steps that nobody sees. */
  readonly stagedAbove?: number;
}

export function loadService(options: LoadServiceOptions): LoadService {
  const { store, log, program } = options;
  const context: Context = { store, log, program, stagedAbove: options.stagedAbove ?? STAGED_ABOVE };
  const closing = new AbortController();
  let underWay: { what: string; readonly since: Date; readonly done: Promise<unknown> } | null = null;
  let later: NodeJS.Timeout | undefined;

  /** One change of a story at a time: each is compared with what the one before left. */
  async function alone<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (underWay !== null) {
      const since = underWay.since.toISOString().slice(0, 19);
      throw new Failure(
        "load/busy",
        `${underWay.what} is under way in ${program} (process ${process.pid}) since ${since}Z`,
        {
          remedy: "Try again when it is done",
        },
      );
    }
    const result = work();
    underWay = { what, since: new Date(), done: result.catch(() => undefined) };
    try {
      return await result;
    } finally {
      underWay = null;
    }
  }

  const service: LoadService = {
    load: (task, given = {}) =>
      alone("The loading of a story", async () => {
        const signals = [closing.signal, given.signal].filter((signal) => signal !== undefined);
        const onStory = (story: string) => {
          if (underWay !== null) underWay.what = `The loading of the story ${story}`;
        };
        return load(context, task, { ...given, onStory, signal: AbortSignal.any(signals), closing: closing.signal });
      }),
    unload: (story, { dryRun = false } = {}) =>
      alone(`The removal of the story ${story}`, () => unload(context, story, dryRun)),
    setVisibility: (story, visibility) =>
      alone(`A change of the story ${story}`, () => setVisibility(context, story, visibility)),
    async seedWhenEmpty(folder) {
      if ((await store.read("read/stories", {})).length > 0) return null;
      const [name] = (await readdir(folder, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .toSorted();
      if (name === undefined) return null;
      const file = await readStoryFile(join(folder, name, "story.json"));
      // Somebody may have begun to load a story meanwhile: then there is one.
      if (underWay !== null) {
        await underWay.done;
        return service.seedWhenEmpty(folder);
      }
      try {
        const report = await service.load({ kind: "story", ...file }, { visibility: "public" });
        log.info({ story: report.story, nodes: report.nodes, relations: report.relations }, "seed story loaded");
        return report;
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== "load/busy") throw error;
        // Another process that was started beside this one is quicker.
        log.info(`${error.message}; the seed story is left to it`);
        return null;
      }
    },
    async sweep() {
      const locked = await sweepAll(store, log, program);
      if (locked === 0 || closing.signal.aborted) return;
      // Whoever had the lock may have ended just now: then it will be seen by its silence.
      later = setTimeout(() => {
        service.sweep().catch((error: unknown) => log.error({ err: error }, "what ended loads left was not deleted"));
      }, DEAD_MILLIS + LATER_MILLIS).unref();
    },
    async close() {
      closing.abort();
      clearTimeout(later);
      await underWay?.done;
    },
  };
  return service;
}

const LATER_MILLIS = 5_000;

interface Context extends Required<LoadServiceOptions> {}

interface Work extends LoadOptions {
  readonly signal: AbortSignal;
  /** The process is about to end: nothing more is deleted. */
  readonly closing: AbortSignal;
  /** Told which story it is, as soon as that is known. */
  onStory(story: string): void;
}

async function load(context: Context, task: CheckTask, options: Work): Promise<LoadReport> {
  const { store, stagedAbove } = context;
  const { signal, whileChecking, dryRun = false, visibility = "desk" } = options;
  const checking = whileChecking === undefined ? signal : AbortSignal.any([signal, whileChecking]);
  const checked = await check(task, {
    signal: checking,
    onProgress: (done, total) => options.onProgress?.(done, total, "checked record"),
  });
  const { story } = checked.summary;
  options.onStory(story);
  const compare = async () => {
    const stored = await takeStored(store, story, checked, checking, options.onProgress);
    const kept = stored?.["visibility"] as Visibility | undefined;
    const judgements = await store.read("read/judgements", {});
    return checked.compare({ stored, visibility: kept ?? visibility, judgements, stagedAbove });
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
    const counts = dryRun ? await work(null) : await locked(context, { story, work: "loaded", ...options }, work);
    return { ...checked.summary, ...counts, dryRun };
  } finally {
    await checked.end();
  }
}

/** Gives the checker what the store has of the story. Answers the story's own properties; null when there is nothing. */
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
  /** In words, as "loaded". */
  readonly work: string;
  readonly closing?: AbortSignal;
}

/** Changes a story while nobody else does. What an ended load left of it is deleted before, and what this one leaves after. */
async function locked<T>(
  { store, log, program }: Context,
  { story, work, closing }: LockedWork,
  change: (lock: StoryLock) => Promise<T>,
): Promise<T> {
  const lock = await lockStories(store, [story], { program, work });
  try {
    logSwept(log, story, await sweepStory(store, lock, story));
    return await change(lock);
  } catch (error) {
    // Where this does not succeed either, the next load or start will do it.
    if (closing?.aborted !== true) await sweepStory(store, lock, story).catch(() => undefined);
    throw error;
  } finally {
    await lock.release();
  }
}

async function unload(context: Context, story: string, dryRun: boolean): Promise<UnloadReport> {
  const { store, stagedAbove } = context;
  const report = async () => {
    const [size] = await store.read("read/story-size", { story });
    if (size === undefined || !size.isThere) throw noStory(story);
    const relations = size.relations + size.articleRelations;
    return { story, nodes: size.articles + size.entities, relations, mentions: size.mentions, dryRun };
  };
  if (dryRun) return report();
  return locked(context, { story, work: "removed" }, async (lock) => {
    const found = await report();
    const elements = found.nodes + found.relations + found.mentions;
    if (elements <= stagedAbove) {
      await lock.replace([{ name: "write/remove-story", parameters: { story } }], elements);
      return found;
    }
    await requireSwapMemory(store, story, found.nodes);
    await lock.replace(storyRemoval(story), found.nodes);
    await deleteDropped(lock, story);
    return found;
  });
}

async function setVisibility(context: Context, story: string, visibility: Visibility): Promise<StorySummary> {
  return locked(context, { story, work: "changed" }, async (lock) => {
    await lock.write([{ name: "write/set-visibility", parameters: { story, visibility } }]);
    const found = (await visibleStories(context.store, "owner")).find(({ id }) => id === story);
    if (found === undefined) throw noStory(story);
    return summaryOf(found);
  });
}

function noStory(story: string): Failure {
  return new Failure("story/not-found", `There is no story with the id ${story}`, {
    remedy: "GET /api/stories lists them",
  });
}
