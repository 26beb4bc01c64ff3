// Loaded with --import into a measured process: on exit it writes the process's peak resident memory, in bytes, into a
// file.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.WIREGRAPH_PEAK_FILE;
if (isMainThread && file !== undefined)
  process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1_024)));
