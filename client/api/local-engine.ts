import type { QueryReply, QueryRequest } from "./query-protocol.ts";

export type LocalAnswer = Extract<QueryReply, { kind: "answer" | "failure" }>;

export interface LocalQuestion {
  readonly statement: string;
  readonly maxRows: number;
  readonly timeoutMillis: number;
  /**
   * Aborting terminates the worker, because the page shares no memory with it. The next question starts another one.
   */
  readonly signal?: AbortSignal;
}

/** A reader's own copy of a graph, with the engine that answers from it: no query leaves the browser. */
export interface LocalEngine {
  /** Rejects when the snapshot cannot be read, or the question was aborted. */
  ask(question: LocalQuestion): Promise<LocalAnswer>;
  /** Idempotent. */
  destroy(): void;
}

type Unnumbered<Request> = Request extends unknown ? Omit<Request, "ticket"> : never;

/** @param snapshot a graph's snapshot (engine/graph/snapshot.ts) */
export function localEngine(snapshot: ArrayBuffer): LocalEngine {
  let worker: Worker | null = null;
  let opened: Promise<QueryReply> | null = null;
  let tickets = 0;

  function send(to: Worker, request: Unnumbered<QueryRequest>, signal?: AbortSignal): Promise<QueryReply> {
    const ticket = (tickets += 1);
    return new Promise((done, fail) => {
      const settle = (finish: () => void) => {
        to.removeEventListener("message", heard);
        to.removeEventListener("error", failed);
        signal?.removeEventListener("abort", left);
        finish();
      };
      const heard = ({ data }: MessageEvent<QueryReply>) => {
        if (data.ticket === ticket) settle(() => done(data));
      };
      const failed = ({ message }: ErrorEvent) => settle(() => fail(new Error(message)));
      const left = () => {
        if (worker === to) end();
        settle(() => fail(signal?.reason));
      };
      to.addEventListener("message", heard);
      to.addEventListener("error", failed);
      signal?.addEventListener("abort", left);
      to.postMessage({ ...request, ticket }, []);
    });
  }

  function end(): void {
    worker?.terminate();
    worker = null;
    opened = null;
  }

  return {
    ask: async ({ signal, ...question }) => {
      signal?.throwIfAborted();
      worker ??= new Worker(new URL("./query-worker.ts", import.meta.url), { type: "module" });
      opened ??= send(worker, { kind: "open", snapshot }, signal);
      const to = worker;
      const first = await opened;
      if (first.kind === "failure") throw new Error(first.message);
      const reply = await send(to, { kind: "ask", ...question }, signal);
      if (reply.kind === "opened") throw new Error("The worker answered another question");
      return reply;
    },
    destroy: end,
  };
}
