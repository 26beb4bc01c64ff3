import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../contract/errors.ts";
import { partsOfRef } from "../../model/clusters.ts";
import type { Properties, Row } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";

/** The client: the owner sees every story, all others the public ones. */
export type Viewer = "owner" | "reader";

/** The stories a viewer may see, newest first. */
export async function visibleStories(store: Store, viewer: Viewer): Promise<Row<"read/stories">[]> {
  const stories = await store.read("read/stories", {});
  return viewer === "owner" ? stories : stories.filter(({ visibility }) => visibility === "public");
}

/**
 * The judgements that a viewer may see. The owner also sees those about stories that are not loaded; others see only
 * those about two visible stories, because others would reveal hidden ones.
 */
export async function visibleJudgements(
  store: Store,
  viewer: Viewer,
  stories: ReadonlySet<string>,
): Promise<Row<"read/judgements">[]> {
  const judgements = await store.read("read/judgements", {});
  if (viewer === "owner") return judgements;
  return judgements.filter(({ a, b }) => [a, b].every((ref) => stories.has(partsOfRef(ref)?.story ?? "")));
}

/** An entity, article or relation: its id is unique within its story only. */
export interface InStory {
  readonly story: string;
  readonly id: string;
}

export interface VisibleStory {
  readonly id: string;
  readonly version: string;
  readonly properties: Properties;
}

/**
 * A stored story. For readers, a desk story fails like one that does not exist.
 * @throws Failure story/not-found
 */
export async function visibleStory(store: Store, viewer: Viewer, id: string): Promise<VisibleStory> {
  return requireVisible(viewer, id, await storyRow(store, id));
}

type StoryRow = Row<"read/story"> | undefined;

async function storyRow(store: Store, story: string): Promise<StoryRow> {
  const [found] = await store.read("read/story", { story });
  return found;
}

/** How long a reader waits for a story that is being replaced, and the polling interval. */
const PATIENCE_MILLIS = 10_000;
const PAUSE_MILLIS = 50;

/**
 * Makes several reads of a story consistent: all before a load, or all after it. A load in between, or one that the
 * store is still writing, restarts them.
 * @throws Failure story/not-found, store/busy
 */
export async function readStory<T>(
  store: Store,
  { viewer, story }: { readonly viewer: Viewer; readonly story: string },
  read: (seen: VisibleStory) => Promise<T>,
): Promise<T> {
  const until = Date.now() + PATIENCE_MILLIS;
  do {
    const before = await storyRow(store, story);
    const seen = requireVisible(viewer, story, before);
    if (before?.isChanging !== true) {
      const [result] = await Promise.allSettled([read(seen)]);
      const after = await storyRow(store, story);
      if (after?.isChanging !== true && after?.properties["version"] === seen.version) {
        if (result.status === "fulfilled") return result.value;
        throw result.reason;
      }
    }
    await delay(PAUSE_MILLIS);
  } while (Date.now() < until);
  throw new Failure("store/busy", `The story ${story} is being replaced`, { remedy: "Try again in a moment" });
}

function requireVisible(viewer: Viewer, id: string, found: StoryRow): VisibleStory {
  if (found === undefined || (viewer === "reader" && found.properties["visibility"] !== "public")) {
    throw new Failure("story/not-found", `There is no story with the id ${id}`, {
      remedy: "GET /api/stories lists them",
    });
  }
  return { id, version: String(found.properties["version"]), properties: found.properties };
}
