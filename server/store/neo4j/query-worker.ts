import type { Worker } from "node:worker_threads";
import { Failure } from "../../../contract/errors.ts";
import { fromMessage } from "../../../contract/failure-message.ts";
import { startThread } from "../../thread.ts";
import type { QueryResult } from "../store.ts";
import type { Neo4jAddress } from "./connection.ts";
import type { FromQueryThread, QueryJob, ToQueryThread } from "./query-protocol.ts";

/** How long after a query's timeout its thread is terminated. */
const GRACE_MILLIS = 2_000;
/** How long a thread may take to end a cancelled query. */
const CANCEL_MILLIS = 1_000;
const START_MILLIS = 30_000;
const MEMORY_MB = 1_024;

export interface RunningQuery {
  readonly answer: Promise<QueryResult>;
  /** Resolves when the thread can take another query or has ended, never before the answer. */
  readonly done: Promise<void>;
}

/** A thread that runs one untrusted query at a time and can be terminated at any moment. */
export class QueryWorker {
  private readonly worker: Worker;
  private readonly ready: Promise<void>;
  private onMessage: (message: FromQueryThread) => void = () => undefined;
  private endedBy: Failure | null = null;
  private rejectAll: (failure: Failure) => void = () => undefined;

  constructor({ uri, user, password, database }: Neo4jAddress) {
    this.worker = startThread("neo4j-query", { workerData: { uri, user, password, database }, memoryMb: MEMORY_MB });
    this.ready = this.waitUntilReady();
    this.ready.catch(() => undefined);
  }

  /** Whether the thread has ended or is being terminated. */
  get ended(): boolean {
    return this.endedBy !== null;
  }

  run(job: QueryJob, signal?: AbortSignal): RunningQuery {
    const work = this.runWhenReady(job, signal);
    const answer = untilAborted(work, signal);
    const done = work.then(
      () => undefined,
      () => undefined,
    );
    answer.catch(() => undefined);
    return { answer, done };
  }

  /** Idempotent. */
  async end(failure = new Failure("store/unavailable", "The store is closed")): Promise<void> {
    this.endedBy ??= failure;
    this.rejectAll(this.endedBy);
    await this.worker.terminate();
  }

  private async runWhenReady(job: QueryJob, signal: AbortSignal | undefined): Promise<QueryResult> {
    await this.ready;
    if (signal?.aborted === true) throw cancelled();
    let timer = setTimeout(() => void this.end(late()), job.timeoutMillis + GRACE_MILLIS);
    const cancel = () => {
      clearTimeout(timer);
      this.send({ kind: "cancel" });
      timer = setTimeout(() => void this.end(cancelled()), CANCEL_MILLIS);
    };
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await new Promise<QueryResult>((resolve, reject) => {
        this.rejectAll = reject;
        if (this.endedBy !== null) reject(this.endedBy);
        this.onMessage = (message) => {
          if (message.kind === "answer") resolve(JSON.parse(new TextDecoder().decode(message.json)) as QueryResult);
          else if (message.kind === "failure") reject(failureOf(message));
        };
        this.send({ kind: "query", job });
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      this.onMessage = () => undefined;
    }
  }

  private waitUntilReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void this.end(lost(new Error("it did not start in time"))), START_MILLIS);
      this.rejectAll = reject;
      this.worker.on("message", (message: FromQueryThread) => {
        if (message.kind !== "ready") return this.onMessage(message);
        clearTimeout(timer);
        resolve();
      });
      this.worker.on("error", (error) => void this.end(lost(error)));
      this.worker.on("exit", () => {
        clearTimeout(timer);
        void this.end(lost(new Error("the thread ended")));
      });
    });
  }

  private send(message: ToQueryThread): void {
    this.worker.postMessage(message, []);
  }
}

/** Resolves with the work, or rejects at once when it is cancelled, without waiting for the thread. */
async function untilAborted(work: Promise<QueryResult>, signal: AbortSignal | undefined): Promise<QueryResult> {
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(cancelled());
    if (signal?.aborted === true) leave();
    signal?.addEventListener("abort", leave, { once: true });
  });
  try {
    return await Promise.race([work, left]);
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}

function failureOf({ failure, cause }: Extract<FromQueryThread, { kind: "failure" }>): Failure {
  if (cause === null) return fromMessage(failure);
  const { code, message, ...options } = failure;
  return new Failure(code, message, { ...options, cause: new Error(cause) });
}

function cancelled(): Failure {
  return new Failure("query/cancelled", "The query was cancelled");
}

function late(): Failure {
  return new Failure("query/timeout", "The query took longer than it may", {
    remedy: "Ask for less: a LIMIT, a narrower pattern",
  });
}

function lost(cause: Error): Failure {
  if ((cause as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY" || cause instanceof RangeError) {
    return new Failure("query/limit", `The answer needs more than ${MEMORY_MB} MB to be read, or nests too deep`, {
      cause,
      remedy: "Return fewer rows, or single properties of them",
    });
  }
  return new Failure("store/unavailable", "The query was stopped while it ran", { cause, remedy: "Try again" });
}
