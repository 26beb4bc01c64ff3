import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { Failure } from "../../contract/errors.ts";
import type { Row } from "../store/catalogue.ts";
import type { Store, WriteStep } from "../store/store.ts";

/** The program that changes stories, and what it does, in words: "The app", "loaded". */
export interface LockPurpose {
  readonly program: string;
  readonly work: string;
}

/**
 * The right to change some stories. One process at a time has it, among all that share a store; a heartbeat in the
 * database shows the others that it is alive.
 */
export interface StoryLock {
  /**
   * One transaction, which is rolled back when the lock was lost meanwhile. Returns the rows of each step.
   * @throws Failure load/busy
   */
  write(steps: readonly WriteStep[]): Promise<Answers>;
  /**
   * The same for a change of `elements` visible records: readers wait until it is complete instead of reading a part.
   */
  replace(steps: readonly WriteStep[], elements: number): Promise<Answers>;
  /** Idempotent. */
  release(): Promise<void>;
}

type Answers = Awaited<ReturnType<Store["write"]>>;

/** A lock without a heartbeat for so long is taken over. */
export const DEAD_MILLIS = 30_000;
const BEAT_MILLIS = 5_000;
/** The longest wait of readers for a replacement: this, plus a millisecond per element. */
const SWAP_MILLIS = 5_000;
const ARITHMETIC = "Neo.ClientError.Statement.ArithmeticError";
/** The previous holder deleted the lock while this process waited for it. */
const GONE_MEANWHILE = "Neo.ClientError.Statement.EntityNotFound";
const TRIES = 3;

/**
 * Takes the locks of some stories, all or none.
 * @throws Failure load/busy, which names the holder of one
 */
export async function lockStories(store: Store, stories: readonly string[], purpose: LockPurpose): Promise<StoryLock> {
  const token = randomUUID();
  // A global order, so that two processes that want the same locks do not deadlock.
  const sorted = stories.toSorted();
  const each = (step: (story: string) => WriteStep) => sorted.map(step);
  const held = (swapMillis: number | null) =>
    each((story) => ({ name: "write/hold-load", parameters: { story, token, swapMillis } }));
  const releaseSteps = each((story) => ({ name: "write/release-load", parameters: { story, token } }));
  const rows = await take(
    store,
    each((story) => takeStep(store, story, token, purpose)),
  );
  const other = rows.findIndex(({ isTaken }) => !isTaken);
  if (other >= 0) {
    await store.write(releaseSteps);
    throw busy(sorted[other] ?? "", rows[other] as Taken);
  }
  return new HeldLock(store, held, releaseSteps, sorted);
}

type Taken = Row<"write/take-load">;

class HeldLock implements StoryLock {
  private readonly timer: NodeJS.Timeout;
  private beat: Promise<unknown> = Promise.resolve();
  private isReplacing = false;
  private released: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    private readonly held: (swapMillis: number | null) => readonly WriteStep[],
    private readonly releaseSteps: readonly WriteStep[],
    private readonly stories: readonly string[],
  ) {
    this.timer = setInterval(() => this.tell(), BEAT_MILLIS).unref();
  }

  write(steps: readonly WriteStep[]): Promise<Answers> {
    return this.holding(null, steps);
  }

  async replace(steps: readonly WriteStep[], elements: number): Promise<Answers> {
    // The embedded engine shows a commit atomically; Neo4j shows each record as it is written.
    if (this.store.kind === "embedded") return this.write(steps);
    const millis = SWAP_MILLIS + elements;
    this.isReplacing = true;
    try {
      // A running heartbeat must not finish later and end the readers' wait.
      await this.beat;
      await this.holding(millis, []);
      return (await this.holding(millis, [...steps, ...this.held(millis)])).slice(0, steps.length);
    } finally {
      this.isReplacing = false;
      await this.holding(null, []).catch(() => undefined);
    }
  }

  release(): Promise<void> {
    this.released ??= this.end();
    return this.released;
  }

  private async end(): Promise<void> {
    clearInterval(this.timer);
    await this.beat;
    // A lock that cannot be released is taken over later.
    await this.store.write(this.releaseSteps).catch(() => undefined);
  }

  private tell(): void {
    if (!this.isReplacing) this.beat = this.holding(null, []).catch(() => undefined);
  }

  private async holding(swapMillis: number | null, steps: readonly WriteStep[]): Promise<Answers> {
    try {
      const answers = await this.store.write([...this.held(swapMillis), ...steps]);
      return answers.slice(this.stories.length);
    } catch (error) {
      throw error instanceof Failure && error.cypherCode === ARITHMETIC ? this.lost(error) : error;
    }
  }

  private lost(cause: Failure): Failure {
    return new Failure("load/busy", `${named(this.stories)} was taken over by another process`, {
      cause,
      remedy: `Load it again; this one has said nothing for ${DEAD_MILLIS / 1_000} s`,
    });
  }
}

async function take(store: Store, steps: readonly WriteStep[]): Promise<readonly Taken[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answers = await store.write(steps);
      return answers.map(([row]) => row as unknown as Taken);
    } catch (error) {
      const isGone = error instanceof Failure && error.cypherCode === GONE_MEANWHILE;
      if (!isGone || tries === TRIES) throw error;
    }
  }
}

function takeStep(store: Store, story: string, token: string, { program, work }: LockPurpose): WriteStep {
  const [host, { pid }] = [hostname(), process];
  const parameters = {
    story,
    token,
    process: `${host} ${pid} ${Math.round(performance.timeOrigin)}`,
    host,
    pid,
    program,
    work,
    deadMillis: DEAD_MILLIS,
    // Only one process at a time uses a data folder, so any earlier holder of a lock in it has ended.
    isAlone: store.kind === "embedded",
  };
  return { name: "write/take-load", parameters };
}

function busy(story: string, { program, work, host, pid, since }: Taken): Failure {
  const time = new Date(since).toISOString().slice(0, 19);
  return new Failure(
    "load/busy",
    `The story ${story} is being ${work} by ${program} (process ${pid} on ${host}) since ${time}Z`,
    {
      remedy: `Try again when it is done; a process that has ended is no longer waited for after ${DEAD_MILLIS / 1_000} s`,
    },
  );
}

function named(stories: readonly string[]): string {
  return stories.length === 1 ? `The story ${stories[0]}` : `One of the stories ${stories.join(", ")}`;
}
