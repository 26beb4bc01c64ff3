/**
 * Coalesces concurrent calls. A call that arrives while another runs shares the next run, because the running one may
 * have read the data before the caller's change.
 */
export function singleFlight<T>(ask: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | null = null;
  let next: Promise<T> | null = null;

  function begin(): Promise<T> {
    const asked = ask();
    current = asked;
    const over = () => {
      if (current === asked) current = null;
    };
    asked.then(over, over);
    return asked;
  }

  return () => {
    if (current === null) return begin();
    const before = current;
    next ??= before
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
}
