/** What was asked and is not yet answered, so that closing can wait for it. */
export class UnderWay {
  private readonly work = new Set<Promise<unknown>>();

  /** Remembers a piece of work until it ends, and answers it. */
  follow<T>(work: Promise<T>): Promise<T> {
    const forget = () => void this.work.delete(ended);
    const ended: Promise<void> = work.then(forget, forget);
    this.work.add(ended);
    return work;
  }

  /** When all of it has ended, but no later than this. */
  async settle(millis: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((done) => {
      timer = setTimeout(done, millis);
    });
    await Promise.race([Promise.all(this.work), patience]);
    clearTimeout(timer);
  }
}
