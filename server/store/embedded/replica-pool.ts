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
  /** The last commit that was acknowledged: where a new replica begins. */
  known(): FolderState;
  /** At least 2, one for the owner and one for readers. */
  readonly maxReplicas: number;
  /** Bytes of memory that are free. */
  readonly availableMemory: () => number;
  /** What a replica's heap may take. */
  readonly memoryMegabytes?: number;
  /** How long a replica beyond the first may have nothing to do. */
  readonly idleMillis?: number;
}

type QueryRequest = Extract<EngineRequest, { kind: "query" }>;

/** A query on its way: in a queue, or on a replica. */
interface QueuedQuery {
  readonly request: QueryRequest;
  readonly client: QueryClient;
  readonly millis: number;
  /** When it is refused if it has not begun. */
  readonly deadline: number;
  timer: NodeJS.Timeout | undefined;
  isSettled: boolean;
  /** The owner needs its replica: it goes back into the queue. */
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
/** What one untrusted query and the opening of a replica take beside the graph. */
const HEADROOM_BYTES = 512 * 2 ** 20;

/**
 * Query replicas and the queues before them. One replica runs one query at a time. The owner and readers have queues of
 * their own: of two replicas or more, readers never occupy the last one, and while readers wait, neither does the owner.
 * Where there is only one, the owner preempts a reader's query, which starts again later.
 *
 * A replica is a copy of the graph, so the first one is opened by the first query and each further one only when a query
 * waits and the memory has room for two graphs of that size; it is closed when it has had nothing to do for a while.
 */
export class ReplicaPool {
  private readonly replicas = new Set<Replica>();
  private readonly queues: Readonly<Record<QueryClient, QueuedQuery[]>> = { owner: [], reader: [] };
  private readonly idleMillis: number;
  private readonly sweeper: NodeJS.Timeout;
  private graphBytes = 0;
  private isClosed = false;
  /** How many want no replica to be opened now. */
  private pauses = 0;

  constructor(private readonly options: ReplicaPoolOptions) {
    this.idleMillis = options.idleMillis ?? IDLE_MILLIS;
    this.sweeper = setInterval(() => this.closeIdle(), Math.min(this.idleMillis, 10_000)).unref();
  }

  /** How many replicas there are, those that are being opened included. */
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

  /** Tells a commit to all replicas. */
  replicate(commit: Commit): void {
    for (const { thread } of this.replicas) thread.replicate(commit);
  }

  /** Ends all replicas as soon as their queries are answered: what they follow is no longer what they began with. */
  retireAll(): void {
    for (const replica of this.replicas) {
      const isBusy = replica.state === "busy";
      replica.state = "retired";
      if (!isBusy) this.close(replica);
    }
    this.dispatch();
  }

  /** Ends all replicas as `retireAll` does, and opens none until what it answers is called. */
  pause(): () => void {
    this.pauses += 1;
    this.retireAll();
    return () => {
      this.pauses -= 1;
      this.dispatch();
    };
  }

  /** Idempotent. Waits for the queries that run, at most so long. */
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

  /** Refuses what has waited long enough: a little longer where the first replica is still being opened. */
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

  /** Gives each free replica a query, and opens another when one still waits. */
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

  /** The query whose turn it is: the owner's first, each within its share of the replicas. */
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

  /** How many replicas answer queries, now or next. */
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

  /** Ends a reader's query when the owner waits and no replica works for the owner or is free to. */
  private preemptForOwner(): void {
    if (this.queues.owner.length === 0 || this.running("owner") > 0) return;
    const readers = [...this.replicas].filter(({ running, state }) => state === "busy" && running?.client === "reader");
    const isOnItsWay = readers.some(({ running }) => running?.isPreempted === true || running?.isSettled === true);
    const query = readers.at(-1)?.running;
    if (isOnItsWay || query === null || query === undefined) return;
    query.isPreempted = true;
    query.active?.cancel();
  }

  /** Opens another replica, when none is being opened already, there may be more, and the memory has room. */
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
        // One that was retired meanwhile says nothing about the next.
        if (replica.state === "retired") return this.dispatch();
        this.drop(replica);
        // Without any replica, what waits would wait for nothing.
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
    // Opening one tells itself why it failed.
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

  /** Gives back the memory of replicas that have had nothing to do; the first one stays. */
  private closeIdle(): void {
    const since = performance.now() - this.idleMillis;
    for (const replica of [...this.replicas].slice(1))
      if (replica.state === "idle" && replica.idleSince < since) this.close(replica);
  }
}
