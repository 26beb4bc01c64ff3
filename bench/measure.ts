import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** One of the compared implementations. */
export interface Side {
  readonly name: string;
  /** The work is done in another process, so elapsed time is measured, not the CPU time of this process. */
  readonly elapsed?: boolean;
  run(): unknown;
}

export interface Timing {
  /** Milliseconds of one run: CPU time of all threads of this process, or elapsed time. The median of the rounds. */
  readonly millis: number;
  readonly answer: unknown;
  /** Why there is no time; null when there is one. */
  readonly failure: string | null;
}

const WARM_MILLIS = 1_500;
const AT_LEAST_MILLIS = 100;
const MOST_RUNS = 2_000;

/** Runs the sides in turn, round by round, so that noise of the machine affects all of them. */
export async function measure(sides: readonly Side[], rounds = 5): Promise<Timing[]> {
  const runs: { times: number; answer: unknown }[] = sides.map(() => ({ times: 0, answer: null }));
  const failures = sides.map(() => null as string | null);
  const measured = sides.map(() => [] as number[]);
  for (const [index, side] of sides.entries()) {
    try {
      // Warms up: the first runs are compiled, and a server's code is warm too.
      const spent = clockOf(side);
      let [answer, times] = [null as unknown, 0];
      do {
        answer = await side.run();
        times += 1;
      } while (spent() < WARM_MILLIS);
      runs[index] = { times: Math.min(MOST_RUNS, Math.ceil((AT_LEAST_MILLIS * times) / spent())), answer };
    } catch (error) {
      failures[index] = error instanceof Error ? error.message : String(error);
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, side] of sides.entries()) {
      const { times } = runs[index] ?? { times: 0 };
      if (times === 0) continue;
      const spent = clockOf(side);
      for (let run = 0; run < times; run += 1) await side.run();
      measured[index]?.push(spent() / times);
    }
  }
  return sides.map((_, index) => ({
    millis: median(measured[index] ?? []),
    answer: runs[index]?.answer ?? null,
    failure: failures[index] ?? null,
  }));
}

/** A clock of the milliseconds since now: CPU time or elapsed time, as the side is measured. */
function clockOf({ elapsed }: Side): () => number {
  const [before, started] = [process.cpuUsage(), performance.now()];
  return () => {
    if (elapsed === true) return performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}

/** Bytes on the heap and in buffers, after a garbage collection. */
export function memoryInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
