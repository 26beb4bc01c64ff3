import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import { checkInput } from "../../contract/check-input.ts";
import { Failure } from "../../contract/errors.ts";
import type { InstanceAnswer } from "../../contract/instance.ts";
import { MAX_BODY_BYTES, MAX_BODY_DEPTH, MAX_CORRECTION_BYTES, MAX_LOAD_BYTES } from "../../contract/limits.ts";
import { takesBody, type Answer, type Input, type Operation } from "../../contract/operation.ts";
import { operations, type OperationName, type Operations } from "../../contract/operations.ts";
import { DuplicateNameError, NumberRangeError, parseExactJson } from "../../model/exact-json.ts";
import { clientOf } from "../client-address.ts";
import type { Config } from "../config.ts";
import { hasOwner, readsAreOpen, usualViewer } from "../exposure.ts";
import { isNestedDeeper } from "../nesting.ts";
import { admission, ADMISSION_LIMITS, type Admit } from "../services/admission.ts";
import { responseCache, type ResponseCache } from "../services/response-cache.ts";
import { singleFlight } from "../services/single-flight.ts";
import type { BrowseService } from "../services/browse.ts";
import type { EmbedService } from "../services/embed.ts";
import { erasureOf } from "../services/erasure-plan.ts";
import type { Services } from "../services/services.ts";
import type { Viewer } from "../services/visibility.ts";
import { programVersion } from "../version.ts";
import { setHeaders } from "./headers.ts";
import { runningLoads, wantsProgress, type LoadProgress, type RunningLoads } from "./load-progress.ts";
import { answerPreflight, refuseOtherMethods } from "./methods.ts";
import { isOwner, requireOwner } from "./owner.ts";

const BODY_LIMITS: Partial<Record<OperationName, number>> = { load: MAX_LOAD_BYTES, correct: MAX_CORRECTION_BYTES };
/** Operations whose bodies are parsed and checked in a separate thread. */
const RAW_BODIES: ReadonlySet<OperationName> = new Set(["load"]);

const READS = [
  "stories",
  "entity",
  "neighbours",
  "article",
  "relation",
  "version",
  "changes",
  "questions",
  "views",
  "schema",
] as const satisfies readonly OperationName[];
const HEAVY_READS = [
  "story",
  "search",
  "who",
  "claims",
  "paths",
  "view",
  "articles",
] as const satisfies readonly OperationName[];

/** What a handler gets besides its validated input. */
interface Context {
  /** Aborted when the client leaves before the answer. */
  readonly signal: AbortSignal;
  readonly viewer: Viewer;
  /** The raw body for an operation of RAW_BODIES; else empty. */
  readonly bytes: Uint8Array;
  /** For a load whose client asks for progress. */
  readonly progress?: LoadProgress;
}

export interface ApiOptions {
  readonly services: Services;
  readonly embeds: Pick<EmbedService, "forget">;
  readonly config: Config;
  /** The id of this instance. */
  readonly instance: string;
}

type Handlers = {
  readonly [Name in OperationName]: (
    input: Input<Operations[Name]>,
    context: Context,
  ) => Promise<Answer<Operations[Name]>>;
};

/** One line per operation. */
function handlers({ services, embeds, config, instance }: ApiOptions, { loads, answers }: Kept): Handlers {
  const { browse, paths, history, search, questions, query, load, shipped, judgements, views, viewPages, who } =
    services;
  const answering = instanceAnswer(config, instance);
  /** Clears all caches after an operation that erases. */
  const forgotten = <T>(story: string, answer: T): T => {
    answers.clear();
    paths.forget();
    viewPages.forget();
    embeds.forget(story);
    return answer;
  };
  return {
    instance: async () => answering,
    stories: (_, { viewer }) => browse.stories(viewer),
    story: ({ params: { story } }, { viewer }) => browse.story(viewer, story),
    search: ({ query: { q, ...wanted } }, { viewer }) => search.search(viewer, { query: q, ...wanted }),
    entity: ({ params }, { viewer }) => browse.entity(viewer, params),
    neighbours: ({ params, query: { type, limit } }, { viewer }) =>
      browse.neighbours(viewer, { ...params, types: type?.split(",") ?? null, limit }),
    paths: ({ params, query: wanted }, { viewer }) => paths.paths(viewer, { ...params, ...wanted }),
    view: ({ params: { story }, query: wanted }, { viewer }) => viewPages.view(viewer, { story, ...wanted }),
    articles: ({ params: { story }, query: wanted }, { viewer }) => browse.articles(viewer, { story, ...wanted }),
    article: ({ params }, { viewer }) => browse.article(viewer, params),
    relation: ({ params }, { viewer }) => browse.relation(viewer, params),
    version: ({ params }, { viewer }) => history.version(viewer, params),
    claims: ({ params, query: wanted }, { viewer }) => history.claims(viewer, { ...params, ...wanted }),
    changes: ({ params, query: wanted }, { viewer }) => history.changes(viewer, { ...params, ...wanted }),
    change: ({ params }) => history.change(params),
    revert: ({ params: { story, number }, query: { dryRun }, body }, { signal }) =>
      load.revert(story, number, { ...body, dryRun, signal }),
    correct: ({ params: { story, id }, query: { dryRun }, body: { who, why, rewritten, ...text } }, { signal }) =>
      load.correct(story, { ...text, article: id, isRewritten: rewritten }, { who, why, dryRun, signal }),
    erase: async ({ params: { story }, query: { dryRun }, body: { reason, who: by, ...what } }, { signal }) =>
      forgotten(story, await load.erase(story, erasureOf(what), { who: by, why: reason, dryRun, signal })),
    decide: ({ params, body }) => load.decide(params, body),
    confirm: ({ params, body }) => load.confirm(params, body),
    schema: ({ query: { story } }, { viewer }) => browse.schema(viewer, story),
    questions: ({ params: { story } }, { viewer }) => questions.list(viewer, story),
    ask: ({ params }, { viewer, signal }) => questions.answer(viewer, params, signal),
    query: ({ body }, { signal }) => query.run(body, signal, "owner"),
    who: ({ params: { id } }, { viewer }) => who.who(viewer, id),
    judgements: () => judgements.list(),
    judge: ({ body }) => judgements.judge(body),
    judgementChanges: ({ query: wanted }) => judgements.changes(wanted),
    revertJudgement: ({ params: { number }, body: { who } }) => judgements.revert(number, who ?? null),
    takeBack: ({ query: pair }) => judgements.takeBack(pair),
    views: ({ params: { story } }, { viewer }) => views.list(viewer, story),
    saveView: ({ params: { story }, body }) => views.save(story, body),
    changeView: ({ params, body }) => views.change(params, body),
    deleteView: ({ params, query: { revision } }) => views.remove(params, revision),
    load: ({ query: asked }, { bytes, signal, progress }) =>
      load.load({ kind: "request", body: bytes }, { ...asked, ...(progress ?? { whileChecking: signal }) }),
    shipped: () => shipped.list(),
    loadShipped: ({ params: { story } }) => shipped.load(story),
    cancelLoad: async ({ params }) => loads.cancel(params.load),
    changeStory: async ({ params: { story }, body }) => forgotten(story, await load.setOptions(story, body)),
    unload: ({ params: { story }, query: { dryRun } }) => load.unload(story, { dryRun }),
  };
}

/** Operations that change the graph: rejected when the app is read-only. */
const WRITING: ReadonlySet<OperationName> = new Set([
  "load",
  "loadShipped",
  "changeStory",
  "unload",
  "judge",
  "takeBack",
  "revertJudgement",
  "correct",
  "erase",
  "revert",
  "decide",
  "confirm",
  "saveView",
  "changeView",
  "deleteView",
]);

/** State shared between requests. */
interface Kept {
  readonly loads: RunningLoads;
  readonly answers: ResponseCache;
}

/** The API: every row of the contract table at its path, with its input validated and its answer written as JSON. */
export function apiRouter(options: ApiOptions): Router {
  const { services, config } = options;
  const router = express.Router({ caseSensitive: true, strict: true });
  const loads = runningLoads();
  const answers = responseCache();
  const all = handlers(options, { loads, answers });
  const versions = sharedVersions(services.browse);
  const admissions: Partial<Record<OperationName, Admit>> = {};
  const [read, heavy] = [admission(ADMISSION_LIMITS.read), admission(ADMISSION_LIMITS.heavy)];
  /** The next reader of a large story that was changed does not wait for its fold. */
  const prepared = <T>(answer: T, story = (answer as { story?: string }).story): T => {
    if (story !== undefined) services.viewPages.prepare(usualViewer(config), story).catch(() => undefined);
    return answer;
  };
  for (const name of READS) admissions[name] = read;
  for (const name of HEAVY_READS) admissions[name] = heavy;
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    if (operation.access === "anyone" && readsAreOpen(config)) {
      router.all(operation.path, setHeaders("public-api"));
      router.options(operation.path, answerPreflight);
    }
    const handle = all[name] as (input: Input<Operation>, context: Context) => Promise<unknown>;
    const stages: RequestHandler[] = [];
    if (WRITING.has(name) && config.readOnly) stages.push(refuseReadOnly);
    if (operation.access === "owner")
      stages.push((request, _response, next) => (requireOwner(request, config), next()));
    const raw = RAW_BODIES.has(name);
    if (takesBody(operation)) {
      const limit = BODY_LIMITS[name] ?? MAX_BODY_BYTES;
      const asBytes = [requireJson, requireUtf8, express.raw({ limit, type: "application/json" })];
      if (raw) stages.push(...asBytes);
      else stages.push(...asBytes, parseBody, requireShallow);
    }
    router[operation.method](operation.path, ...stages, async (request, response) => {
      const input = readInput(operation, request, raw);
      const viewer = isOwner(request, config) ? "owner" : "reader";
      if (!operation.cached) {
        const context: Context = { viewer, signal: leaving(response), bytes: bytesOf(request) };
        if (name === "load" && wantsProgress(request))
          return loads.answer(request, response, async (progress) =>
            prepared(await all.load(input, { ...context, progress })),
          );
        const answer = await handle(input, context);
        if (WRITING.has(name)) prepared(answer, storyOf(input));
        if (!response.destroyed) response.setHeader("Cache-Control", "no-store").json(answer);
        return;
      }
      const current = await versions.of(viewer, storyOf(input));
      // Weak, because an answer is sent in several encodings. The owner's answer contains texts that others do not get.
      response
        .set({ ETag: `W/"${current}${viewer === "owner" ? "-owner" : ""}"`, "Cache-Control": "no-cache" })
        .vary("Accept-Encoding");
      if (request.fresh) return void response.status(304).end();
      const key = `${viewer} ${current} ${name} ${JSON.stringify([input.params, input.query])}`;
      const admit = admissions[name] ?? ((work) => work());
      const known = answers.find(key);
      // Other requests may wait for the same answer: it is cancelled when all of their clients have left.
      const answer =
        known ??
        (await answers.make(
          key,
          (signal) =>
            admit(() => handle(input, { viewer, signal, bytes: new Uint8Array() }), {
              client: clientOf(request, config.trustedProxies),
              signal,
            }),
          leaving(response),
        ));
      if (!response.destroyed) response.type("json").send(answer);
    });
  }
  for (const [path, methods] of methodsByPath()) refuseOtherMethods(router, path, methods);
  return router;
}

function instanceAnswer(config: Config, instance: string): InstanceAnswer {
  const owner = config.ownerToken !== null ? "token" : hasOwner(config) ? "machine" : "nobody";
  return { name: "wiregraph", version: programVersion(), instance, owner, readOnly: config.readOnly };
}

interface Versions {
  of(viewer: Viewer, story: string | undefined): Promise<string>;
}

/** Versions; concurrent requests share one read of the store. */
function sharedVersions(browse: BrowseService): Versions {
  const asking = new Map<string, () => Promise<string>>();
  return {
    async of(viewer, story) {
      const key = `${viewer} ${story ?? ""}`;
      const ask = asking.get(key) ?? singleFlight(() => browse.version(viewer, story));
      asking.set(key, ask);
      try {
        return await ask();
      } finally {
        // Waiting requests keep a reference; names of stories without requests must not accumulate.
        if (asking.get(key) === ask) asking.delete(key);
      }
    },
  };
}

function methodsByPath(): Map<string, Operation["method"][]> {
  const byPath = new Map<string, Operation["method"][]>();
  for (const { path, method } of Object.values(operations)) byPath.set(path, [...(byPath.get(path) ?? []), method]);
  return byPath;
}

/** The story of an operation; undefined when it is about all visible ones. */
function storyOf({ params, query }: Input<Operation>): string | undefined {
  return (params as { story?: string }).story ?? (query as { story?: string }).story;
}

function refuseReadOnly(): never {
  throw new Failure("request/read-only", "This server is read-only: READ_ONLY is set, so nothing can be changed", {
    remedy: "Start it without READ_ONLY to change stories",
  });
}

function requireJson(request: Request, _response: Response, next: () => void): void {
  if (!request.is("application/json")) {
    throw new Failure("request/unsupported-media", "The body must be application/json");
  }
  next();
}

/** Parses without rounding integers, unlike `express.json`. */
function parseBody(request: Request, _response: Response, next: () => void): void {
  const bytes = bytesOf(request);
  try {
    request.body = bytes.length === 0 ? {} : parseExactJson(new TextDecoder().decode(bytes));
  } catch (cause) {
    const isPlaced = cause instanceof NumberRangeError || cause instanceof DuplicateNameError;
    const message = isPlaced ? `${cause.message} (character ${cause.at + 1})` : null;
    throw new Failure("request/invalid", message ?? "The body is not JSON", { cause, place: { field: "body" } });
  }
  next();
}

/** Runs before the schemas, which use stack for every level. */
function requireShallow(request: Request, _response: Response, next: () => void): void {
  if (isNestedDeeper(request.body, MAX_BODY_DEPTH)) {
    throw new Failure("request/invalid", `The body is nested more than ${MAX_BODY_DEPTH} deep`, {
      place: { field: "body" },
    });
  }
  next();
}

/** Raw bytes are read as UTF-8; a body that declares another charset is rejected. */
function requireUtf8(request: Request, _response: Response, next: () => void): void {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(request.headers["content-type"] ?? "")?.[1] ?? "utf-8";
  if (!/^utf-?8$/i.test(charset)) throw new Failure("request/unsupported-media", "Send UTF-8 application/json");
  next();
}

function leaving(response: Response): AbortSignal {
  const controller = new AbortController();
  response.on("close", () => controller.abort());
  return controller.signal;
}

function readInput(operation: Operation, request: Request, raw: boolean): Input<Operation> {
  return {
    params: checkInput(operation.params, request.params, "path"),
    query: checkInput(operation.query, { ...request.query }, "query"),
    body: raw ? undefined : checkInput(operation.body, takesBody(operation) ? request.body : undefined, "body"),
  };
}

function bytesOf(request: Request): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}
