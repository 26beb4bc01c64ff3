import { Failure } from "../../../contract/errors.ts";

/** A counting semaphore with a FIFO queue; a waiter gives up after `waitMillis`. */
export class Semaphore {
  private held = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly count: number,
    private readonly waitMillis: number,
  ) {}

  /** Returns the function that releases the permit. @throws Failure store/busy */
  async acquire(): Promise<() => void> {
    if (this.held < this.count) this.held += 1;
    else await this.wait();
    let isReleased = false;
    return () => {
      if (!isReleased) this.release();
      isReleased = true;
    };
  }

  private wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(admit), 1);
        reject(new Failure("store/busy", "Too much is being asked", { remedy: "Try again in a moment" }));
      }, this.waitMillis);
      this.queue.push(admit);
    });
  }

  private release(): void {
    const next = this.queue.shift();
    if (next === undefined) this.held -= 1;
    else next();
  }
}
