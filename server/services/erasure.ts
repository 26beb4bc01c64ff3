import type { ErasureReport } from "../../contract/erasure.ts";
import { Failure } from "../../contract/errors.ts";
import type { Store } from "../store/store.ts";
import { changeStory, type ChangeOptions, type Context, type AbortSignals } from "./story-change.ts";
import type { Erasure } from "./erasure-plan.ts";

/** Places that an erasure does not reach, in words. */
const ANYWHERE = [
  "Other stories: each is erased by itself",
  "The story file it was loaded from, and any export: loading one brings the words back",
  "Backups and copies of the data",
  "Browsers, proxies and archives that keep an answer, a page or an embed",
  "The history of the shell in which a command named the words",
];
const UNREACHED: Readonly<Record<Store["kind"], readonly string[]>> = {
  embedded: [
    ...ANYWHERE,
    "What the file system or the disk keeps of files that were overwritten and removed: snapshots, copies on write, spare blocks",
  ],
  neo4j: [
    ...ANYWHERE,
    "Neo4j's transaction logs, until they are pruned, and free space in its store files and indexes: docs/deploy.md says how both are emptied",
    "The memory of another app on the same database, until it is asked again",
  ],
};

/**
 * Erases words, an article or an entity from a story: first from the graph in one step, then from the store's files. If
 * the process ends in between, the next opening of the store, or the same request, completes it.
 * @throws Failure story/not-found, article/not-found, entity/not-found, request/invalid, load/busy, load/too-large
 */
export async function eraseFromStory(
  context: Context,
  { story, erasure }: { readonly story: string; readonly erasure: Erasure },
  { who, why, ...options }: ChangeOptions & AbortSignals,
): Promise<ErasureReport> {
  const { store } = context;
  const { dryRun = false } = options;
  const head = { what: "erasure", who: who ?? context.program, why } as const;
  const change = () => changeStory(context, { kind: "erasure", story, erasure }, { ...options, head, work: "erased" });
  const { result, files } = dryRun ? { result: await change(), files: [] } : await eraseAndCompact(store, change);
  const { erased, change: entry } = result.compared;
  if (erased === null) throw new Failure("internal", "An erasure came without its places");
  return { story, ...erased, change: entry, files, unreached: [...UNREACHED[store.kind]], dryRun };
}

/** Runs an erasure, then compacts the store's files. */
export async function eraseAndCompact<T>(
  store: Store,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly files: string[] }> {
  await store.markCompactionPending?.();
  try {
    const result = await work();
    return { result, files: await compact(store) };
  } catch (error) {
    // An earlier erasure may have ended before its compaction.
    if (error instanceof Failure && error.code.endsWith("/not-found")) await compact(store);
    throw error;
  }
}

async function compact(store: Store): Promise<string[]> {
  return [...((await store.compact?.()) ?? [])];
}
