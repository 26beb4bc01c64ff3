/** Answers as they are sent, kept while the data is the same. */
export interface AnswerCache {
  /** The bytes of an answer that is there. */
  find(key: string): Buffer | undefined;
  /** Makes it, once for all who ask at the same time; an error is not kept. */
  make(key: string, answer: () => Promise<unknown>): Promise<Buffer>;
  /** Forgets all answers, also those that are being made now. */
  clear(): void;
}

export interface AnswerCacheLimits {
  readonly bytes: number;
  /** A larger one is not kept. */
  readonly answerBytes: number;
}

const LIMITS: AnswerCacheLimits = { bytes: 32_000_000, answerBytes: 8_000_000 };

/** Bounded by bytes; what was asked longest ago goes first. The key names the operation, its input and the data's version. */
export function answerCache(limits: AnswerCacheLimits = LIMITS): AnswerCache {
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

/** With what stands around each entry. */
function sizeOf(key: string, answer: Buffer | undefined): number {
  return answer === undefined ? 0 : answer.byteLength + key.length * 2 + 200;
}
