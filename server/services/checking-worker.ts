import type { Worker } from "node:worker_threads";
import { Failure } from "../../contract/errors.ts";
import { fromMessage } from "../../contract/failure-message.ts";
import type { WriteStep } from "../store/store.ts";
import { startThread } from "../thread.ts";
import type { StoredPart } from "./stored-story.ts";
import type { CheckedSummary, CheckTask, Compared, ComparedWith, FromChecker, ToChecker } from "./checking-protocol.ts";

export interface CheckingLimits {
  /** For parsing and checking, not for the later writes. */
  readonly millis: number;
  readonly memoryMb: number;
}

export const CHECKING_LIMITS: CheckingLimits = { millis: 60_000, memoryMb: 1_024 };
/** Limits for a file of this machine that its owner names in a command: it may have hundreds of megabytes. */
const FILE_LIMITS: CheckingLimits = { millis: 30 * 60_000, memoryMb: 4_096 };

export interface CheckOptions {
  /** Ends the check. */
  readonly signal: AbortSignal;
  readonly limits?: CheckingLimits;
  /** Called with the number of records read and their total. */
  onProgress?(done: number, total: number): void;
}

/** Content that a worker has checked; the worker keeps it until `end`. */
export interface CheckedContent {
  readonly summary: CheckedSummary;
  /** Adds a part of the stored story, before the comparison. */
  add(part: StoredPart): Promise<void>;
  /** Compares with the stored story; then `next` returns the writes of the difference. */
  compare(input: ComparedWith): Promise<Compared>;
  /** The next write, in order; null at the end. */
  next(): Promise<WriteStep | null>;
  /** Idempotent. Terminates the thread, which frees all parsed content. */
  end(): Promise<void>;
}

/**
 * Parses and checks in a separate thread with limits of time and memory, so that no input blocks the process or stays
 * in its memory.
 * @throws Failure request/invalid, load/invalid, query/cancelled
 */
export async function check(task: CheckTask, options: CheckOptions): Promise<CheckedContent> {
  const { signal, limits = task.kind === "file" ? FILE_LIMITS : CHECKING_LIMITS } = options;
  const worker = start(task, limits);
  const heard = listen(worker, limits, options.onProgress);
  const timer = setTimeout(() => heard.fail(tooSlow(limits)), limits.millis);
  const cancel = () => heard.fail(new Failure("query/cancelled", "The load was cancelled; nothing was loaded"));
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    const first = await heard.next();
    if (first.kind === "refused") throw fromMessage(first.failure);
    if (first.kind !== "checked") throw new Failure("internal", "The checking thread answered out of turn");
    const { summary } = first;
    return {
      summary,
      add: (part) => added(worker, heard, part),
      compare: (input) => compared(worker, heard, input),
      next: prefetched(() => nextStep(worker, heard)),
      end: async () => void (await worker.terminate()),
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
  }
}

async function added(worker: Worker, heard: Heard, part: StoredPart): Promise<void> {
  worker.postMessage({ kind: "stored", part } satisfies ToChecker, []);
  const message = await heard.next();
  if (message.kind !== "stored") throw new Failure("internal", "The checking thread answered out of turn");
}

async function compared(worker: Worker, heard: Heard, input: ComparedWith): Promise<Compared> {
  worker.postMessage({ kind: "compare", input } satisfies ToChecker, []);
  const message = await heard.next();
  if (message.kind === "refused") throw fromMessage(message.failure);
  if (message.kind !== "compared") throw new Failure("internal", "The checking thread answered out of turn");
  return message.compared;
}

/** Requests the next step in advance, so that it is computed while the current one is written. */
function prefetched(ask: () => Promise<WriteStep | null>): () => Promise<WriteStep | null> {
  let ahead: Promise<WriteStep | null> | null = null;
  return async () => {
    const step = await (ahead ?? ask());
    ahead = step === null ? null : ask();
    // The next call reports the error, if there is one.
    ahead?.catch(() => undefined);
    return step;
  };
}

async function nextStep(worker: Worker, heard: Heard): Promise<WriteStep | null> {
  worker.postMessage({ kind: "next" } satisfies ToChecker, []);
  const message = await heard.next();
  if (message.kind !== "step") throw new Failure("internal", "The checking thread answered out of turn");
  return message.step;
}

/**
 * Records are parsed, packed and dropped: with the default of 16 MB the garbage collector takes a tenth of the time.
 */
const YOUNG_MB = 64;

function start(task: CheckTask, { memoryMb }: CheckingLimits): Worker {
  const given = task.kind === "request" ? { ...task, body: transferable(task.body) } : task;
  return startThread("checking", {
    workerData: given,
    transferList: given.kind === "request" ? [given.body.buffer as ArrayBuffer] : [],
    memoryMb,
    youngMb: YOUNG_MB,
  });
}

/** A small Buffer is a slice of a shared one, which cannot be transferred. */
function transferable(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}

interface Heard {
  /** The next message; rejects when the thread has failed. */
  next(): Promise<CheckerAnswer>;
  fail(failure: Failure): void;
}

/** The thread's answers: one message per request. */
type CheckerAnswer = Exclude<FromChecker, { readonly kind: "progress" }>;

function listen(worker: Worker, limits: CheckingLimits, onProgress: CheckOptions["onProgress"]): Heard {
  const early: CheckerAnswer[] = [];
  let failure: Failure | null = null;
  let waiting: { readonly done: (message: CheckerAnswer) => void; readonly failed: (error: Failure) => void } | null =
    null;
  const fail = (error: Failure) => {
    failure ??= error;
    waiting?.failed(failure);
    waiting = null;
  };
  worker.on("message", (message: FromChecker) => {
    if (message.kind === "progress") return onProgress?.(message.done, message.total);
    if (waiting === null) early.push(message);
    else waiting.done(message);
    waiting = null;
  });
  worker.on("error", (error) => fail(lost(error, limits)));
  worker.on("exit", () => fail(lost(new Error("the thread ended"), limits)));
  return {
    fail,
    next: () =>
      new Promise((done, failed) => {
        const message = early.shift();
        if (message !== undefined) done(message);
        else if (failure !== null) failed(failure);
        else waiting = { done, failed };
      }),
  };
}

function tooSlow({ millis }: CheckingLimits): Failure {
  return new Failure("load/invalid", `The story could not be checked in ${millis / 1_000} s; nothing was loaded`, {
    remedy: "Load it as several stories",
  });
}

function lost(cause: Error, { memoryMb }: CheckingLimits): Failure {
  if ((cause as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") {
    const said = `The story needs more than ${memoryMb} MB to be checked; nothing was loaded`;
    return new Failure("load/invalid", said, { cause, remedy: "Load it as several stories" });
  }
  return new Failure("internal", "The story could not be checked", { cause });
}
