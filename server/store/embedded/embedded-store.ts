import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { CypherValue } from "../../../contract/cypher-value.ts";
import { Failure } from "../../../contract/errors.ts";
import { queryFiles, statementOf, type Parameters, type QueryName, type Row } from "../catalogue.ts";
import type { QueryOptions, QueryResult, ReadOptions, Store, StoreState, WriteStep } from "../store.ts";
import { lockFolder } from "./lock.ts";
import type { AnswerMessage, Answers, Ask, AskMessage, FailureMessage } from "./protocol.ts";

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Logger;
}

const READ_MILLIS = 15_000;
const WRITE_MILLIS = 120_000;
/** What a worker gets beyond a query's own time before it is held for lost. */
const GRACE_MILLIS = 3_000;
const OPEN_MILLIS = 120_000;

/** Opens the engine over a folder: the journal is read, and from then on every commit is on disk before it is told. */
export async function openEmbeddedStore({ dataDir, log }: EmbeddedOptions): Promise<Store> {
  const folder = resolve(dataDir);
  makeFolder(folder, dataDir);
  const lock = lockFolder(join(folder, "lock"));
  try {
    const store = new EmbeddedStore(folder, log, () => lock.release());
    await store.open();
    return store;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function makeFolder(folder: string, named: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new Failure("config/invalid", `The data folder ${named} cannot be read and written (${why})`, {
      cause: error,
      remedy: "Choose another with DATA_DIR",
    });
  }
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

class EmbeddedStore implements Store {
  readonly kind = "embedded";
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private closed = false;

  constructor(
    private readonly folder: string,
    private readonly log: Logger,
    private readonly release: () => void,
  ) {}

  /** Starts a worker and waits until it has read the journal. */
  async open(): Promise<void> {
    const worker = new Worker(new URL("worker-entry.mjs", import.meta.url), {
      workerData: { dataDir: this.folder },
      resourceLimits: { maxOldGenerationSizeMb: 4_096 },
      env: {},
    });
    this.worker = worker;
    await new Promise<void>((done, fail) => {
      const timer = setTimeout(
        () => fail(new Failure("store/unavailable", "The data folder could not be opened in time")),
        OPEN_MILLIS,
      );
      worker.on("message", (message: AnswerMessage) => {
        if (message.kind !== "opened") return this.settle(message);
        clearTimeout(timer);
        if (message.cut !== null) this.log.warn({ journal: message.cut }, "the journal was mended");
        done();
      });
      worker.on("error", (error) => {
        clearTimeout(timer);
        fail(new Failure("store/damaged", `The data folder could not be opened: ${error.message}`, { cause: error }));
        this.lose(worker, error);
      });
      worker.on("exit", () => this.lose(worker, new Error("the worker ended")));
    });
  }

  async prepare(): Promise<void> {
    await this.ask(
      { kind: "prepare", statements: queryFiles("schema").map(({ statement }) => statement) },
      WRITE_MILLIS,
    );
  }

  async read<Name extends QueryName>(
    name: Name,
    parameters: Parameters<Name>,
    { signal }: ReadOptions = {},
  ): Promise<Row<Name>[]> {
    const rows: Answers["read"] = await this.ask(
      { kind: "read", statement: statementOf(name), parameters: { ...parameters }, timeoutMillis: READ_MILLIS },
      READ_MILLIS,
      signal,
    );
    return rows as unknown as Row<Name>[];
  }

  write(steps: readonly WriteStep[]): Promise<readonly (readonly Record<string, unknown>[])[]> {
    return this.ask(
      {
        kind: "write",
        steps: steps.map(({ name, parameters }) => ({ statement: statementOf(name), parameters: { ...parameters } })),
      },
      WRITE_MILLIS,
    );
  }

  query(
    statement: string,
    parameters: Readonly<Record<string, CypherValue>>,
    { maxRows, timeoutMillis, signal }: QueryOptions,
  ): Promise<QueryResult> {
    return this.ask({ kind: "query", statement, parameters, maxRows, timeoutMillis }, timeoutMillis, signal);
  }

  async check(): Promise<StoreState> {
    try {
      await this.read("read/versions", {});
      return { ready: true, reason: null };
    } catch (error) {
      return { ready: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async version(): Promise<string> {
    const stories = await this.read("read/versions", {});
    return stories.map(({ id, version }) => `${id}:${version ?? ""}`).join(",") || "empty";
  }

  async close(): Promise<void> {
    if (this.closed) return;
    const { worker } = this;
    if (worker !== null) await this.ask({ kind: "close" }, GRACE_MILLIS).catch(() => undefined);
    this.closed = true;
    this.worker = null;
    await worker?.terminate();
    this.release();
  }

  private settle(message: AnswerMessage): void {
    if (message.kind !== "answer" && message.kind !== "failure") return;
    const waiting = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.kind === "answer") waiting?.resolve(message.value);
    else waiting?.reject(failureFrom(message.failure));
  }

  private async ask<Kind extends Ask["kind"]>(
    ask: Ask & { readonly kind: Kind },
    millis: number,
    signal?: AbortSignal,
  ): Promise<Answers[Kind]> {
    if (this.closed) throw new Failure("store/unavailable", "The store is closed");
    if (this.worker === null) await this.open();
    const { worker } = this;
    if (worker === null) throw new Failure("store/unavailable", "The store is not open");
    const id = (this.lastId += 1);
    const cancel = new SharedArrayBuffer(4);
    const stop = () => void Atomics.store(new Int32Array(cancel), 0, 1);
    if (signal?.aborted === true) stop();
    signal?.addEventListener("abort", stop, { once: true });
    const watchdog = setTimeout(() => this.replace(worker), millis + GRACE_MILLIS);
    try {
      return await new Promise<Answers[Kind]>((done, reject) => {
        this.pending.set(id, { resolve: (value) => done(value as Answers[Kind]), reject });
        worker.postMessage({ id, ask, cancel } satisfies AskMessage);
      });
    } finally {
      clearTimeout(watchdog);
      signal?.removeEventListener("abort", stop);
    }
  }

  /** A worker that does not answer in time is ended; the next question opens the folder again. */
  private replace(worker: Worker): void {
    this.log.error("the engine did not answer in time and was started anew");
    this.lose(worker, new Error("it did not answer in time"));
    void worker.terminate();
  }

  private lose(worker: Worker, cause: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { reject } of this.pending.values())
      reject(
        new Failure("store/unavailable", "The engine was stopped while it worked; what was acknowledged is kept", {
          cause,
          remedy: "Try again",
        }),
      );
    this.pending.clear();
  }
}

function failureFrom({ code, message, ...options }: FailureMessage): Failure {
  return new Failure(code, message, options);
}
