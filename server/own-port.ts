import { parentPort, type MessagePort } from "node:worker_threads";

/** The message port to the thread that started this one. */
export function ownPort(): MessagePort {
  if (parentPort === null) throw new Error("This file begins a thread; it is no program");
  return parentPort;
}
