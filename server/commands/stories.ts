import type { StorySummary, Visibility } from "../../contract/browse.ts";
import type { CorrectionReport, CorrectionRequest } from "../../contract/corrections.ts";
import type { ErasureReport, ErasureRequest } from "../../contract/erasure.ts";
import type { LoadReport, QueryAnswer, QueryRequest, UnloadReport } from "../../contract/query.ts";
import { programName } from "../command-line.ts";
import { erasureOf } from "../services/erasure-plan.ts";
import type { LoadOptions } from "../services/story-change.ts";
import { makeServices } from "../services/services.ts";
import type { Logger } from "pino";
import type { Store } from "../store/store.ts";

export type CommandLoadOptions = Required<
  Pick<LoadOptions, "dryRun" | "discardEdits" | "judgements" | "onProgress" | "signal">
>;

export interface ArticleArgument {
  readonly story: string;
  readonly article: string;
}

/**
 * The operations of commands on stories: in a store they open, or through the app that holds it. Both return and fail
 * alike.
 */
export interface Stories {
  /** Loads a story file of this machine by its path. */
  load(path: string, options: CommandLoadOptions): Promise<LoadReport>;
  unload(story: string, options: { readonly dryRun: boolean }): Promise<UnloadReport>;
  setVisibility(story: string, visibility: Visibility): Promise<StorySummary>;
  correct(
    article: ArticleArgument,
    request: CorrectionRequest,
    options: { readonly dryRun: boolean },
  ): Promise<CorrectionReport>;
  erase(story: string, request: ErasureRequest, options: { readonly dryRun: boolean }): Promise<ErasureReport>;
  query(request: QueryRequest, signal: AbortSignal): Promise<QueryAnswer>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** The stories of a store that this process holds, for the command of that name. */
export function storiesOf(command: string, store: Store, log: Logger): Stories {
  const { load, query } = makeServices(store, log, { program: programName(command) });
  return {
    load: (path, options) => load.load({ kind: "file", path }, options),
    unload: (story, options) => load.unload(story, options),
    setVisibility: (story, visibility) => load.setOptions(story, { visibility }),
    correct: ({ story, article }, { rewritten, who, why, ...text }, { dryRun }) =>
      load.correct(story, { ...text, article, isRewritten: rewritten }, { who, why, dryRun }),
    erase: (story, { reason, who, ...what }, { dryRun }) =>
      load.erase(story, erasureOf(what), { who, why: reason, dryRun }),
    query: (request, signal) => query.run(request, signal, "owner"),
    close: () => store.close(),
  };
}
