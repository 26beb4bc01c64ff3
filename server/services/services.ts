import type { Logger } from "pino";
import { searchService, type SearchService } from "./search.ts";
import { whoService, type WhoService } from "./who.ts";
import type { Store } from "../store/store.ts";
import { browseService, type BrowseService } from "./browse.ts";
import { historyService, type HistoryService } from "./history.ts";
import { judgementService, type JudgementService } from "./judgements.ts";
import { loadService, type LoadService } from "./load.ts";
import { pathService, type PathService } from "./paths.ts";
import { queryService, type QueryService } from "./query.ts";
import { viewService, type ViewService } from "./views.ts";
import { shippedStories, type ShippedStories } from "./shipped-stories.ts";
import { savedViewService, type SavedViewService } from "./saved-views.ts";
import { questionService, type QuestionService } from "./questions.ts";

/** All services of the product, independent of HTTP and database drivers. */
export interface Services {
  readonly browse: BrowseService;
  readonly paths: PathService;
  readonly viewPages: ViewService;
  readonly query: QueryService;
  readonly questions: QuestionService;
  readonly search: SearchService;
  readonly load: LoadService;
  readonly shipped: ShippedStories;
  readonly history: HistoryService;
  readonly judgements: JudgementService;
  readonly views: SavedViewService;
  readonly who: WhoService;
  readonly store: Store;
}

export interface ServicesOptions {
  /** The program that changes stories, as others see it: a command as typed. */
  readonly program?: string;
  /** With more changed records than this, a story is replaced in invisible steps. */
  readonly stagedAbove?: number;
}

export function makeServices(store: Store, log: Logger, options: ServicesOptions = {}): Services {
  const { program = "the app" } = options;
  const query = queryService(store);
  const browse = browseService(store);
  const judgements = judgementService({ store, now: Date.now, program });
  const load = loadService({ ...options, store, log, program, judgements });
  return {
    store,
    query,
    browse,
    paths: pathService(store, browse),
    viewPages: viewService(store, browse),
    history: historyService(store),
    judgements,
    views: savedViewService({ store, log, program }),
    who: whoService(store, browse),
    questions: questionService(store, query),
    search: searchService(store),
    load,
    shipped: shippedStories(store, load),
  };
}
