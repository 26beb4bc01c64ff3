import { parentPort, type MessagePort } from "node:worker_threads";

/** Where this thread and the one that started it speak. */
export function ownPort(): MessagePort {
  if (parentPort === null) throw new Error("This file begins a thread; it is no program");
  return parentPort;
}
