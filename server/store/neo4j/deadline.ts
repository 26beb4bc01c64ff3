import { Failure } from "../../../contract/errors.ts";

/**
 * Resolves with the work's result. Rejects with `late` after `millis`, or with a cancellation when the signal fires;
 * the later result is then ignored, and the caller must end the work.
 */
export async function deadline<T>(
  work: Promise<T>,
  millis: number,
  late: () => Failure,
  signal?: AbortSignal,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let cancel: (() => void) | undefined;
  const ending = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), millis);
    cancel = () => reject(new Failure("query/cancelled", "The query was cancelled"));
    if (signal?.aborted === true) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, ending]);
  } finally {
    clearTimeout(timer);
    if (cancel !== undefined) signal?.removeEventListener("abort", cancel);
  }
}
