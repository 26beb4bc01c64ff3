import { localEngine, type LocalAnswer, type LocalEngine } from "../../../client/api/local-engine.ts";

/** What the test calls in the page. */
interface Questions {
  /** Fetches a snapshot, which the next questions are asked of. */
  open(url: string): Promise<void>;
  ask(statement: string, leaveAfterMillis?: number): Promise<LocalAnswer | string>;
  /** Whether the page's policy keeps text from becoming code. */
  isEvalRefused(): Promise<boolean>;
}

let engine: LocalEngine | null = null;

const questions: Questions = {
  open: async (url) => {
    engine?.destroy();
    engine = localEngine(await (await fetch(url)).arrayBuffer());
  },
  ask: async (statement, leaveAfterMillis) => {
    const signal = leaveAfterMillis === undefined ? undefined : AbortSignal.timeout(leaveAfterMillis);
    const asked = { statement, maxRows: 1_000, timeoutMillis: 20_000, ...(signal && { signal }) };
    return engine?.ask(asked).catch((error: unknown) => (error instanceof Error ? error.message : String(error))) ?? "";
  },
  // A test's own call may do more than the page: asked from a timer, it is the page.
  isEvalRefused: () =>
    new Promise((done) => {
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-eval -- That it is refused is what is asked.
          done(globalThis.eval("1") !== 1);
        } catch {
          done(true);
        }
      });
    }),
};
Object.assign(globalThis, { questions });
