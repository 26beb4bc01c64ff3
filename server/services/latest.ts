/**
 * Shares a question among those who ask it at the same time. Whoever asks while it is under way shares the next one:
 * the one under way may have been answered before what he knows of happened.
 */
export function shareLatest<T>(ask: () => Promise<T>): () => Promise<T> {
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
