import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { LoadReport, ShippedList } from "../../contract/query.ts";
import { Failure } from "../../contract/errors.ts";
import { StoryFile } from "../../model/story-file.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import type { Store } from "../store/store.ts";
import type { LoadService } from "./load.ts";
import { readStoryFile } from "./story-file.ts";

/** The stories that ship with the product, a folder each. */
export const SHIPPED_STORIES = join(PACKAGE_ROOT, "stories");

type Shipped = ShippedList["stories"][number];

/** Lists the shipped stories and loads them on request. */
export interface ShippedStories {
  /** Those that are not loaded. */
  list(): Promise<ShippedList>;
  /** @throws Failure story/not-found, load/busy */
  load(story: string): Promise<LoadReport>;
}

export function shippedStories(store: Store, load: LoadService): ShippedStories {
  // The files of an installed product do not change while it runs.
  let known: Promise<readonly (Shipped & { readonly path: string })[]> | null = null;
  const all = () => (known ??= readShipped());
  return {
    async list() {
      const loaded = new Set((await store.read("read/stories", {})).map(({ id }) => id));
      return { stories: (await all()).filter(({ id }) => !loaded.has(id)).map(({ path: _, ...story }) => story) };
    },
    async load(story) {
      const found = (await all()).find(({ id }) => id === story);
      if (found === undefined)
        throw new Failure("story/not-found", `No story with the id ${story} ships with the product`, {
          remedy: "GET /api/shipped lists those that do",
        });
      return load.load({ kind: "story", ...(await readStoryFile(found.path)) }, { judgements: true });
    },
  };
}

async function readShipped(): Promise<(Shipped & { readonly path: string })[]> {
  const folders = (await readdir(SHIPPED_STORIES, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return Promise.all(
    folders.map(async ({ name }) => {
      const path = join(SHIPPED_STORIES, name, "story.json");
      const { story } = await readStoryFile(path);
      const { id, title, summary, articles } = StoryFile.shape.story.parse((JSON.parse(story) as StoryFile).story);
      return { id, title, summary, articles: articles.length, path };
    }),
  );
}
