import { join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { PACKAGE_ROOT } from "./package-root.ts";

/** A file of server/threads. */
export type ThreadName = "checking" | "embed" | "embedded-store" | "neo4j-query";

/**
 * Starts a thread that knows nothing of the process's environment. It runs the built file, also where the process itself
 * runs from sources: a thread that compiles them anew takes nine times as long to start.
 */
export function startThread(
  name: ThreadName,
  { memoryMb, ...options }: Pick<WorkerOptions, "workerData" | "transferList"> & { readonly memoryMb: number },
): Worker {
  return new Worker(join(PACKAGE_ROOT, "dist/server/threads", `${name}.js`), {
    ...options,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    env: {},
    execArgv: [],
  });
}
