/** A cache of serialized responses, valid while the data does not change. */
export interface ResponseCache {
  /** The bytes of a cached response. */
  find(key: string): Buffer | undefined;
  /** Computes a response, once for concurrent calls; errors are not cached. */
  make(key: string, answer: () => Promise<unknown>): Promise<Buffer>;
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
  const making = new Map<string, Promise<Buffer>>();
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
    make(key, answer) {
      const inFlight = making.get(key);
      if (inFlight !== undefined) return inFlight;
      const begun = made(key, answer).finally(() => {
        if (making.get(key) === begun) making.delete(key);
      });
      making.set(key, begun);
      return begun;
    },
    clear() {
      times += 1;
      making.clear();
      kept.clear();
      bytes = 0;
    },
  };
}

/** The size of an entry with its overhead. */
function sizeOf(key: string, answer: Buffer | undefined): number {
  return answer === undefined ? 0 : answer.byteLength + key.length * 2 + 200;
}
