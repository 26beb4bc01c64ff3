import { Failure } from "../../../contract/errors.ts";
import { InFlight } from "../in-flight.ts";
import type { QueryOptions, QueryResult } from "../store.ts";
import type { Neo4jAddress } from "./connection.ts";
import { Semaphore } from "./semaphore.ts";
import type { QueryJob } from "./query-protocol.ts";
import { QueryWorker } from "./query-worker.ts";

/** Most queries of one kind of client at a time, and how long a further one waits for a place. */
const MOST = 4;
const WAIT_MILLIS = 2_000;
/** How long an idle thread is kept; the last one stays. */
const IDLE_MILLIS = 60_000;
const CLOSE_MILLIS = 5_000;

/** Threads for untrusted queries, started on demand: one query each, so that none waits for a heavy one. */
export class QueryWorkers {
  private readonly places = new Semaphore(MOST, WAIT_MILLIS);
  private readonly idle: { readonly worker: QueryWorker; readonly timer: NodeJS.Timeout }[] = [];
  private readonly all = new Set<QueryWorker>();
  private readonly inFlight = new InFlight();
  private closed = false;

  constructor(private readonly address: Neo4jAddress) {}

  /** Starts the first thread, so that the first query does not wait for it. */
  warm(): void {
    if (this.all.size === 0 && !this.closed) this.keep(this.open());
  }

  /** @throws Failure */
  async query(job: QueryJob, { signal }: Pick<QueryOptions, "signal">): Promise<QueryResult> {
    if (this.closed) throw new Failure("store/unavailable", "The store is closed");
    return this.inFlight.track(this.querying(job, signal));
  }

  /** Idempotent. Waits for queries in flight, at most CLOSE_MILLIS. */
  async close(): Promise<void> {
    this.closed = true;
    await this.inFlight.drain(CLOSE_MILLIS);
    for (const { timer } of this.idle.splice(0)) clearTimeout(timer);
    await Promise.all([...this.all].map((worker) => worker.end()));
  }

  private async querying(job: QueryJob, signal: AbortSignal | undefined): Promise<QueryResult> {
    const leave = await this.places.acquire();
    const worker = this.take();
    const { answer, done } = worker.run(job, signal);
    void done.then(() => {
      this.keep(worker);
      leave();
    });
    return answer;
  }

  private take(): QueryWorker {
    for (let entry = this.idle.pop(); entry !== undefined; entry = this.idle.pop()) {
      clearTimeout(entry.timer);
      if (!entry.worker.ended) return entry.worker;
      this.all.delete(entry.worker);
    }
    return this.open();
  }

  private open(): QueryWorker {
    const worker = new QueryWorker(this.address);
    this.all.add(worker);
    return worker;
  }

  private keep(worker: QueryWorker): void {
    if (worker.ended || this.closed) {
      this.all.delete(worker);
      if (!worker.ended) void worker.end();
      this.warm();
      return;
    }
    const entry = { worker, timer: setTimeout(() => this.letGo(worker), IDLE_MILLIS) };
    entry.timer.unref();
    this.idle.push(entry);
  }

  private letGo(worker: QueryWorker): void {
    const index = this.idle.findIndex((entry) => entry.worker === worker);
    if (index === -1 || this.all.size === 1) return;
    this.idle.splice(index, 1);
    this.all.delete(worker);
    void worker.end();
  }
}
