import { Failure } from "../../contract/errors.ts";

interface Limits {
  readonly running: number;
  readonly waiting: number;
  readonly waitMillis: number;
}

const LIMITS: Limits = { running: 4, waiting: 16, waitMillis: 2_000 };

/** Lets a few pieces of heavy work run at a time; others wait a little, and the rest are told to come again. */
export function admission(limits: Limits = LIMITS): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: { readonly enter: () => void; readonly timer: NodeJS.Timeout }[] = [];

  const busy = () => new Failure("store/busy", "Too many queries are running", { remedy: "Try again in a moment" });

  function place(): Promise<void> {
    if (running < limits.running) {
      running += 1;
      return Promise.resolve();
    }
    if (waiting.length >= limits.waiting) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const entry = {
        enter: resolve,
        timer: setTimeout(() => {
          waiting.splice(waiting.indexOf(entry), 1);
          reject(busy());
        }, limits.waitMillis),
      };
      waiting.push(entry);
    });
  }

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else {
      clearTimeout(next.timer);
      next.enter();
    }
  }

  return async (work) => {
    await place();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
