// Loaded before a process that is measured: writes its peak of resident memory, in bytes, into a file when it ends.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.WIREGRAPH_PEAK_FILE;
if (isMainThread && file !== undefined)
  process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1_024)));
