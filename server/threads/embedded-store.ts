// The embedded store: its primary, or a replica that answers queries.
import { workerData } from "node:worker_threads";
import type { WorkerTask } from "../store/embedded/protocol.ts";
import { serve } from "../store/embedded/worker.ts";
import { ownPort } from "../own-port.ts";

serve(ownPort(), workerData as WorkerTask);
