import { Failure } from "../../contract/errors.ts";
import type { Store, WriteStep } from "../store/store.ts";
import type { CheckedContent } from "./checking-worker.ts";
import type { StoryLock } from "./story-lock.ts";

export interface CheckedWrites {
  readonly lock: StoryLock;
  readonly checked: CheckedContent;
  readonly steps: number;
  /** So many of the first steps are an invisible transaction each. */
  readonly hidden: number;
  /** The number of records that all steps change. */
  readonly elements: number;
  readonly signal: AbortSignal;
  onProgress?(done: number, total: number, what: string): void;
}

/** Invisible transactions in flight: the next one is packed and sent while the store executes the previous one. */
const MOST_SENT = 2;

/** Writes a compared story: readers see either the story before or the story after. */
export async function writeChecked(options: CheckedWrites): Promise<void> {
  const { lock, checked, steps: total, hidden, elements, signal, onProgress } = options;
  const visible: WriteStep[] = [];
  let done = 0;
  const count = () => onProgress?.((done += 1), total, "batch");
  const sent = new SentWrites(lock, count);
  try {
    for (let taken = 1; ; taken += 1) {
      const step = await checked.next();
      if (step === null) break;
      if (signal.aborted) throw cancelled();
      if (taken <= hidden) await sent.add(step);
      else {
        visible.push(step);
        count();
      }
    }
  } finally {
    // Also after a failure, so that the deletion of what is left finds all of it.
    await sent.settle();
  }
  await lock.replace(visible, elements);
}

/**
 * Transactions in flight, of one step each. Steps of one kind are independent. Steps of the next kind may depend on
 * them, as a mention on its entity, and wait until they are written.
 */
class SentWrites {
  private readonly sent: Promise<unknown>[] = [];
  private kind: WriteStep["name"] | null = null;

  constructor(
    private readonly lock: StoryLock,
    private readonly onWritten: () => void,
  ) {}

  /** Resolves when the step is sent. @throws the error of an earlier step */
  async add(step: WriteStep): Promise<void> {
    const most = this.kind === step.name ? MOST_SENT - 1 : 0;
    while (this.sent.length > most) await this.sent.shift();
    this.kind = step.name;
    const writing = this.lock.write([step]).then(this.onWritten);
    // The next call of `add` or `settle` reports the error.
    writing.catch(() => undefined);
    this.sent.push(writing);
  }

  /** Waits for all; throws the error of the first one that failed. */
  async settle(): Promise<void> {
    const ended = await Promise.allSettled(this.sent.splice(0));
    for (const one of ended) if (one.status === "rejected") throw one.reason;
  }
}

export function cancelled(): Failure {
  return new Failure("query/cancelled", "The load was cancelled; the story is as it was before");
}

/** The memory per node whose labels, and with them its entries in all indexes, one transaction changes (ADR 5). */
const SWAP_BYTES = 6_000;

/**
 * Checks before anything is written whether the store can show the story in one step.
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
