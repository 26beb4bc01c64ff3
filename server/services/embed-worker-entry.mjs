// A worker thread cannot load TypeScript by itself: register the loader first, then enter.
import { parentPort } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { serve } = await import("./embed-worker.ts");
serve(parentPort);
