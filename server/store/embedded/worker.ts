import { getHeapStatistics } from "node:v8";
import type { MessagePort } from "node:worker_threads";
import { Failure } from "../../../contract/errors.ts";
import { openPrimary } from "./primary.ts";
import { tracedMessage, type FromWorker, type RequestHandler, type ToWorker, type WorkerTask } from "./protocol.ts";
import { openQueryReplica } from "./query-replica.ts";

/** Opens the folder and serves the thread that started this one. */
export function serve(port: MessagePort, task: WorkerTask): void {
  // postMessage between threads has no target origin.
  const send = (message: FromWorker) => port.postMessage(message, []);
  let handler: RequestHandler;
  try {
    handler = task.role === "primary" ? openPrimary(task, send) : openQueryReplica(task);
  } catch (error) {
    return send({ kind: "refused", failure: tracedMessage(error) });
  }
  // Requests run in order, though one may first have to load a lazy module of the engine.
  let turn = Promise.resolve();
  const handle = async (message: ToWorker) => {
    if (message.kind === "commit") return handler.apply(message);
    const { id, request, cancel } = message;
    send({ kind: "started", id });
    const cell = new Int32Array(cancel);
    try {
      // The caller was already told that it is cancelled, so a write must not run.
      if (Atomics.load(cell, 0) !== 0) throw new Failure("query/cancelled", "The query was cancelled");
      send({ kind: "answer", id, value: await handler.handle(request, cell) });
    } catch (error) {
      send({ kind: "failure", id, failure: tracedMessage(error) });
    }
  };
  port.on("message", (message: ToWorker) => {
    turn = turn.then(() => handle(message));
  });
  const memoryBytes = getHeapStatistics().used_heap_size + process.memoryUsage().arrayBuffers;
  send({ kind: "opened", memoryBytes, folder: handler.folder });
}
