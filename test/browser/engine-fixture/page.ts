import type { QueryReply, QueryRequest } from "../../../client/api/query-protocol.ts";

type Unnumbered<Request> = Request extends unknown ? Omit<Request, "ticket"> : never;

/** What the test calls in the page. */
interface Questions {
  /** Fetches the snapshot and opens it in the worker. */
  open(url: string): Promise<QueryReply>;
  ask(statement: string): Promise<QueryReply>;
  /** Whether the page's policy lets text become code. */
  isEvalRefused(): Promise<boolean>;
}

const worker = new Worker(new URL("../../../client/api/query-worker.ts", import.meta.url), { type: "module" });
let tickets = 0;

function send(request: Unnumbered<QueryRequest>, handedOver: Transferable[] = []): Promise<QueryReply> {
  const ticket = (tickets += 1);
  return new Promise((done, fail) => {
    const hear = ({ data }: MessageEvent<QueryReply>) => {
      if (data.ticket !== ticket) return;
      worker.removeEventListener("message", hear);
      done(data);
    };
    worker.addEventListener("message", hear);
    worker.addEventListener("error", ({ message }) => fail(new Error(message)), { once: true });
    worker.postMessage({ ...request, ticket }, handedOver);
  });
}

const questions: Questions = {
  open: async (url) => {
    const snapshot = await (await fetch(url)).arrayBuffer();
    return send({ kind: "open", snapshot }, [snapshot]);
  },
  ask: (statement) => send({ kind: "ask", statement, maxRows: 1_000, timeoutMillis: 20_000 }),
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
