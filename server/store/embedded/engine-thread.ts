import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { Failure } from "../../../contract/errors.ts";
import { UnderWay } from "../under-way.ts";
import {
  failureFrom,
  type Answers,
  type Ask,
  type Commit,
  type FromWorker,
  type ToWorker,
  type WorkerTask,
} from "./protocol.ts";

export interface ThreadOptions {
  readonly task: WorkerTask;
  readonly log: Logger;
  onOpen?(opened: Extract<FromWorker, { kind: "opened" }>): void;
  onCommit?(commit: Commit): void;
}

export interface AskOptions {
  /** From when the worker begins with it. */
  readonly millis: number;
  readonly signal?: AbortSignal | undefined;
}

/** How long what is asked may wait for its turn. */
const QUEUE_MILLIS = 20_000;
/** What a worker gets beyond its time before it is held for lost. */
const GRACE_MILLIS = 3_000;
const OPEN_MILLIS = 120_000;
const MEMORY_MB = 4_096;

interface Pending {
  readonly millis: number;
  timer: NodeJS.Timeout;
  settle(value: unknown): void;
  fail(error: unknown): void;
}

/** A worker thread and what is asked of it. One that is lost, or does not answer in time, is replaced at the next asking. */
export class EngineThread {
  private worker: Worker | null = null;
  private opening: Promise<Worker> | null = null;
  /** The thread before, until it is really gone: two may not have one journal. */
  private leaving: Promise<unknown> = Promise.resolve();
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private ended = false;
  private readonly underWay = new UnderWay();

  constructor(private readonly options: ThreadOptions) {}

  /** Opens the folder; at once when it is open. @throws Failure */
  open(): Promise<Worker> {
    this.opening ??= this.start();
    return this.opening;
  }

  async ask<A extends Ask>(ask: A, options: AskOptions): Promise<Answers[A["kind"]]> {
    if (this.ended) throw new Failure("store/unavailable", "The store is closed");
    return this.underWay.follow(this.asking(ask, options));
  }

  private async asking<A extends Ask>(ask: A, { millis, signal }: AskOptions): Promise<Answers[A["kind"]]> {
    const cancelled = () => new Failure("query/cancelled", "The query was cancelled");
    const worker = await this.open();
    if (signal?.aborted === true) throw cancelled();
    const id = (this.lastId += 1);
    const cancel = new SharedArrayBuffer(4);
    const stop = () => void Atomics.store(new Int32Array(cancel), 0, 1);
    let left: (() => void) | undefined;
    try {
      return await new Promise<Answers[A["kind"]]>((done, fail) => {
        left = () => fail(cancelled());
        signal?.addEventListener("abort", left, { once: true });
        const waited = () =>
          fail(new Failure("store/busy", "Too much is being asked", { remedy: "Try again in a moment" }));
        const timer = setTimeout(waited, QUEUE_MILLIS);
        this.pending.set(id, { millis, timer, settle: (value) => done(value as Answers[A["kind"]]), fail });
        this.send(worker, { kind: "ask", id, ask, cancel });
      });
    } finally {
      // Whoever is no longer waited for need not go on.
      stop();
      clearTimeout(this.pending.get(id)?.timer);
      if (left !== undefined) signal?.removeEventListener("abort", left);
    }
  }

  /** Tells a commit to the thread, when there is one: one that opens later reads it from the folder. */
  follow(commit: Commit): void {
    this.opening?.then(
      (worker) => this.send(worker, commit),
      () => undefined,
    );
  }

  /** Idempotent. Waits for what is under way, at most so long. */
  async end(millis: number): Promise<void> {
    this.ended = true;
    await this.underWay.settle(millis);
    if (this.worker !== null) this.lose(this.worker, new Failure("store/unavailable", "The store was closed"));
    await this.leaving;
  }

  private async start(): Promise<Worker> {
    try {
      await this.leaving;
      return await this.opened(
        new Worker(new URL("worker-entry.mjs", import.meta.url), {
          workerData: this.options.task,
          resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
          env: {},
        }),
      );
    } catch (error) {
      this.opening = null;
      throw error;
    }
  }

  private opened(worker: Worker): Promise<Worker> {
    this.worker = worker;
    return new Promise((done, fail) => {
      const failed = (failure: Failure) => {
        clearTimeout(timer);
        fail(failure);
        this.lose(worker, failure);
      };
      const timer = setTimeout(
        () => failed(new Failure("store/unavailable", "The data folder could not be opened in time")),
        OPEN_MILLIS,
      );
      worker.on("message", (message: FromWorker) => {
        if (message.kind === "refused") return failed(failureFrom(message.failure));
        if (message.kind !== "opened") return this.hear(worker, message);
        clearTimeout(timer);
        this.options.onOpen?.(message);
        done(worker);
      });
      worker.on("error", (error) => failed(lost(error)));
      worker.on("exit", () => failed(lost(new Error("the thread ended"))));
    });
  }

  private hear(worker: Worker, message: Exclude<FromWorker, { kind: "opened" | "refused" }>): void {
    if (message.kind === "commit") return this.options.onCommit?.(message);
    const pending = this.pending.get(message.id);
    if (message.kind === "started") {
      if (pending === undefined) return;
      clearTimeout(pending.timer);
      pending.timer = setTimeout(() => this.replace(worker, message.id), pending.millis + GRACE_MILLIS);
      return;
    }
    this.pending.delete(message.id);
    clearTimeout(pending?.timer);
    if (message.kind === "answer") pending?.settle(message.value);
    else pending?.fail(failureFrom(message.failure));
  }

  /** A thread that does not answer in time is ended: one step of the engine has taken longer than all its budget. */
  private replace(worker: Worker, id: number): void {
    this.options.log.error({ role: this.options.task.role }, "the engine did not answer in time and is started anew");
    this.pending.get(id)?.fail(new Failure("query/timeout", "The query took longer than it may"));
    this.lose(worker, lost(new Error("it did not answer in time")));
  }

  private lose(worker: Worker, failure: Failure): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.opening = null;
    this.leaving = worker.terminate();
    for (const { timer, fail } of this.pending.values()) {
      clearTimeout(timer);
      fail(failure);
    }
    this.pending.clear();
  }

  private send(worker: Worker, message: ToWorker): void {
    worker.postMessage(message, []);
  }
}

function lost(cause: Error): Failure {
  return (cause as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY"
    ? new Failure("query/limit", "The query needs more memory than it may have", { cause })
    : new Failure("store/unavailable", "The engine was stopped while it worked; what was acknowledged is kept", {
        cause,
        remedy: "Try again",
      });
}
