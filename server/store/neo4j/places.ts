import { Failure } from "../../../contract/errors.ts";

/** Lets so many in at a time; others wait in line, but no longer than this. */
export class Places {
  private taken = 0;
  private readonly line: (() => void)[] = [];

  constructor(
    private readonly count: number,
    private readonly waitMillis: number,
  ) {}

  /** Answers how to leave again. @throws Failure store/busy */
  async enter(): Promise<() => void> {
    if (this.taken < this.count) this.taken += 1;
    else await this.wait();
    let left = false;
    return () => {
      if (!left) this.leave();
      left = true;
    };
  }

  private wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.line.splice(this.line.indexOf(enter), 1);
        reject(new Failure("store/busy", "Too much is being asked", { remedy: "Try again in a moment" }));
      }, this.waitMillis);
      this.line.push(enter);
    });
  }

  private leave(): void {
    const next = this.line.shift();
    if (next === undefined) this.taken -= 1;
    else next();
  }
}
