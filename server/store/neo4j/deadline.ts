import { Failure } from "../../../contract/errors.ts";

/**
 * The work's result, or `late` when it takes longer than this, or a cancellation when the signal fires. What the work does after that is
 * not heard: who calls ends it.
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
