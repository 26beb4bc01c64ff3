import { readFileSync } from "node:fs";
import pino from "pino";
import type { LoadService } from "../../server/services/load.ts";
import { makeServices } from "../../server/services/services.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";

/** What is done to a story. */
export type Work =
  /** `file` has the JSON of a load request. */
  | { readonly kind: "load"; readonly file: string }
  | { readonly kind: "unload" }
  /** `file` has the article's new text: at full size it is longer than an argument may be. */
  | { readonly kind: "correction"; readonly article: string; readonly file: string }
  | { readonly kind: "erasure"; readonly words: string };

/*
 * A process that changes a story and ends itself by SIGKILL at one of its writes. Its argument is JSON: where the store
 * is, what is done, above how many records it is staged, and at which write (from 1) it ends, so many milliseconds behind
 * the sending of it. It tells how many writes it has sent. What an erasure asks of the store's files is a write too.
 */
export interface LoaderTask {
  readonly store: Parameters<typeof openStore>[0];
  readonly work: Work;
  readonly story: string;
  readonly stagedAbove: number;
  readonly killAt: { readonly write: number; readonly millis: number } | null;
}

const task = JSON.parse(process.argv[2] ?? "") as LoaderTask;
const log = pino({ level: "silent" });
const store = await openStore(task.store, log);
let writes = 0;
const WRITES: ReadonlySet<string | symbol> = new Set<keyof Store>(["write", "markCompactionPending", "compact"]);
const end = () => process.kill(process.pid, "SIGKILL");
const counting = new Proxy(store, {
  get(target, name) {
    const member: unknown = Reflect.get(target, name, target);
    if (typeof member !== "function") return member;
    const write = member.bind(target) as (...given: unknown[]) => unknown;
    if (!WRITES.has(name)) return write;
    return (...given: unknown[]) => {
      writes += 1;
      if (writes !== task.killAt?.write) return write(...given);
      const { millis } = task.killAt;
      if (millis === 0) end();
      setTimeout(end, millis);
      return write(...given);
    };
  },
});
try {
  const { load } = makeServices(counting, log, { program: "the killed loader", stagedAbove: task.stagedAbove });
  await change(load, task);
  process.stdout.write(`done in ${writes} writes\n`);
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  process.stdout.write(`failed ${code}: ${message}\n`);
}
await store.close();
process.exit();

async function change(load: LoadService, { story, work }: LoaderTask): Promise<unknown> {
  switch (work.kind) {
    case "load":
      return load.load({ kind: "request", body: readFileSync(work.file) });
    case "unload":
      return load.unload(story);
    case "correction":
      return load.correct(story, { article: work.article, text: readFileSync(work.file, "utf8"), isRewritten: false });
    case "erasure":
      return load.erase(story, { kind: "words", words: work.words });
  }
}
