/** The requests that have no response yet, so that a shutdown can wait for them. */
export class InFlight {
  private readonly work = new Set<Promise<unknown>>();

  /** Tracks a request until it settles; returns it. */
  track<T>(work: Promise<T>): Promise<T> {
    const forget = () => void this.work.delete(ended);
    const ended: Promise<void> = work.then(forget, forget);
    this.work.add(ended);
    return work;
  }

  /** Resolves when all requests have settled, or after `millis`. */
  async drain(millis: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((done) => {
      timer = setTimeout(done, millis);
    });
    await Promise.race([Promise.all(this.work), patience]);
    clearTimeout(timer);
  }
}
