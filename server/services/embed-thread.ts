import type { Worker } from "node:worker_threads";
import { Failure } from "../../contract/errors.ts";
import { startThread } from "../thread.ts";
import type { EmbedFiles, EmbedSource } from "./embed-files.ts";
import type { EmbedReply } from "./embed-worker.ts";

export interface EmbedThreadLimits {
  /** For one story. */
  readonly millis: number;
  readonly memoryMb: number;
  /** A thread without work is ended after so long. */
  readonly idleMillis: number;
}

export const EMBED_THREAD_LIMITS: EmbedThreadLimits = { millis: 20_000, memoryMb: 512, idleMillis: 60_000 };

interface Work {
  readonly source: EmbedSource;
  done(files: EmbedFiles): void;
  fail(error: unknown): void;
}

/** Makes the files of embeds in a worker thread, one story after another. One that takes too much is ended with its thread. */
export class EmbedThread {
  private worker: Worker | null = null;
  private current: Work | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly queue: Work[] = [];
  private isDestroyed = false;

  constructor(private readonly limits: EmbedThreadLimits = EMBED_THREAD_LIMITS) {}

  /** @throws Failure story/too-large */
  make(source: EmbedSource): Promise<EmbedFiles> {
    return new Promise((done, fail) => {
      if (this.isDestroyed) return fail(closed());
      this.queue.push({ source, done, fail });
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
    const work = this.queue.shift() ?? null;
    this.current = work;
    if (work === null) {
      this.timer = setTimeout(() => void this.end(closed()), this.limits.idleMillis).unref();
      return;
    }
    this.worker ??= this.start();
    this.worker.postMessage(work.source, []);
    this.timer = setTimeout(() => void this.end(tooLarge("time")), this.limits.millis);
  }

  private start(): Worker {
    const worker = startThread("embed", { memoryMb: this.limits.memoryMb });
    worker.unref();
    worker.on("message", (reply: EmbedReply) => {
      const work = this.current;
      if (this.worker !== worker || work === null) return;
      if ("files" in reply) work.done(reply.files);
      else work.fail(new Failure("internal", "The embed could not be made", { cause: reply.error }));
      this.next();
    });
    const lost = (error: Error) => {
      if (this.worker === worker) void this.end(failureOf(error));
    };
    worker.on("error", lost);
    worker.on("exit", () => lost(new Error("the thread ended")));
    return worker;
  }

  /** Ends the thread; what it was at fails, and the next piece of work has a new one. */
  private async end(failure: Failure): Promise<void> {
    const { worker, current } = this;
    clearTimeout(this.timer);
    this.worker = null;
    this.current = null;
    current?.fail(failure);
    if (this.queue.length > 0) this.next();
    await worker?.terminate();
  }
}

function failureOf(error: NodeJS.ErrnoException): Failure {
  return error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? tooLarge("memory", error)
    : new Failure("internal", "The embed could not be made", { cause: error });
}

function tooLarge(what: "time" | "memory", cause?: unknown): Failure {
  return new Failure("story/too-large", `The story's picture needs more ${what} than an embed may take`, {
    cause,
    remedy: "GET /api/stories/:story gives the story without a picture",
  });
}

function closed(): Failure {
  return new Failure("store/unavailable", "The app is shutting down");
}
