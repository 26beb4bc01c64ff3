// A worker thread cannot load TypeScript by itself: register the loader first, then enter.
import { parentPort, workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { serveCheck } = await import("./checking-thread.ts");
await serveCheck(parentPort, workerData);
