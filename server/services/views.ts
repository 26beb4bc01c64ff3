import { Failure } from "../../contract/errors.ts";
import type { ViewAnswer } from "../../contract/view.ts";
import { FIRST_SIGHT } from "../../model/first-sight.ts";
import type { ViewRequest } from "../../model/view-page.ts";
import type { Store } from "../store/store.ts";
import type { BrowseService } from "./browse.ts";
import { graphThread } from "./graph-thread.ts";
import type { TaskThreadLimits } from "./task-thread.ts";
import type { ViewFound } from "./view-pages.ts";
import { readStory, type Viewer, type VisibleStory } from "./visibility.ts";

/** Stories as they are drawn, in pages. */
export interface ViewService {
  /** @throws Failure story/not-found, entity/not-found, story/too-large, store/busy */
  view(viewer: Viewer, wanted: ViewRequest & { readonly story: string }): Promise<ViewAnswer>;
  /**
   * Makes the first sight of a large story before its first reader asks; without a story, of the newest large ones.
   * Nobody waits for it, and what fails is made when it is asked for.
   */
  prepare(usual: Viewer, story?: string): Promise<void>;
  /** Drops what is kept of every story. */
  forget(): void;
}

/** To read and fold a story with fewer relations takes no longer than a reader notices. */
const LARGE_RELATIONS = 2_000;
/** Large stories that are prepared as the app starts. */
const MOST_PREPARED = 3;
/** First sights that are kept, of a tenth of a megabyte each. */
const MOST_KEPT = 16;

const FIRST: ViewRequest = { mode: "story", around: [], offset: 0, limit: FIRST_SIGHT };

export const VIEW_THREAD_LIMITS: TaskThreadLimits = { millis: 20_000, memoryMb: 768, idleMillis: 300_000 };

/** Folds in a thread of its own, once for each version of a story. */
export function viewService(
  store: Store,
  browse: Pick<BrowseService, "story" | "stories">,
  limits: TaskThreadLimits = VIEW_THREAD_LIMITS,
): ViewService {
  const thread = graphThread<ViewRequest, ViewFound>({
    name: "view",
    limits,
    browse,
    tooLarge,
    failed: "The story could not be folded",
    busy: "Too many views are being made",
  });
  /** First sights by viewer and story: a thread that was idle for long is ended, and folds anew. */
  const kept = new Map<string, ViewAnswer>();

  async function page(viewer: Viewer, seen: VisibleStory, wanted: ViewRequest): Promise<ViewAnswer> {
    const key = JSON.stringify([viewer, seen.id]);
    const isFirst = isSameRequest(wanted, FIRST);
    const before = isFirst ? kept.get(key) : undefined;
    if (before?.version === seen.version) return before;
    const { answer } = await thread.find(viewer, seen, wanted);
    const made = { version: seen.version, ...answer };
    if (isFirst) {
      kept.delete(key);
      kept.set(key, made);
      const [oldest = ""] = kept.keys();
      if (kept.size > MOST_KEPT) kept.delete(oldest);
    }
    return made;
  }

  const view: ViewService["view"] = (viewer, { story, ...wanted }) =>
    readStory(store, { viewer, story }, (seen) => page(viewer, seen, wanted));

  return {
    forget() {
      kept.clear();
      thread.forget();
    },
    view,
    async prepare(usual, story) {
      const { stories } = await browse.stories("owner");
      const large = stories.filter(({ relations }) => relations > LARGE_RELATIONS);
      const wanted = story === undefined ? large.slice(0, MOST_PREPARED) : large.filter(({ id }) => id === story);
      for (const { id, visibility } of wanted)
        await view(visibility === "public" ? usual : "owner", { story: id, ...FIRST });
    },
  };
}

function isSameRequest(one: ViewRequest, other: ViewRequest): boolean {
  return (
    one.mode === other.mode &&
    one.offset === other.offset &&
    one.limit === other.limit &&
    one.around.join() === other.around.join()
  );
}

function tooLarge(what: "time" | "memory", cause?: unknown): Failure {
  return new Failure("story/too-large", `To fold this story needs more ${what} than it may take`, {
    cause,
    remedy: "GET /api/stories/:story/entities/:id/neighbours lists what an entity is joined to",
  });
}
