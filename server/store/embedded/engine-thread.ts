import type { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { Failure } from "../../../contract/errors.ts";
import { startThread } from "../../thread.ts";
import type { StoreProgress } from "../store.ts";
import { UnderWay } from "../under-way.ts";
import {
  failureFrom,
  type Answers,
  type Ask,
  type Commit,
  type FromWorker,
  type Opened,
  type ToWorker,
  type WorkerTask,
} from "./protocol.ts";

export interface ThreadOptions {
  /** Asked each time a worker is started. */
  task(): WorkerTask;
  readonly log: Logger;
  /** What the worker's heap may take. */
  readonly memoryMegabytes?: number;
  /** What it gets beyond its time before it is held for lost. */
  readonly graceMillis?: number;
  onProgress?(progress: StoreProgress): void;
  onOpen?(opened: Opened): void;
  onCommit?(commit: Commit): void;
  /** The worker has ended or is being ended; the next question starts another. */
  onLost?(): void;
}

export interface AskOptions {
  /** From when the worker begins with it. */
  readonly millis: number;
  readonly signal?: AbortSignal | undefined;
}

/** Something that was asked of an open worker. */
export interface Asked<T> {
  /** Settles when the worker has done with it, also after `cancel`, or is lost. */
  readonly answer: Promise<T>;
  /** Ends what runs; a worker that does not end it soon is replaced. */
  cancel(): void;
}

/** How long what is asked may wait for its turn. */
export const QUEUE_MILLIS = 20_000;
/** How long what is asked may wait for a worker that is being opened. */
export const OPENING_MILLIS = 60_000;
const GRACE_MILLIS = 3_000;
const MEMORY_MEGABYTES = 4_096;

interface Pending {
  readonly millis: number;
  isStarted: boolean;
  timer: NodeJS.Timeout | undefined;
  settle(value: unknown): void;
  fail(error: unknown): void;
  cancel(): void;
}

/** A worker thread and what is asked of it. One that is lost, or does not answer in time, is replaced at the next asking. */
export class EngineThread {
  private worker: Worker | null = null;
  private isOpen = false;
  private opening: Promise<Worker> | null = null;
  /** The thread before, until it is really gone: two may not have one journal. */
  private leaving: Promise<unknown> = Promise.resolve();
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private ending: Promise<void> | null = null;
  private doing: StoreProgress | null = null;
  private readonly underWay = new UnderWay();

  constructor(private readonly options: ThreadOptions) {}

  /** What the opening worker is at; null when it is open. */
  get progress(): StoreProgress | null {
    return this.isOpen ? null : this.doing;
  }

  /** Opens the folder, however long that takes; at once when it is open. @throws Failure */
  open(): Promise<Worker> {
    if (this.ending !== null) return Promise.reject(closed());
    if (this.opening !== null) return this.opening;
    const opening = this.start();
    this.opening = opening;
    opening.catch(() => {
      if (this.opening === opening) this.opening = null;
    });
    return opening;
  }

  async ask<A extends Ask>(ask: A, options: AskOptions): Promise<Answers[A["kind"]]> {
    if (this.ending !== null) throw closed();
    return this.underWay.follow(this.asking(ask, options));
  }

  private async asking<A extends Ask>(ask: A, { millis, signal }: AskOptions): Promise<Answers[A["kind"]]> {
    const worker = await untilAborted(untilOpen(this.open()), signal);
    const { answer, cancel } = this.post(worker, ask, millis);
    return untilAborted(answer, signal, cancel);
  }

  /** Asks the open worker at once. @throws Failure store/unavailable when none is open */
  request<A extends Ask>(ask: A, millis: number): Asked<Answers[A["kind"]]> {
    if (this.worker === null || !this.isOpen || this.ending !== null) throw closed();
    const asked = this.post(this.worker, ask, millis);
    this.underWay.follow(asked.answer).catch(() => undefined);
    return asked;
  }

  private post<A extends Ask>(worker: Worker, ask: A, millis: number): Asked<Answers[A["kind"]]> {
    const id = (this.lastId += 1);
    const cell = new SharedArrayBuffer(4);
    const stop = () => void Atomics.store(new Int32Array(cell), 0, 1);
    const answer = new Promise<Answers[A["kind"]]>((settle, fail) => {
      if (this.worker !== worker) return fail(lost(new Error("the thread ended")));
      const pending: Pending = {
        millis,
        isStarted: false,
        timer: millisTimer(QUEUE_MILLIS, millis, () => {
          stop();
          fail(new Failure("store/busy", "Too much is being asked", { remedy: "Try again in a moment" }));
        }),
        settle: (value) => settle(value as Answers[A["kind"]]),
        fail,
        cancel: () => {
          stop();
          if (pending.isStarted) this.watch(worker, id, pending, 0);
        },
      };
      this.pending.set(id, pending);
      try {
        worker.postMessage({ kind: "ask", id, ask, cancel: cell } satisfies ToWorker, []);
      } catch (error) {
        // What cannot be cloned, as a function or something nested too deep, is not on its way.
        this.pending.delete(id);
        clearTimeout(pending.timer);
        fail(error);
      }
    });
    return { answer, cancel: () => this.pending.get(id)?.cancel() };
  }

  /** Tells a commit to the worker, when there is one: one that is started later is told by its task where it begins. */
  follow(commit: Commit): void {
    this.worker?.postMessage(commit, []);
  }

  /**
   * Idempotent. Waits for what is in flight, at most so long, and cancels the rest; then has the worker do one last
   * thing, however long it takes, and ends it.
   */
  end(millis: number, last?: Extract<Ask, { kind: "close" }>): Promise<void> {
    this.ending ??= this.endAll(millis, last);
    return this.ending;
  }

  private async endAll(millis: number, last: Ask | undefined): Promise<void> {
    const isWriting = this.progress?.what === "writing the snapshot";
    if (!this.isOpen && isWriting) await this.opening?.catch(() => undefined);
    if (this.isOpen) {
      await this.underWay.settle(millis);
      for (const pending of this.pending.values()) pending.cancel();
      // Its failure is logged where the folder is opened again; what was acknowledged is in the journal.
      if (last !== undefined && this.worker !== null)
        await this.post(this.worker, last, Number.POSITIVE_INFINITY).answer.catch(() => undefined);
    }
    if (this.worker !== null) this.lose(this.worker, new Failure("store/unavailable", "The store was closed"));
    await this.leaving;
  }

  private async start(): Promise<Worker> {
    await this.leaving;
    if (this.ending !== null) throw closed();
    let worker: Worker;
    try {
      worker = startThread("embedded-store", {
        workerData: this.options.task(),
        memoryMb: this.options.memoryMegabytes ?? MEMORY_MEGABYTES,
      });
    } catch (error) {
      throw lost(error as Error);
    }
    return this.opened(worker);
  }

  private opened(worker: Worker): Promise<Worker> {
    this.worker = worker;
    return new Promise((done, fail) => {
      const failed = (failure: Failure) => {
        fail(failure);
        this.lose(worker, failure);
      };
      worker.on("message", (message: FromWorker) => {
        if (this.worker !== worker) return;
        if (message.kind === "refused") return failed(this.failureOf(message.failure));
        if (message.kind !== "opened") return this.hear(worker, message);
        this.isOpen = true;
        this.doing = null;
        this.options.onOpen?.(message);
        done(worker);
      });
      worker.on("error", (error) => {
        this.options.log.error(
          { role: this.options.task().role, err: error },
          "a thread of the engine ended by an error",
        );
        failed(lost(error));
      });
      worker.on("exit", () => failed(lost(new Error("the thread ended"))));
    });
  }

  private hear(worker: Worker, message: Exclude<FromWorker, { kind: "opened" | "refused" }>): void {
    switch (message.kind) {
      case "commit":
        return this.options.onCommit?.(message);
      case "warning":
        return this.options.log.warn(message.warning);
      case "progress":
        this.doing = message.progress;
        return this.options.onProgress?.(message.progress);
    }
    const pending = this.pending.get(message.id);
    if (pending === undefined) return;
    if (message.kind === "started") {
      pending.isStarted = true;
      return this.watch(worker, message.id, pending, pending.millis);
    }
    this.pending.delete(message.id);
    clearTimeout(pending.timer);
    if (message.kind === "answer") pending.settle(message.value);
    else pending.fail(this.failureOf(message.failure));
  }

  /** Replaces the worker when it has not answered so long from now, and a little longer. */
  private watch(worker: Worker, id: number, pending: Pending, millis: number): void {
    clearTimeout(pending.timer);
    const grace = this.options.graceMillis ?? GRACE_MILLIS;
    pending.timer = millisTimer(millis + grace, pending.millis, () => this.replace(worker, id));
  }

  /** What is no failure of ours is logged in full, for its message says nothing. */
  private failureOf(message: Parameters<typeof failureFrom>[0]): Failure {
    const failure = failureFrom(message);
    if (failure.code === "internal")
      this.options.log.error({ err: failure.cause }, "the engine met an unexpected error");
    return failure;
  }

  /** A thread that does not answer in time is ended: one step of the engine has taken longer than all its budget. */
  private replace(worker: Worker, id: number): void {
    this.options.log.error({ role: this.options.task().role }, "the engine did not answer in time and is started anew");
    this.pending.get(id)?.fail(new Failure("query/timeout", "The query took longer than it may"));
    this.lose(worker, lost(new Error("it did not answer in time")));
  }

  private lose(worker: Worker, failure: Failure): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.isOpen = false;
    this.doing = null;
    this.opening = null;
    this.leaving = worker.terminate();
    const pending = [...this.pending.values()];
    this.pending.clear();
    for (const { timer, fail, isStarted } of pending) {
      clearTimeout(timer);
      // Only what was running can have taken the memory.
      fail(failure.code === "query/limit" && !isStarted ? lost(failure) : failure);
    }
    this.options.onLost?.();
  }
}

/** A timer, but none for what may take forever. */
function millisTimer(millis: number, allowed: number, run: () => void): NodeJS.Timeout | undefined {
  return allowed === Number.POSITIVE_INFINITY ? undefined : setTimeout(run, millis);
}

/** Waits for a worker that is being opened, but not forever. */
async function untilOpen<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, fail) => {
    timer = setTimeout(
      () => fail(new Failure("store/unavailable", "The store is still being opened", { remedy: "Try again later" })),
      OPENING_MILLIS,
    );
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}

/** The work, or a refusal as soon as whoever asked has left. */
export async function untilAborted<T>(work: Promise<T>, signal?: AbortSignal, cancel?: () => void): Promise<T> {
  if (signal === undefined) return work;
  let left: (() => void) | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, fail) => {
        left = () => {
          cancel?.();
          fail(new Failure("query/cancelled", "The query was cancelled"));
        };
        if (signal.aborted) left();
        else signal.addEventListener("abort", left, { once: true });
      }),
    ]);
  } finally {
    if (left !== undefined) signal.removeEventListener("abort", left);
  }
}

export function closed(): Failure {
  return new Failure("store/unavailable", "The store is closed");
}

function lost(cause: Error): Failure {
  return (cause as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY"
    ? new Failure("query/limit", "The query needs more memory than it may have", { cause })
    : new Failure("store/unavailable", "The engine was stopped while it worked; what was acknowledged is kept", {
        cause,
        remedy: "Try again",
      });
}
