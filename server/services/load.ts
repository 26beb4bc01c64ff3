import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { Failure } from "../../contract/errors.ts";
import type { LoadReport } from "../../contract/query.ts";
import type { Store } from "../store/store.ts";
import type { CheckTask } from "./checking-protocol.ts";
import { check, type CheckedContent } from "./checking-worker.ts";
import { readStoryFile } from "./story-file.ts";

export interface LoadOptions {
  /** Batches that are written, of how many. */
  onProgress?(done: number, total: number, what: string): void;
  /** Ends the load between two batches; loading again completes it. */
  readonly signal?: AbortSignal;
  /** Ends it only as long as nothing is written: whoever asked has left, and half a story is nobody's wish. */
  readonly whileChecking?: AbortSignal;
}

/** Loads stories, one at a time. A second load of the same changes nothing; what has no receipt is refused and listed. */
export interface LoadService {
  load(task: CheckTask, options?: LoadOptions): Promise<LoadReport>;
  /** Loads every story of a folder when no story is loaded yet; null when there was something already. */
  seedWhenEmpty(folder: string): Promise<LoadReport | null>;
  /** Idempotent. Ends the load that is under way, between two batches. */
  close(): Promise<void>;
}

export function loadService(store: Store, log: Logger): LoadService {
  const closing = new AbortController();
  let underWay: Promise<unknown> | null = null;
  const service: LoadService = {
    async load(task, options = {}) {
      if (underWay !== null)
        throw new Failure("load/busy", "Another story is being loaded", { remedy: "Try again when it is done" });
      const signals = [closing.signal, options.signal].filter((signal) => signal !== undefined);
      const work = load(store, task, { ...options, signal: AbortSignal.any(signals) });
      underWay = work.catch(() => undefined);
      try {
        return await work;
      } finally {
        underWay = null;
      }
    },
    async seedWhenEmpty(folder) {
      if ((await store.read("read/versions", {})).length > 0) return null;
      let last: LoadReport | null = null;
      for (const name of (await readdir(folder, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .toSorted()) {
        last = await service.load({ kind: "story", ...(await readStoryFile(join(folder, name, "story.json"))) });
        log.info({ story: last.story, nodes: last.nodes, relations: last.relations }, "seed story loaded");
      }
      return last;
    },
    async close() {
      closing.abort();
      await underWay;
    },
  };
  return service;
}

type Work = LoadOptions & { readonly signal: AbortSignal };

async function load(store: Store, task: CheckTask, options: Work): Promise<LoadReport> {
  const { signal, whileChecking } = options;
  const checking = whileChecking === undefined ? signal : AbortSignal.any([signal, whileChecking]);
  const checked = await check(task, { signal: checking });
  try {
    const outcomes = await writeAll(store, checked, options);
    const { steps: _, ...summary } = checked.summary;
    return { ...summary, ...outcomes, refused: [...summary.refused] };
  } finally {
    await checked.end();
  }
}

interface Outcomes {
  created: number;
  changed: number;
  unchanged: number;
}

/** The thread hands out the next write when the one before is kept: one is here at a time. */
async function writeAll(store: Store, checked: CheckedContent, { onProgress, signal }: Work): Promise<Outcomes> {
  const outcomes: Outcomes = { created: 0, changed: 0, unchanged: 0 };
  const total = checked.summary.steps;
  for (let done = 0; ; done += 1) {
    const step = await checked.next();
    if (step === null) return outcomes;
    if (signal.aborted)
      throw new Failure("query/cancelled", `Stopped after ${done} of ${total} batches; loading again completes it`);
    const [rows = []] = await store.write([step]);
    for (const { outcome, count } of rows as unknown as { outcome: keyof Outcomes; count: number }[])
      outcomes[outcome] += count;
    onProgress?.(done + 1, total, "batch");
  }
}
