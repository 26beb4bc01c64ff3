import { Failure } from "../../contract/errors.ts";
import type { ViewAnswer } from "../../contract/view.ts";
import type { ViewRequest } from "../../model/view-page.ts";
import type { Store } from "../store/store.ts";
import type { BrowseService } from "./browse.ts";
import { graphThread } from "./graph-thread.ts";
import type { TaskThreadLimits } from "./task-thread.ts";
import type { ViewFound } from "./view-pages.ts";
import { readStory, type Viewer } from "./visibility.ts";

/** Stories as they are drawn, in pages. */
export interface ViewService {
  /** @throws Failure story/not-found, entity/not-found, story/too-large, store/busy */
  view(viewer: Viewer, wanted: ViewRequest & { readonly story: string }): Promise<ViewAnswer>;
  /** Drops what is kept of every story. */
  forget(): void;
}

export const VIEW_THREAD_LIMITS: TaskThreadLimits = { millis: 20_000, memoryMb: 768, idleMillis: 300_000 };

/** Folds in a thread of its own, once for each version of a story. */
export function viewService(
  store: Store,
  browse: Pick<BrowseService, "story">,
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
  return {
    forget: () => thread.forget(),
    view: (viewer, { story, ...wanted }) =>
      readStory(store, { viewer, story }, async (seen) => {
        const { answer } = await thread.find(viewer, seen, wanted);
        return { version: seen.version, ...answer };
      }),
  };
}

function tooLarge(what: "time" | "memory", cause?: unknown): Failure {
  return new Failure("story/too-large", `To fold this story needs more ${what} than it may take`, {
    cause,
    remedy: "GET /api/stories/:story/entities/:id/neighbours lists what an entity is joined to",
  });
}
