import type { MessagePort, Worker } from "node:worker_threads";
import { Failure } from "../../contract/errors.ts";
import { fromMessage, toMessage, type FailureMessage } from "../../contract/failure-message.ts";
import { startThread, type ThreadName } from "../thread.ts";

export interface TaskThreadLimits {
  /** Per task. */
  readonly millis: number;
  readonly memoryMb: number;
  /** How long an idle thread is kept. */
  readonly idleMillis: number;
}

export interface TaskThreadOptions {
  readonly name: ThreadName;
  readonly limits: TaskThreadLimits;
  /** The failure of a task that exceeded its limits. */
  tooLarge(what: "time" | "memory", cause?: unknown): Failure;
  /** The message for a task with an internal error. */
  readonly failed: string;
}

/** A thread's reply to a task. */
type TaskReply<Made> =
  | { readonly made: Made }
  | { readonly failure: FailureMessage }
  /** An internal error, for the log. */
  | { readonly error: unknown };

interface Work<Task, Made> {
  readonly task: Task;
  done(made: Made): void;
  fail(error: unknown): void;
}

/** Runs tasks in a worker thread, one after another. A task that exceeds its limits is ended with its thread. */
export class TaskThread<Task, Made> {
  private worker: Worker | null = null;
  private current: Work<Task, Made> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly queue: Work<Task, Made>[] = [];
  private isDestroyed = false;

  constructor(private readonly options: TaskThreadOptions) {}

  /** Tasks that run or wait. */
  get load(): number {
    return this.queue.length + (this.current === null ? 0 : 1);
  }

  /** @throws Failure: the task's own, or that it exceeded its limits */
  run(task: Task): Promise<Made> {
    return new Promise((done, fail) => {
      if (this.isDestroyed) return fail(closed());
      this.queue.push({ task, done, fail });
      if (this.current === null) this.next();
    });
  }

  /** Idempotent. */
  async destroy(): Promise<void> {
    this.isDestroyed = true;
    for (const { fail } of this.queue.splice(0)) fail(closed());
    await this.end(closed());
  }

  private next(): void {
    clearTimeout(this.timer);
    const { limits, tooLarge } = this.options;
    const work = this.queue.shift() ?? null;
    this.current = work;
    if (work === null) {
      this.timer = setTimeout(() => void this.end(closed()), limits.idleMillis).unref();
      return;
    }
    this.worker ??= this.start();
    this.worker.postMessage(work.task, []);
    this.timer = setTimeout(() => void this.end(tooLarge("time")), limits.millis);
  }

  private start(): Worker {
    const { name, limits, failed } = this.options;
    const worker = startThread(name, { memoryMb: limits.memoryMb });
    worker.unref();
    worker.on("message", (reply: TaskReply<Made>) => {
      const work = this.current;
      if (this.worker !== worker || work === null) return;
      if ("made" in reply) work.done(reply.made);
      else if ("failure" in reply) work.fail(fromMessage(reply.failure));
      else work.fail(new Failure("internal", failed, { cause: reply.error }));
      this.next();
    });
    const lost = (error: Error) => {
      if (this.worker === worker) void this.end(this.failureOf(error));
    };
    worker.on("error", lost);
    worker.on("exit", () => lost(new Error("the thread ended")));
    return worker;
  }

  /** Ends the thread; its current task fails, and the next one gets a new thread. */
  private async end(failure: Failure): Promise<void> {
    const { worker, current } = this;
    clearTimeout(this.timer);
    this.worker = null;
    this.current = null;
    current?.fail(failure);
    if (this.queue.length > 0) this.next();
    await worker?.terminate();
  }

  private failureOf(error: NodeJS.ErrnoException): Failure {
    const { tooLarge, failed } = this.options;
    return error.code === "ERR_WORKER_OUT_OF_MEMORY"
      ? tooLarge("memory", error)
      : new Failure("internal", failed, { cause: error });
  }
}

/** The thread's side: replies to one task after another. */
export function serveTasks(port: MessagePort, make: (task: never) => unknown): void {
  const replyTo = (task: never): TaskReply<unknown> => {
    try {
      return { made: make(task) };
    } catch (error) {
      const failure = toMessage(error);
      return failure === null ? { error } : { failure };
    }
  };
  // postMessage between threads has no target origin.
  port.on("message", (task: unknown) => port.postMessage(replyTo(task as never), []));
}

function closed(): Failure {
  return new Failure("store/unavailable", "The app is shutting down");
}
