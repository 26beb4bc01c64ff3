import type { MessagePort } from "node:worker_threads";
import { Failure } from "../../../contract/errors.ts";
import { toMessage } from "../../../contract/failure-message.ts";
import { ANSWER_LIMITS, tooLarge, tooMuchReceived } from "../answer-limits.ts";
import type { QueryResult } from "../store.ts";
import { Connection, type Neo4jAddress } from "./connection.ts";
import type { FromQueryThread, QueryJob, ToQueryThread } from "./query-protocol.ts";
import { countReceivedBytes } from "./received-bytes.ts";
import { runUntrusted } from "./untrusted-query.ts";

/** How long a query may wait for a connection. */
const ACQUISITION_MILLIS = 5_000;

/** Runs untrusted queries, one at a time, on a driver that belongs to this thread. */
export function serveQueries(port: MessagePort, address: Neo4jAddress): void {
  const received = countReceivedBytes();
  const connection = new Connection({
    ...address,
    poolSize: 2,
    acquisitionMillis: ACQUISITION_MILLIS,
    log: { warn: () => undefined },
  });
  let cancel = new AbortController();

  const answer = async (job: QueryJob): Promise<QueryResult> => {
    const { promise, reject } = rejectable();
    received.start(ANSWER_LIMITS.receivedBytes, () => reject(tooMuchReceived()));
    try {
      const { signal } = cancel;
      return await Promise.race([promise, runUntrusted(connection, job, signal)]);
    } finally {
      received.stop();
    }
  };
  const handle = async (job: QueryJob) => {
    cancel = new AbortController();
    try {
      const json = new TextEncoder().encode(JSON.stringify(await answer(job)));
      if (json.byteLength > ANSWER_LIMITS.jsonBytes) throw tooLarge();
      port.postMessage({ kind: "answer", json } satisfies FromQueryThread, [json.buffer]);
    } catch (error) {
      const failure = toMessage(error) ?? { code: "internal", message: "An error of ours" };
      const cause = error instanceof Failure ? error.cause : error;
      port.postMessage({ kind: "failure", failure, cause: messageOf(cause) } satisfies FromQueryThread, []);
    }
  };
  port.on("message", (message: ToQueryThread) => {
    if (message.kind === "cancel") cancel.abort();
    else void handle(message.job);
  });
  port.postMessage({ kind: "ready" } satisfies FromQueryThread, []);
}

function messageOf(cause: unknown): string | null {
  if (cause === undefined) return null;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

function rejectable(): { readonly promise: Promise<never>; readonly reject: (failure: Failure) => void } {
  let reject: (failure: Failure) => void = () => undefined;
  const promise = new Promise<never>((_, failed) => {
    reject = failed;
  });
  promise.catch(() => undefined);
  return { promise, reject };
}
