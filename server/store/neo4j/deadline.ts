import { Failure } from "../../../contract/errors.ts";

/** The work's result, or an error when it takes longer than this or the signal fires. What it does later is not heard. */
export async function deadline<T>(work: Promise<T>, millis: number, signal?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let cancel: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Failure("store/unavailable", `The database did not answer in ${Math.round(millis / 1000)} s`)),
      millis,
    );
    cancel = () => reject(new Failure("query/cancelled", "The query was cancelled"));
    if (signal?.aborted === true) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    if (cancel !== undefined) signal?.removeEventListener("abort", cancel);
  }
}
