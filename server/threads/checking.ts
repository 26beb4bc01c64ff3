// Entry point of the thread that parses, checks and compares one load.
import { workerData } from "node:worker_threads";
import type { CheckTask } from "../services/checking-protocol.ts";
import { serveCheck } from "../services/checking-thread.ts";
import { ownPort } from "../own-port.ts";

await serveCheck(ownPort(), workerData as CheckTask);
