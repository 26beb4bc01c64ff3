import { readFileSync } from "node:fs";
import pino from "pino";
import { makeServices } from "../../server/services/services.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";

/*
 * A process that loads a story, or unloads it, and ends itself by SIGKILL at one of its writes. Its argument is JSON:
 * where the store is, what is loaded, above how many records it is staged, and at which write (from 1) it ends, so many
 * milliseconds behind the sending of it. It tells how many writes it has sent.
 */
export interface LoaderTask {
  readonly store: Parameters<typeof openStore>[0];
  /** A file with the JSON of a load request; null: the story is unloaded. */
  readonly file: string | null;
  readonly story: string;
  readonly stagedAbove: number;
  readonly killAt: { readonly write: number; readonly millis: number } | null;
}

const task = JSON.parse(process.argv[2] ?? "") as LoaderTask;
const log = pino({ level: "silent" });
const store = await openStore(task.store, log);
let writes = 0;
const end = () => process.kill(process.pid, "SIGKILL");
const counting = new Proxy(store, {
  get(target, name) {
    const member: unknown = Reflect.get(target, name, target);
    if (typeof member !== "function") return member;
    if (name !== "write") return member.bind(target) as unknown;
    return (steps: Parameters<Store["write"]>[0]) => {
      writes += 1;
      if (writes !== task.killAt?.write) return target.write(steps);
      const { millis } = task.killAt;
      if (millis === 0) end();
      setTimeout(end, millis);
      return target.write(steps);
    };
  },
});
try {
  const { load } = makeServices(counting, log, { program: "the killed loader", stagedAbove: task.stagedAbove });
  if (task.file === null) await load.unload(task.story);
  else await load.load({ kind: "request", body: readFileSync(task.file) });
  process.stdout.write(`done in ${writes} writes\n`);
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  process.stdout.write(`failed ${code}: ${message}\n`);
}
await store.close();
process.exit();
