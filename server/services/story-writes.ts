import { Failure } from "../../contract/errors.ts";
import type { Store, WriteStep } from "../store/store.ts";
import type { CheckedContent } from "./checking-worker.ts";
import type { StoryLock } from "./story-lock.ts";

export interface CheckedWrites {
  readonly lock: StoryLock;
  readonly checked: CheckedContent;
  readonly steps: number;
  /** The first so many of the steps are a transaction each: nobody sees what they write. */
  readonly hidden: number;
  /** How many records all steps change. */
  readonly elements: number;
  readonly signal: AbortSignal;
  onProgress?(done: number, total: number, what: string): void;
}

/** Writes what was compared: readers see the story before, or the story after. */
export async function writeChecked(options: CheckedWrites): Promise<void> {
  const { lock, checked, steps: total, hidden, elements, signal, onProgress } = options;
  const visible: WriteStep[] = [];
  for (let done = 1; ; done += 1) {
    const step = await checked.next();
    if (step === null) break;
    if (signal.aborted) throw cancelled();
    if (done <= hidden) await lock.write([step]);
    else visible.push(step);
    onProgress?.(done, total, "batch");
  }
  await lock.replace(visible, elements);
}

export function cancelled(): Failure {
  return new Failure("query/cancelled", "The load was cancelled; the story is as it was before");
}

/** What one transaction takes for each node that changes its labels and with them its entries in all indexes (ADR 5). */
const SWAP_BYTES = 6_000;

/**
 * Asks before anything is written whether the store can show the story in one step.
 * @throws Failure load/too-large, which names the setting to raise
 */
export async function requireSwapMemory(store: Store, story: string, nodes: number): Promise<void> {
  if (nodes === 0) return;
  const limit = await store.transactionMemory?.();
  const wanted = nodes * SWAP_BYTES;
  if (limit === undefined || limit === null || wanted <= limit.bytes) return;
  throw new Failure(
    "load/too-large",
    `The story ${story} changes ${nodes} nodes in one step, which takes some ${megabytes(wanted)} MB in one transaction; Neo4j allows ${megabytes(limit.bytes)} MB. Nothing was changed`,
    { remedy: `Set ${limit.setting} of Neo4j to at least ${megabytes(wanted)}m` },
  );
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1 << 20));
}
