import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { StorySummary, Visibility } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import type { LoadReport, UnloadReport } from "../../contract/query.ts";
import type { Store, WriteStep } from "../store/store.ts";
import { summaryOf } from "./browse.ts";
import type { CheckTask } from "./checking-protocol.ts";
import { check, type CheckedContent } from "./checking-worker.ts";
import { readStoryFile } from "./story-file.ts";
import { storedRows } from "./story-rows.ts";
import { visibleStories } from "./visibility.ts";

export interface LoadOptions {
  /** Tell what would change, and change nothing. */
  readonly dryRun?: boolean;
  /** Of a story that is new; one that is there keeps what it has. */
  readonly visibility?: Visibility;
  /** Batches that are read or written, of how many. */
  onProgress?(done: number, total: number, what: string): void;
  /** Ends the load before it is visible; what was written of a large new story is taken up by the next load of it. */
  readonly signal?: AbortSignal;
  /** Ends it only as long as nothing is written: whoever asked has left. */
  readonly whileChecking?: AbortSignal;
}

/** Loads and unloads stories, one at a time, each in one visible step that touches no other story. */
export interface LoadService {
  /** What the file holds takes the place of what the story had. What has no receipt is refused and listed. */
  load(task: CheckTask, options?: LoadOptions): Promise<LoadReport>;
  /** @throws Failure story/not-found */
  unload(story: string, options?: Pick<LoadOptions, "dryRun">): Promise<UnloadReport>;
  /** @throws Failure story/not-found */
  setVisibility(story: string, visibility: Visibility): Promise<StorySummary>;
  /** Loads the story of a folder for everybody when no story is loaded yet; null when there was something already. */
  seedWhenEmpty(folder: string): Promise<LoadReport | null>;
  /** Idempotent. Ends the load that is under way. */
  close(): Promise<void>;
}

/** A new story with more writes than this becomes visible with the last of them, and not in one transaction. */
const ONE_TRANSACTION_STEPS = 40;

export function loadService(store: Store, log: Logger): LoadService {
  const closing = new AbortController();
  let underWay: { readonly what: string; readonly done: Promise<unknown> } | null = null;

  /** One change of a story at a time: each is compared with what the one before left. */
  async function alone<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (underWay !== null)
      throw new Failure("load/busy", `${underWay.what} is under way`, { remedy: "Try again when it is done" });
    const result = work();
    underWay = { what, done: result.catch(() => undefined) };
    try {
      return await result;
    } finally {
      underWay = null;
    }
  }

  const service: LoadService = {
    load: (task, options = {}) =>
      alone("The loading of a story", () => {
        const signals = [closing.signal, options.signal].filter((signal) => signal !== undefined);
        return load(store, task, { ...options, signal: AbortSignal.any(signals) });
      }),
    unload: (story, { dryRun = false } = {}) =>
      alone(`The removal of the story ${story}`, () => unload(store, story, dryRun)),
    setVisibility: (story, visibility) =>
      alone(`A change of the story ${story}`, () => setVisibility(store, story, visibility)),
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
      const report = await service.load({ kind: "story", ...file }, { visibility: "public" });
      log.info({ story: report.story, nodes: report.nodes, relations: report.relations }, "seed story loaded");
      return report;
    },
    async close() {
      closing.abort();
      await underWay?.done;
    },
  };
  return service;
}

type Work = LoadOptions & { readonly signal: AbortSignal };

async function load(store: Store, task: CheckTask, options: Work): Promise<LoadReport> {
  const { signal, whileChecking, dryRun = false, visibility = "desk" } = options;
  const checking = whileChecking === undefined ? signal : AbortSignal.any([signal, whileChecking]);
  const checked = await check(task, { signal: checking });
  try {
    const stored = await storedRows(store, checked.summary.story);
    const kept = stored?.properties["visibility"] as Visibility | undefined;
    const judgements = await store.read("read/judgements", {});
    const { steps, ...counts } = await checked.compare({ stored, visibility: kept ?? visibility, judgements });
    if (checking.aborted) throw cancelled();
    if (!dryRun && steps > 0) {
      if (kept === undefined && steps > ONE_TRANSACTION_STEPS) await writeOneByOne(store, checked, steps, options);
      else await writeTogether(store, checked, steps, options);
    }
    return { ...checked.summary, ...counts, dryRun, refused: [...checked.summary.refused] };
  } finally {
    await checked.end();
  }
}

/** All of it in one transaction: readers see the story before or the story after. */
async function writeTogether(
  store: Store,
  checked: CheckedContent,
  total: number,
  { onProgress }: Work,
): Promise<void> {
  const steps: WriteStep[] = [];
  for (let step = await checked.next(); step !== null; step = await checked.next()) {
    steps.push(step);
    onProgress?.(steps.length, total, "batch");
  }
  await store.write(steps);
}

/** A new story has nobody who sees it before its own record is there, which is the last that is written. */
async function writeOneByOne(store: Store, checked: CheckedContent, total: number, options: Work): Promise<void> {
  const { onProgress, signal } = options;
  for (let done = 1; ; done += 1) {
    const step = await checked.next();
    if (step === null) return;
    if (signal.aborted) throw cancelled();
    await store.write([step]);
    onProgress?.(done, total, "batch");
  }
}

function cancelled(): Failure {
  return new Failure("query/cancelled", "The load was cancelled; the story is as it was before");
}

async function unload(store: Store, story: string, dryRun: boolean): Promise<UnloadReport> {
  const stored = await storedRows(store, story);
  if (stored === null) throw noStory(story);
  if (!dryRun) await store.write([{ name: "write/remove-story", parameters: { story } }]);
  return {
    story,
    nodes: stored.articles.length + stored.entities.length,
    relations: stored.relations.length,
    mentions: stored.mentions.length,
    dryRun,
  };
}

async function setVisibility(store: Store, story: string, visibility: Visibility): Promise<StorySummary> {
  await store.write([{ name: "write/set-visibility", parameters: { story, visibility } }]);
  const found = (await visibleStories(store, "owner")).find(({ id }) => id === story);
  if (found === undefined) throw noStory(story);
  return summaryOf(found);
}

function noStory(story: string): Failure {
  return new Failure("story/not-found", `There is no story with the id ${story}`, {
    remedy: "GET /api/stories lists them",
  });
}
