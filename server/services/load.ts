import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { z } from "zod";
import { Failure } from "../../contract/errors.ts";
import type { LoadReport, LoadRequest } from "../../contract/query.ts";
import { readStory } from "../../model/check-story.ts";
import type { Store } from "../store/store.ts";
import { storySteps } from "./rows.ts";
import { readStoryFile } from "./story-file.ts";

export interface LoadOptions {
  /** Batches that are written, of how many. */
  onProgress?(done: number, total: number, what: string): void;
  readonly signal?: AbortSignal;
}

/** Loads stories. A second load of the same changes nothing; what has no receipt is refused and listed. */
export interface LoadService {
  load(request: z.output<typeof LoadRequest>, options?: LoadOptions): Promise<LoadReport>;
  /** Loads every story of a folder when no story is loaded yet; null when there was something already. */
  seedWhenEmpty(folder: string): Promise<LoadReport | null>;
}

export function loadService(store: Store, log: Logger): LoadService {
  let busy = false;
  const service: LoadService = {
    async load(request, options = {}) {
      if (busy)
        throw new Failure("load/busy", "Another story is being loaded", { remedy: "Try again when it is done" });
      busy = true;
      try {
        return await load(store, request, options);
      } finally {
        busy = false;
      }
    },
    async seedWhenEmpty(folder) {
      if ((await store.read("read/versions", {})).length > 0) return null;
      let last: LoadReport | null = null;
      for (const name of (await readdir(folder, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .toSorted()) {
        last = await service.load(await readStoryFile(join(folder, name, "story.json")));
        log.info({ story: last.story, nodes: last.nodes, relations: last.relations }, "seed story loaded");
      }
      return last;
    },
  };
  return service;
}

async function load(
  store: Store,
  { story: json, articles }: z.output<typeof LoadRequest>,
  { onProgress, signal }: LoadOptions,
): Promise<LoadReport> {
  const read = readStory(json, articles);
  if (!read.ok) {
    const [first] = read.problems;
    const more = read.problems.length > 1 ? ` (and ${read.problems.length - 1} more)` : "";
    throw new Failure("load/invalid", `${first?.place}: ${first?.message}${more}; nothing was loaded`, {
      place: { field: first?.place ?? "story" },
      remedy: first?.remedy ?? "",
    });
  }
  const { content, refused } = read;
  const steps = storySteps(content);
  const outcomes = { created: 0, changed: 0, unchanged: 0 };
  for (const [index, step] of steps.entries()) {
    if (signal?.aborted === true)
      throw new Failure(
        "query/cancelled",
        `Stopped after ${index} of ${steps.length} batches; loading again completes it`,
      );
    const [rows = []] = await store.write([step]);
    for (const { outcome, count } of rows as unknown as { outcome: keyof typeof outcomes; count: number }[])
      outcomes[outcome] += count;
    onProgress?.(index + 1, steps.length, "batch");
  }
  return {
    story: content.story.id,
    nodes: content.entities.length + content.articles.length,
    relations: content.relations.length,
    mentions: content.mentions.length,
    ...outcomes,
    refused: [...refused],
  };
}
