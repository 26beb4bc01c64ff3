// Entry point of the embedded store's threads: its primary, or a query replica.
import { workerData } from "node:worker_threads";
import type { WorkerTask } from "../store/embedded/protocol.ts";
import { serve } from "../store/embedded/worker.ts";
import { ownPort } from "../own-port.ts";

serve(ownPort(), workerData as WorkerTask);
