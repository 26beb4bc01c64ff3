import type { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { Failure } from "../../../contract/errors.ts";
import { startThread } from "../../thread.ts";
import type { StoreProgress } from "../store.ts";
import { InFlight } from "../in-flight.ts";
import {
  failureFrom,
  type EngineResponses,
  type EngineRequest,
  type Commit,
  type FromWorker,
  type Opened,
  type ToWorker,
  type WorkerTask,
} from "./protocol.ts";

export interface ThreadOptions {
  /** Called for each start of a worker. */
  task(): WorkerTask;
  readonly log: Logger;
  /** The heap limit of the worker. */
  readonly memoryMegabytes?: number;
  /** How long after its timeout a request may still end before its worker is replaced. */
  readonly graceMillis?: number;
  onProgress?(progress: StoreProgress): void;
  onOpen?(opened: Opened): void;
  onCommit?(commit: Commit): void;
  /** The worker has ended or is being ended; the next request starts another. */
  onLost?(): void;
}

export interface RequestOptions {
  /** Counted from the moment the worker starts the request. */
  readonly millis: number;
  readonly signal?: AbortSignal | undefined;
}

/** A request that was posted to an open worker. */
export interface RunningRequest<T> {
  /** Settles when the worker has finished the request, also after `cancel`, or when the worker is lost. */
  readonly answer: Promise<T>;
  /** Cancels the request; a worker that does not end it soon is replaced. */
  cancel(): void;
}

/** How long a request may wait in the queue. */
export const QUEUE_MILLIS = 20_000;
/** How long a request may wait for a worker that is opening. */
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

/** A worker thread and its requests. The next request replaces a worker that is lost or did not answer in time. */
export class EngineThread {
  private worker: Worker | null = null;
  private isOpen = false;
  private opening: Promise<Worker> | null = null;
  /** The termination of the previous thread: two threads must not share a journal. */
  private terminating: Promise<unknown> = Promise.resolve();
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private ending: Promise<void> | null = null;
  private doing: StoreProgress | null = null;
  private readonly inFlight = new InFlight();

  constructor(private readonly options: ThreadOptions) {}

  /** The progress of an opening worker; null when it is open. */
  get progress(): StoreProgress | null {
    return this.isOpen ? null : this.doing;
  }

  /** Opens the folder without a timeout; resolves at once when it is open. @throws Failure */
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

  async request<A extends EngineRequest>(request: A, options: RequestOptions): Promise<EngineResponses[A["kind"]]> {
    if (this.ending !== null) throw closed();
    return this.inFlight.track(this.requestWhenOpen(request, options));
  }

  private async requestWhenOpen<A extends EngineRequest>(
    request: A,
    { millis, signal }: RequestOptions,
  ): Promise<EngineResponses[A["kind"]]> {
    const worker = await untilAborted(untilOpen(this.open()), signal);
    const { answer, cancel } = this.post(worker, request, millis);
    return untilAborted(answer, signal, cancel);
  }

  /** Posts a request to the open worker. @throws Failure store/unavailable when none is open */
  requestNow<A extends EngineRequest>(request: A, millis: number): RunningRequest<EngineResponses[A["kind"]]> {
    if (this.worker === null || !this.isOpen || this.ending !== null) throw closed();
    const running = this.post(this.worker, request, millis);
    this.inFlight.track(running.answer).catch(() => undefined);
    return running;
  }

  private post<A extends EngineRequest>(
    worker: Worker,
    request: A,
    millis: number,
  ): RunningRequest<EngineResponses[A["kind"]]> {
    const id = (this.lastId += 1);
    const cell = new SharedArrayBuffer(4);
    const stop = () => void Atomics.store(new Int32Array(cell), 0, 1);
    const answer = new Promise<EngineResponses[A["kind"]]>((settle, fail) => {
      if (this.worker !== worker) return fail(workerFailure(new Error("the thread ended")));
      const pending: Pending = {
        millis,
        isStarted: false,
        timer: millisTimer(QUEUE_MILLIS, millis, () => {
          stop();
          fail(new Failure("store/busy", "Too much is being asked", { remedy: "Try again in a moment" }));
        }),
        settle: (value) => settle(value as EngineResponses[A["kind"]]),
        fail,
        cancel: () => {
          stop();
          if (pending.isStarted) this.watch(worker, id, pending, 0);
        },
      };
      this.pending.set(id, pending);
      try {
        worker.postMessage({ kind: "request", id, request, cancel: cell } satisfies ToWorker, []);
      } catch (error) {
        // The structured clone failed, so the worker never got the request.
        this.pending.delete(id);
        clearTimeout(pending.timer);
        fail(error);
      }
    });
    return { answer, cancel: () => this.pending.get(id)?.cancel() };
  }

  /** Sends a commit to the worker, if there is one. A worker started later reads its first commit from its task. */
  replicate(commit: Commit): void {
    this.worker?.postMessage(commit, []);
  }

  /**
   * Idempotent. Waits at most `millis` for requests in flight and cancels the rest. Then runs one last request without
   * a timeout, and terminates the worker.
   */
  end(millis: number, last?: Extract<EngineRequest, { kind: "close" }>): Promise<void> {
    this.ending ??= this.endAll(millis, last);
    return this.ending;
  }

  private async endAll(millis: number, last: EngineRequest | undefined): Promise<void> {
    const isWriting = this.progress?.what === "writing the snapshot";
    if (!this.isOpen && isWriting) await this.opening?.catch(() => undefined);
    if (this.isOpen) {
      await this.inFlight.drain(millis);
      for (const pending of this.pending.values()) pending.cancel();
      // A failure here is logged when the folder is opened again; acknowledged commits are in the journal.
      if (last !== undefined && this.worker !== null)
        await this.post(this.worker, last, Number.POSITIVE_INFINITY).answer.catch(() => undefined);
    }
    if (this.worker !== null) this.discard(this.worker, new Failure("store/unavailable", "The store was closed"));
    await this.terminating;
  }

  private async start(): Promise<Worker> {
    await this.terminating;
    if (this.ending !== null) throw closed();
    let worker: Worker;
    try {
      worker = startThread("embedded-store", {
        workerData: this.options.task(),
        memoryMb: this.options.memoryMegabytes ?? MEMORY_MEGABYTES,
      });
    } catch (error) {
      throw workerFailure(error as Error);
    }
    return this.whenOpened(worker);
  }

  private whenOpened(worker: Worker): Promise<Worker> {
    this.worker = worker;
    return new Promise((done, fail) => {
      const failed = (failure: Failure) => {
        fail(failure);
        this.discard(worker, failure);
      };
      worker.on("message", (message: FromWorker) => {
        if (this.worker !== worker) return;
        if (message.kind === "refused") return failed(this.failureOf(message.failure));
        if (message.kind !== "opened") return this.receive(worker, message);
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
        failed(workerFailure(error));
      });
      worker.on("exit", () => failed(workerFailure(new Error("the thread ended"))));
    });
  }

  private receive(worker: Worker, message: Exclude<FromWorker, { kind: "opened" | "refused" }>): void {
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

  /** Replaces the worker if it has not answered `millis` plus the grace time from now. */
  private watch(worker: Worker, id: number, pending: Pending, millis: number): void {
    clearTimeout(pending.timer);
    const grace = this.options.graceMillis ?? GRACE_MILLIS;
    pending.timer = millisTimer(millis + grace, pending.millis, () => this.replace(worker, id));
  }

  /** Logs an unexpected error in full, because its public message contains no details. */
  private failureOf(message: Parameters<typeof failureFrom>[0]): Failure {
    const failure = failureFrom(message);
    if (failure.code === "internal")
      this.options.log.error({ err: failure.cause }, "the engine met an unexpected error");
    return failure;
  }

  /** Terminates a thread that did not answer in time: one step of the engine took longer than the whole budget. */
  private replace(worker: Worker, id: number): void {
    this.options.log.error({ role: this.options.task().role }, "the engine did not answer in time and is started anew");
    this.pending.get(id)?.fail(new Failure("query/timeout", "The query took longer than it may"));
    this.discard(worker, workerFailure(new Error("it did not answer in time")));
  }

  private discard(worker: Worker, failure: Failure): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.isOpen = false;
    this.doing = null;
    this.opening = null;
    this.terminating = worker.terminate();
    const pending = [...this.pending.values()];
    this.pending.clear();
    for (const { timer, fail, isStarted } of pending) {
      clearTimeout(timer);
      // Only the running request can have used up the memory.
      fail(failure.code === "query/limit" && !isStarted ? workerFailure(failure) : failure);
    }
    this.options.onLost?.();
  }
}

/** A timer, unless the allowed time is infinite. */
function millisTimer(millis: number, allowed: number, run: () => void): NodeJS.Timeout | undefined {
  return allowed === Number.POSITIVE_INFINITY ? undefined : setTimeout(run, millis);
}

/** Waits for a worker that is opening, at most OPENING_MILLIS. */
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

/** Resolves with the work, or rejects as soon as the signal aborts. */
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

function workerFailure(cause: Error): Failure {
  return (cause as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY"
    ? new Failure("query/limit", "The query needs more memory than it may have", { cause })
    : new Failure("store/unavailable", "The engine was stopped while it worked; what was acknowledged is kept", {
        cause,
        remedy: "Try again",
      });
}
