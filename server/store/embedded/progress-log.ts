import type { Logger } from "pino";
import type { StoreProgress } from "../store.ts";

const FIRST_MILLIS = 2_000;
const NEXT_MILLIS = 5_000;

/** Logs the progress of a long operation: the first line after some seconds, then one every few seconds. */
export function progressLog(log: Logger): (progress: StoreProgress) => void {
  let [what, next] = ["", 0];
  return (progress) => {
    const now = performance.now();
    if (progress.what !== what) [what, next] = [progress.what, now + FIRST_MILLIS];
    if (now < next) return;
    next = now + NEXT_MILLIS;
    log.info(`the store is ${inWords(progress)}`);
  };
}

/** For example "reading the journal, 120 of 400 MB". */
export function inWords({ what, done, total }: StoreProgress): string {
  const megabytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);
  return total === null ? `${what}, ${megabytes(done)} MB` : `${what}, ${megabytes(done)} of ${megabytes(total)} MB`;
}
