import type { Logger } from "pino";
import { Failure } from "../../contract/errors.ts";
import type { Store } from "../store/store.ts";
import { lockStories, type StoryLock } from "./story-lock.ts";

/** Records that one transaction hides or deletes. */
const BATCH = 5_000;

type BatchedWrite =
  | "write/drop-nodes"
  | "write/drop-staged"
  | "write/delete-dropped-relations"
  | "write/delete-dropped";

interface SweepCount {
  readonly nodes: number;
  readonly relations: number;
}

/** Deletes the dropped records of a story in batches; they are invisible. */
export async function deleteDropped(lock: StoryLock, story: string): Promise<SweepCount> {
  // Relations first: a node with many of them would not fit into one transaction with them.
  const relations = await untilNone(lock, "write/delete-dropped-relations", story);
  const nodes = await untilNone(lock, "write/delete-dropped", story);
  return { nodes, relations };
}

/**
 * Deletes what interrupted loads and removals of a story have left: staged and dropped records, and everything of a
 * story whose first load did not finish.
 */
export async function sweepStory(store: Store, lock: StoryLock, story: string): Promise<SweepCount> {
  const [size] = await store.read("read/story-size", { story });
  if (size === undefined) return { nodes: 0, relations: 0 };
  const unowned = size.isThere ? 0 : size.entities + size.articles + size.questions + size.claims;
  if (unowned > 0) await untilNone(lock, "write/drop-nodes", story);
  if (size.staged > 0) await untilNone(lock, "write/drop-staged", story);
  return unowned + size.staged + size.dropped === 0 ? { nodes: 0, relations: 0 } : deleteDropped(lock, story);
}

/**
 * Sweeps every story with remains of an interrupted load. Returns how many were skipped because another process changes
 * them.
 */
export async function sweepAll(store: Store, log: Logger, program: string): Promise<number> {
  let locked = 0;
  for (const { story } of await store.read("read/ended-loads", {})) {
    try {
      const lock = await lockStories(store, [story], { program, work: "cleaned up" });
      try {
        logSwept(log, story, await sweepStory(store, lock, story));
      } finally {
        await lock.release();
      }
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "load/busy") throw error;
      locked += 1;
    }
  }
  return locked;
}

/** Logs what was swept, if anything. */
export function logSwept(log: Logger, story: string, { nodes, relations }: SweepCount): void {
  if (nodes + relations > 0) log.warn({ story, nodes, relations }, "what an ended load had left was deleted");
}

async function untilNone(lock: StoryLock, name: BatchedWrite, story: string): Promise<number> {
  for (let total = 0; ;) {
    const parameters = { story, limit: BATCH, isReplacement: false };
    const [rows] = await lock.write([{ name, parameters }]);
    const count = Number(rows?.[0]?.["count"] ?? 0);
    if (count === 0) return total;
    total += count;
  }
}
