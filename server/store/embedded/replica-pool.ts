import type { Logger } from "pino";
import { Failure } from "../../../contract/errors.ts";
import type { QueryClient, QueryResult } from "../store.ts";
import type { FolderState } from "./data-folder.ts";
import {
  closed,
  EngineThread,
  OPENING_MILLIS,
  QUEUE_MILLIS,
  untilAborted,
  type RunningRequest,
  type RequestOptions,
} from "./engine-thread.ts";
import type { EngineRequest, Commit } from "./protocol.ts";

export interface ReplicaPoolOptions {
  readonly folder: string;
  readonly log: Logger;
  /** The last acknowledged commit, which a new replica starts from. */
  known(): FolderState;
  /** At least 2, one for the owner and one for readers. */
  readonly maxReplicas: number;
  /** Bytes of free memory. */
  readonly availableMemory: () => number;
  /** The heap limit of a replica. */
  readonly memoryMegabytes?: number;
  /** How long a replica other than the first may be idle. */
  readonly idleMillis?: number;
}

type QueryRequest = Extract<EngineRequest, { kind: "query" }>;

/** A query that is queued or running. */
interface QueuedQuery {
  readonly request: QueryRequest;
  readonly client: QueryClient;
  readonly millis: number;
  /** When it is rejected if it has not started. */
  readonly deadline: number;
  timer: NodeJS.Timeout | undefined;
  isSettled: boolean;
  /** The owner needs its replica, so it returns to the queue. */
  isPreempted: boolean;
  active: RunningRequest<QueryResult> | null;
  settle(result: QueryResult): void;
  fail(error: unknown): void;
}

interface Replica {
  readonly thread: EngineThread;
  state: "opening" | "idle" | "busy" | "retired";
  running: QueuedQuery | null;
  idleSince: number;
}

const IDLE_MILLIS = 60_000;
/** The memory of one untrusted query and of opening a replica, in addition to the graph. */
const HEADROOM_BYTES = 512 * 2 ** 20;

/**
 * Query replicas and the queues before them. One replica runs one query at a time. The owner and readers have separate
 * queues: of two replicas or more, readers never occupy the last one, and while readers wait, neither does the owner.
 * Where there is only one, the owner preempts a reader's query, which starts again later.
 *
 * A replica is a copy of the graph. So the first one is opened by the first query, and each further one only when a
 * query waits and the memory has space for two graphs of that size. It is closed after some idle time.
 */
export class ReplicaPool {
  private readonly replicas = new Set<Replica>();
  private readonly queues: Readonly<Record<QueryClient, QueuedQuery[]>> = { owner: [], reader: [] };
  private readonly idleMillis: number;
  private readonly sweeper: NodeJS.Timeout;
  private graphBytes = 0;
  private isClosed = false;
  /** While above 0, no replica is opened. */
  private pauses = 0;

  constructor(private readonly options: ReplicaPoolOptions) {
    this.idleMillis = options.idleMillis ?? IDLE_MILLIS;
    this.sweeper = setInterval(() => this.closeIdle(), Math.min(this.idleMillis, 10_000)).unref();
  }

  /** The number of replicas, including those that are opening. */
  get size(): number {
    return this.replicas.size;
  }

  /** @throws Failure */
  query(
    request: QueryRequest,
    { millis, signal, client }: RequestOptions & { readonly client: QueryClient },
  ): Promise<QueryResult> {
    if (this.isClosed) return Promise.reject(closed());
    const deadline = performance.now() + QUEUE_MILLIS;
    let query: QueuedQuery | undefined;
    const result = new Promise<QueryResult>((settle, fail) => {
      query = {
        request,
        client,
        millis,
        deadline,
        timer: undefined,
        isSettled: false,
        isPreempted: false,
        active: null,
        settle,
        fail,
      };
    });
    if (query === undefined) throw new Error("A promise runs its executor at once");
    const queued = query;
    if (signal?.aborted !== true) {
      this.enqueue(queued, "last");
      this.dispatch();
    }
    return untilAborted(result, signal, () => this.leave(queued));
  }

  /** Sends a commit to all replicas. */
  replicate(commit: Commit): void {
    for (const { thread } of this.replicas) thread.replicate(commit);
  }

  /** Ends each replica when its query is answered: they started from another journal than the current one. */
  retireAll(): void {
    for (const replica of this.replicas) {
      const isBusy = replica.state === "busy";
      replica.state = "retired";
      if (!isBusy) this.close(replica);
    }
    this.dispatch();
  }

  /** Ends all replicas like `retireAll`, and opens none until the returned function is called. */
  pause(): () => void {
    this.pauses += 1;
    this.retireAll();
    return () => {
      this.pauses -= 1;
      this.dispatch();
    };
  }

  /** Idempotent. Waits at most `millis` for running queries. */
  async end(millis: number): Promise<void> {
    this.isClosed = true;
    clearInterval(this.sweeper);
    for (const queue of Object.values(this.queues)) for (const query of queue.splice(0)) this.refuse(query, closed());
    await Promise.all([...this.replicas].map(({ thread }) => thread.end(millis)));
  }

  private enqueue(query: QueuedQuery, place: "first" | "last"): void {
    const queue = this.queues[query.client];
    if (place === "first") queue.unshift(query);
    else queue.push(query);
    query.timer = setTimeout(() => this.expire(query), Math.max(query.deadline - performance.now(), 0));
  }

  /** Rejects a query that has waited too long; it may wait longer while the first replica is opening. */
  private expire(query: QueuedQuery): void {
    const left = query.deadline + OPENING_MILLIS - QUEUE_MILLIS - performance.now();
    if (this.usable() === 0 && left > 0) {
      query.timer = setTimeout(() => this.expire(query), Math.min(left, 1_000));
      return;
    }
    this.unqueue(query);
    this.refuse(query, new Failure("store/busy", "Too much is being asked", { remedy: "Try again in a moment" }));
  }

  private unqueue(query: QueuedQuery): void {
    clearTimeout(query.timer);
    const queue = this.queues[query.client];
    const at = queue.indexOf(query);
    if (at !== -1) queue.splice(at, 1);
  }

  /** Cancels a query whose caller has left. */
  private leave(query: QueuedQuery): void {
    query.isSettled = true;
    this.unqueue(query);
    query.active?.cancel();
  }

  private refuse(query: QueuedQuery, failure: unknown): void {
    query.isSettled = true;
    clearTimeout(query.timer);
    query.fail(failure);
  }

  /** Assigns a query to each free replica, and opens another one when a query still waits. */
  private dispatch(): void {
    if (this.isClosed) return;
    for (const replica of this.replicas) {
      if (replica.state !== "idle") continue;
      const query = this.next();
      if (query === undefined) break;
      this.run(replica, query);
    }
    if (this.queues.owner.length + this.queues.reader.length > 0) this.grow();
    this.preemptForOwner();
  }

  /** The next query: the owner's first, each kind within its share of the replicas. */
  private next(): QueuedQuery | undefined {
    const { owner, reader } = this.queues;
    const share = Math.max(this.usable() - 1, 1);
    if (owner.length > 0 && (reader.length === 0 || this.running("owner") < share)) return this.take("owner");
    return reader.length > 0 && this.running("reader") < share ? this.take("reader") : undefined;
  }

  private take(client: QueryClient): QueuedQuery | undefined {
    const query = this.queues[client].shift();
    clearTimeout(query?.timer);
    return query;
  }

  /** The number of replicas that are idle or busy. */
  private usable(): number {
    return [...this.replicas].filter(({ state }) => state === "idle" || state === "busy").length;
  }

  private running(client: QueryClient): number {
    return [...this.replicas].filter(({ running }) => running?.client === client).length;
  }

  private run(replica: Replica, query: QueuedQuery): void {
    const active = replica.thread.requestNow(query.request, query.millis);
    replica.state = "busy";
    replica.running = query;
    query.active = active;
    const free = () => {
      replica.running = null;
      query.active = null;
      replica.idleSince = performance.now();
      if (replica.state === "retired") this.close(replica);
      else if (replica.state === "busy") replica.state = "idle";
    };
    active.answer
      .then(
        (result) => {
          free();
          query.isSettled = true;
          query.settle(result);
        },
        (error: unknown) => {
          free();
          const goesBack = query.isPreempted && error instanceof Failure && error.code === "query/cancelled";
          query.isPreempted = false;
          if (query.isSettled) return;
          if (goesBack && !this.isClosed) this.enqueue(query, "first");
          else this.refuse(query, error);
        },
      )
      .finally(() => this.dispatch());
  }

  /** Cancels a reader's query when the owner waits and no replica works for the owner or is free. */
  private preemptForOwner(): void {
    if (this.queues.owner.length === 0 || this.running("owner") > 0) return;
    const readers = [...this.replicas].filter(({ running, state }) => state === "busy" && running?.client === "reader");
    const isOnItsWay = readers.some(({ running }) => running?.isPreempted === true || running?.isSettled === true);
    const query = readers.at(-1)?.running;
    if (isOnItsWay || query === null || query === undefined) return;
    query.isPreempted = true;
    query.active?.cancel();
  }

  /** Opens another replica, unless one is opening already, the maximum is reached, or memory is short. */
  private grow(): void {
    if (this.pauses > 0 || this.replicas.size >= this.options.maxReplicas) return;
    if ([...this.replicas].some(({ state }) => state === "opening")) return;
    const isFirst = this.usable() === 0;
    if (!isFirst && this.options.availableMemory() < 2 * this.graphBytes + HEADROOM_BYTES) return;
    const replica: Replica = {
      thread: this.makeThread(() => this.lost(replica)),
      state: "opening",
      running: null,
      idleSince: 0,
    };
    this.replicas.add(replica);
    replica.thread.open().then(
      () => {
        if (replica.state !== "opening") return;
        replica.state = "idle";
        replica.idleSince = performance.now();
        this.dispatch();
      },
      (error: unknown) => {
        // The failure of a replica that was retired meanwhile says nothing about the next one.
        if (replica.state === "retired") return this.dispatch();
        this.drop(replica);
        // Without any replica, the queued queries would wait in vain.
        if (this.usable() > 0 || this.isClosed) return;
        for (const queue of Object.values(this.queues)) for (const query of queue.splice(0)) this.refuse(query, error);
      },
    );
  }

  private makeThread(onLost: () => void): EngineThread {
    const { folder, log, known, memoryMegabytes } = this.options;
    return new EngineThread({
      task: () => ({ role: "query-replica", folder, known: known() }),
      log,
      memoryMegabytes,
      onOpen: ({ memoryBytes }) => {
        this.graphBytes = Math.max(this.graphBytes, memoryBytes);
      },
      onLost,
    });
  }

  private lost(replica: Replica): void {
    // A replica that fails to open reports the reason itself.
    if (replica.state !== "opening") this.drop(replica);
  }

  private drop(replica: Replica): void {
    replica.state = "retired";
    this.close(replica);
  }

  private close(replica: Replica): void {
    if (!this.replicas.delete(replica)) return;
    void replica.thread.end(0);
  }

  /** Closes idle replicas to free their memory; the first one stays. */
  private closeIdle(): void {
    const since = performance.now() - this.idleMillis;
    for (const replica of [...this.replicas].slice(1))
      if (replica.state === "idle" && replica.idleSince < since) this.close(replica);
  }
}
