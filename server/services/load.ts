import { basename, join } from "node:path";
import type { StorySummary } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import type { LoadReport, UnloadReport } from "../../contract/query.ts";
import type { InStory } from "./visibility.ts";
import { confirm, decide } from "./decisions.ts";
import { eraseFromStory } from "./erasure.ts";
import type { Erasure } from "./erasure-plan.ts";
import type {
  ChangeReport,
  ConfirmRequest,
  CorrectionReport,
  DecisionAnswer,
  DecisionRequest,
} from "../../contract/corrections.ts";
import type { ErasureReport } from "../../contract/erasure.ts";
import type { CheckedSummary, CheckTask } from "./checking-protocol.ts";
import { fileJudgements } from "./file-judgements.ts";
import type { JudgementService } from "./judgements.ts";
import type { Correction } from "./corrected-story.ts";
import { readStoryFile } from "./story-file.ts";
import {
  changeStory,
  correctArticle,
  locked,
  noStory,
  revertChange,
  type ChangeOptions,
  type Context,
  type AbortSignals,
  type LoadOptions,
} from "./story-change.ts";
import { DEAD_MILLIS } from "./story-lock.ts";
import { setOptions, type StoryOptions } from "./story-options.ts";
import { STAGED_ABOVE, storyRemoval } from "./story-staging.ts";
import { requireSwapMemory } from "./story-writes.ts";
import { deleteDropped, sweepAll } from "./sweep.ts";

/** Loads and unloads stories, one at a time, each in one visible step that touches no other story. */
export interface LoadService {
  /**
   * Replaces the content of a story by the file's. Claims without a receipt are rejected and listed.
   * @throws Failure load/invalid, load/busy (it names who changes the story), load/too-large
   */
  load(task: CheckTask, options?: LoadOptions): Promise<LoadReport>;
  /**
   * Replaces the text of an article, or puts the article on hold; claims that quote it move or are removed.
   * @throws Failure story/not-found, article/not-found, correction/invalid, correction/older, load/busy
   */
  correct(story: string, correction: Correction, options?: ChangeOptions): Promise<CorrectionReport>;
  /**
   * Reverts a change of the story's ledger.
   * @throws Failure story/not-found, change/not-found, change/conflict, load/busy
   */
  revert(story: string, number: number, options?: ChangeOptions): Promise<ChangeReport>;
  /** @throws Failure story/not-found, load/busy, load/too-large */
  unload(story: string, options?: Pick<LoadOptions, "dryRun">): Promise<UnloadReport>;
  /**
   * Erases words, an article or an entity from a story, and from the store's files.
   * @throws Failure story/not-found, article/not-found, entity/not-found, request/invalid, load/busy, load/too-large
   */
  erase(story: string, erasure: Erasure, options?: ChangeOptions): Promise<ErasureReport>;
  /** A person's decision about a claim: decisions.ts. */
  decide(wanted: InStory, request: DecisionRequest): Promise<DecisionAnswer>;
  confirm(wanted: InStory, request: ConfirmRequest): Promise<DecisionAnswer>;
  /** @throws Failure story/not-found, load/busy */
  setOptions(story: string, options: StoryOptions): Promise<StorySummary>;
  /** Loads the story of a folder as a public one into an empty store; null when the store was not empty. */
  seedWhenEmpty(folder: string): Promise<LoadReport | null>;
  /** Deletes what interrupted loads have left. Retries later where another process changes a story. */
  sweep(): Promise<void>;
  /** Idempotent. Ends the running load. */
  close(): Promise<void>;
}

export interface LoadServiceOptions extends Omit<Context, "stagedAbove"> {
  readonly stagedAbove?: number;
  /** Applies a file's judgements about entities of other stories. */
  readonly judgements: JudgementService;
}

export function loadService(options: LoadServiceOptions): LoadService {
  const { store, log, program } = options;
  const context: Context = { store, log, program, stagedAbove: options.stagedAbove ?? STAGED_ABOVE };
  const closing = new AbortController();
  let inFlight: { what: string; readonly since: Date; readonly done: Promise<unknown> } | null = null;
  let later: NodeJS.Timeout | undefined;

  /** One change of a story at a time: each is compared with the result of the previous one. */
  async function alone<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (inFlight !== null) {
      const since = inFlight.since.toISOString().slice(0, 19);
      throw new Failure(
        "load/busy",
        `${inFlight.what} is under way in ${program} (process ${process.pid}) since ${since}Z`,
        {
          remedy: "Try again when it is done",
        },
      );
    }
    const result = work();
    inFlight = { what, since: new Date(), done: result.catch(() => undefined) };
    try {
      return await result;
    } finally {
      inFlight = null;
    }
  }

  const signalOf = ({ signal }: Pick<LoadOptions, "signal">) =>
    signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
  const service: LoadService = {
    load: (task, given = {}) =>
      alone("The loading of a story", async () => {
        const onStory = (story: string) => {
          if (inFlight !== null) inFlight.what = `The loading of the story ${story}`;
        };
        const own = { ...given, onStory, signal: signalOf(given), closing: closing.signal };
        const { judgements, ...report } = await load(context, task, own);
        const wanted = given.judgements === true && judgements.length > 0;
        return { ...report, judgements: wanted ? await fileJudgements(options.judgements, report, judgements) : null };
      }),
    correct: (story, correction, given = {}) =>
      alone(`A correction of the story ${story}`, () =>
        correctArticle(context, { story, correction }, { ...given, signal: signalOf(given), closing: closing.signal }),
      ),
    revert: (story, number, given = {}) =>
      alone(`A change of the story ${story}`, () =>
        revertChange(context, { story, number }, { ...given, signal: signalOf(given), closing: closing.signal }),
      ),
    unload: (story, { dryRun = false } = {}) =>
      alone(`The removal of the story ${story}`, () => unload(context, story, dryRun)),
    erase: (story, erasure, given = {}) =>
      alone(`An erasure in the story ${story}`, () =>
        eraseFromStory(context, { story, erasure }, { ...given, signal: signalOf(given), closing: closing.signal }),
      ),
    decide: (wanted, request) => alone(`A change of the story ${wanted.story}`, () => decide(context, wanted, request)),
    confirm: (wanted, request) =>
      alone(`A change of the story ${wanted.story}`, () => confirm(context, wanted, request)),
    setOptions: (story, wanted) => alone(`A change of the story ${story}`, () => setOptions(context, story, wanted)),
    async seedWhenEmpty(folder) {
      if ((await store.read("read/stories", {})).length > 0) return null;
      const file = await readStoryFile(join(folder, "story.json"));
      // A load may have started meanwhile, so the store is no longer empty.
      if (inFlight !== null) {
        await inFlight.done;
        return service.seedWhenEmpty(folder);
      }
      try {
        const report = await service.load({ kind: "story", ...file }, { visibility: "public" });
        log.info({ story: report.story, nodes: report.nodes, relations: report.relations }, "seed story loaded");
        return report;
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== "load/busy") throw error;
        // Another process that started at the same time was faster.
        log.info(`${error.message}; the seed story is left to it`);
        return null;
      }
    },
    async sweep() {
      const locked = await sweepAll(store, log, program);
      if (locked === 0 || closing.signal.aborted) return;
      // The holder of the lock may have ended just now, which its missing heartbeat will show.
      later = setTimeout(() => {
        service.sweep().catch((error: unknown) => log.error({ err: error }, "what ended loads left was not deleted"));
      }, DEAD_MILLIS + LATER_MILLIS).unref();
    },
    async close() {
      closing.abort();
      clearTimeout(later);
      await inFlight?.done;
    },
  };
  return service;
}

const LATER_MILLIS = 5_000;

interface Work extends Omit<LoadOptions, "signal">, AbortSignals {
  /** Called as soon as the story's id is known. */
  onStory(story: string): void;
}

type Loaded = Omit<LoadReport, "judgements"> & Pick<CheckedSummary, "judgements">;

async function load(context: Context, task: CheckTask, options: Work): Promise<Loaded> {
  const head = {
    what: "load",
    who: context.program,
    why: task.kind === "file" ? basename(task.path) : undefined,
  } as const;
  const { summary, compared } = await changeStory(context, task, { ...options, head, work: "loaded" });
  const { details: _, erased: __, corrections, lost, ...counts } = compared;
  const told = { corrections: [...corrections], lost: [...lost] };
  return { ...summary, ...counts, ...told, dryRun: options.dryRun ?? false };
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
