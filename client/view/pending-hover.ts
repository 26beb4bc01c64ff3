import type { Target } from "./view-state.ts";

const DELAY_MS = 60;

/** Delays the highlight of a hovered target, so that targets on the way of the pointer do not flash. */
export class PendingHover {
  private target: Target | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly apply: (target: Target | null) => void) {}

  set(target: Target | null): void {
    this.clear();
    this.target = target;
    this.timer = setTimeout(() => this.flush(), DELAY_MS);
  }

  /** Applies a pending target at once: a click that arrives with the pointer renders once. */
  flush(): void {
    if (this.timer === undefined) return;
    const { target } = this;
    this.clear();
    this.apply(target);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
