import { join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { PACKAGE_ROOT } from "./package-root.ts";

/** A file of server/threads. */
export type ThreadName = "checking" | "embed" | "embedded-store" | "neo4j-query" | "paths" | "view";

interface ThreadOptions extends Pick<WorkerOptions, "workerData" | "transferList"> {
  readonly memoryMb: number;
  /**
   * The young generation, in addition to `memoryMb`: a larger one costs memory and saves collections for code with many
   * short-lived objects.
   */
  readonly youngMb?: number;
}

/**
 * Starts a thread without the process's environment. It runs the built file, even when the process runs from sources: a
 * thread that compiles them again takes nine times as long to start.
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
