/** A cache of serialized responses, valid while the data does not change. */
export interface ResponseCache {
  /** The bytes of a cached response. */
  find(key: string): Buffer | undefined;
  /**
   * Computes a response, once for concurrent calls; errors are not cached. `left` fires when a caller leaves, and the
   * signal that the work is given when all of them have.
   */
  make(key: string, answer: (signal: AbortSignal) => Promise<unknown>, left?: AbortSignal): Promise<Buffer>;
  /** Drops all responses, also those being computed. */
  clear(): void;
}

export interface ResponseCacheLimits {
  readonly bytes: number;
  /** A larger response is not cached. */
  readonly answerBytes: number;
}

const LIMITS: ResponseCacheLimits = { bytes: 32_000_000, answerBytes: 8_000_000 };

/** An LRU cache bounded by bytes. The key holds the operation, its input and the data's version. */
export function responseCache(limits: ResponseCacheLimits = LIMITS): ResponseCache {
  const kept = new Map<string, Buffer>();
  const making = new Map<string, Making>();
  let bytes = 0;
  let times = 0;

  function forget(key: string): void {
    bytes -= sizeOf(key, kept.get(key));
    kept.delete(key);
  }

  function keep(key: string, answer: Buffer): void {
    if (answer.byteLength > limits.answerBytes) return;
    kept.set(key, answer);
    bytes += sizeOf(key, answer);
    for (const oldest of kept.keys()) {
      if (bytes <= limits.bytes) break;
      forget(oldest);
    }
  }

  async function made(key: string, answer: () => Promise<unknown>): Promise<Buffer> {
    const begun = times;
    const written = Buffer.from(JSON.stringify(await answer()));
    if (begun === times) keep(key, written);
    return written;
  }

  return {
    find(key) {
      const answer = kept.get(key);
      if (answer === undefined) return undefined;
      kept.delete(key);
      kept.set(key, answer);
      return answer;
    },
    make(key, answer, left) {
      const inFlight = making.get(key);
      if (inFlight !== undefined && !inFlight.stop.signal.aborted) return join(inFlight, left);
      const stop = new AbortController();
      const begun: Making = {
        stop,
        callers: 0,
        response: made(key, () => answer(stop.signal)).finally(() => {
          if (making.get(key) === begun) making.delete(key);
        }),
      };
      making.set(key, begun);
      return join(begun, left);
    },
    clear() {
      times += 1;
      making.clear();
      kept.clear();
      bytes = 0;
    },
  };
}

interface Making {
  readonly response: Promise<Buffer>;
  readonly stop: AbortController;
  /** Who waits for it. */
  callers: number;
}

function join(work: Making, left: AbortSignal | undefined): Promise<Buffer> {
  work.callers += 1;
  const leave = () => {
    work.callers -= 1;
    if (work.callers === 0) work.stop.abort();
  };
  if (left?.aborted === true) leave();
  else left?.addEventListener("abort", leave, { once: true });
  return work.response;
}

/** The size of an entry with its overhead. */
function sizeOf(key: string, answer: Buffer | undefined): number {
  return answer === undefined ? 0 : answer.byteLength + key.length * 2 + 200;
}
