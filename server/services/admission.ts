import { Failure } from "../../contract/errors.ts";

export interface AdmissionLimits {
  readonly running: number;
  readonly waiting: number;
  readonly waitMillis: number;
}

/**
 * Limits per kind of work, by its cost; each kind has its own places. The embedded store executes reads one after
 * another: more at a time would wait there, where they could no longer be rejected.
 */
export const ADMISSION_LIMITS = {
  /** Reads of a few rows. */
  read: { running: 8, waiting: 128, waitMillis: 1_000 },
  /** A whole story, or a search. */
  heavy: { running: 2, waiting: 64, waitMillis: 2_000 },
  /** A question of the list, for anyone. */
  question: { running: 4, waiting: 16, waitMillis: 2_000 },
  /** A query that the owner typed. */
  ownerQuery: { running: 4, waiting: 16, waitMillis: 2_000 },
} as const satisfies Readonly<Record<string, AdmissionLimits>>;

export interface AdmitOptions {
  /** Requests of clients that have left are dropped. */
  readonly signal?: AbortSignal;
  /** One client occupies at most half of the places. */
  readonly client?: string;
}

export type Admit = <T>(work: () => Promise<T>, options?: AdmitOptions) => Promise<T>;

interface Waiting {
  /** Starts the work, or rejects it. */
  settle(failure: Failure | null): void;
}

/** Runs a few work items at a time; others wait a little, and the rest are rejected at once. */
export function admission(limits: AdmissionLimits): Admit {
  let running = 0;
  const queue = new Set<Waiting>();
  const held = new Map<string, number>();
  const share = Math.ceil((limits.running + limits.waiting) / 2);

  function hold(client: string, places: 1 | -1): void {
    const now = (held.get(client) ?? 0) + places;
    if (now > share) throw busy();
    if (now === 0) held.delete(client);
    else held.set(client, now);
  }

  function enter({ signal }: AdmitOptions): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(left());
    if (running < limits.running) {
      running += 1;
      return Promise.resolve();
    }
    if (queue.size >= limits.waiting) return Promise.reject(busy());
    return new Promise((done, fail) => {
      const leave = () => waiting.settle(left());
      const waiting: Waiting = {
        settle(failure) {
          clearTimeout(timer);
          signal?.removeEventListener("abort", leave);
          queue.delete(waiting);
          if (failure === null) done();
          else fail(failure);
        },
      };
      const timer = setTimeout(() => waiting.settle(busy()), limits.waitMillis);
      signal?.addEventListener("abort", leave, { once: true });
      queue.add(waiting);
    });
  }

  function leave(): void {
    const [next] = queue;
    if (next === undefined) running -= 1;
    else next.settle(null);
  }

  return async (work, options = {}) => {
    const { client } = options;
    if (client !== undefined) hold(client, 1);
    try {
      await enter(options);
      try {
        return await work();
      } finally {
        leave();
      }
    } finally {
      if (client !== undefined) hold(client, -1);
    }
  };
}

function busy(): Failure {
  return new Failure("store/busy", "Too much is being asked at the same time", { remedy: "Try again in a moment" });
}

function left(): Failure {
  return new Failure("query/cancelled", "Whoever asked has left");
}
