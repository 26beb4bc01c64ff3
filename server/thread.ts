import { join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { PACKAGE_ROOT } from "./package-root.ts";

/** A file of server/threads. */
export type ThreadName = "checking" | "embed" | "embedded-store" | "neo4j-query" | "paths" | "view";

interface ThreadOptions extends Pick<WorkerOptions, "workerData" | "transferList"> {
  readonly memoryMb: number;
  /** Of the young generation, beside `memoryMb`: more of it costs memory and spares collections to what makes much that is soon dropped. */
  readonly youngMb?: number;
}

/**
 * Starts a thread that knows nothing of the process's environment. It runs the built file, also where the process itself
 * runs from sources: a thread that compiles them anew takes nine times as long to start.
 */
export function startThread(name: ThreadName, { memoryMb, youngMb, ...options }: ThreadOptions): Worker {
  return new Worker(join(PACKAGE_ROOT, "dist/server/threads", `${name}.js`), {
    ...options,
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb,
      ...(youngMb !== undefined && { maxYoungGenerationSizeMb: youngMb }),
    },
    env: {},
    execArgv: [],
  });
}
