import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { z } from "zod";
import { Failure } from "../../contract/errors.ts";
import { takesBody, type Answer, type Input, type Operation } from "../../contract/operation.ts";
import { operations, type OperationName, type Operations } from "../../contract/operations.ts";
import type { Config } from "../config.ts";
import type { Services } from "../services/services.ts";
import type { Viewer } from "../services/visibility.ts";
import { setHeaders } from "./headers.ts";
import { isOwner, requireOwner } from "./owner.ts";

const BODY_LIMITS: Partial<Record<OperationName, string>> = { load: "32mb" };
const USUAL_BODY_LIMIT = "100kb";

/** What a handler may use beyond its checked input. */
interface Context {
  /** Fires when the client leaves before the answer. */
  readonly signal: AbortSignal;
  readonly viewer: Viewer;
}

type Handlers = {
  readonly [Name in OperationName]: (
    input: Input<Operations[Name]>,
    context: Context,
  ) => Promise<Answer<Operations[Name]>>;
};

/** One line an operation. */
function handlers({ browse, search, questions, query, load, judgements, who }: Services): Handlers {
  return {
    stories: (_, { viewer }) => browse.stories(viewer),
    story: ({ params: { story } }, { viewer }) => browse.story(viewer, story),
    search: ({ query: { q, story, limit } }, { viewer }) => search.search(viewer, { query: q, story, limit }),
    entity: ({ params }, { viewer }) => browse.entity(viewer, params),
    neighbours: ({ params, query: { type, limit } }, { viewer }) =>
      browse.neighbours(viewer, { ...params, types: type?.split(",") ?? null, limit }),
    article: ({ params }, { viewer }) => browse.article(viewer, params),
    relation: ({ params }, { viewer }) => browse.relation(viewer, params),
    schema: ({ query: { story } }, { viewer }) => browse.schema(viewer, story),
    questions: ({ params: { story } }, { viewer }) => questions.list(viewer, story),
    ask: ({ params }, { viewer, signal }) => questions.answer(viewer, params, signal),
    query: ({ body }, { signal }) => query.run(body, signal),
    who: ({ params: { id } }, { viewer }) => who.who(viewer, id),
    judgements: () => judgements.list(),
    judge: ({ body }) => judgements.judge(body),
    takeBack: ({ query: pair }) => judgements.takeBack(pair),
    load: ({ query: { dryRun }, body }) => load.load(body, { dryRun }),
    changeStory: ({ params: { story }, body: { visibility } }) => load.setVisibility(story, visibility),
    unload: ({ params: { story }, query: { dryRun } }) => load.unload(story, { dryRun }),
  };
}

/** Operations that change the graph: not there when the app only reads. */
const WRITING: ReadonlySet<OperationName> = new Set(["load", "changeStory", "unload", "judge", "takeBack"]);

/** The API: every row of the contract table at its path, its input checked, its answer written as JSON. */
export function apiRouter(services: Services, config: Config): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const all = handlers(services);
  router.use("/api", setHeaders("api"));
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    if (WRITING.has(name) && config.readOnly) continue;
    const handle = all[name] as (input: Input<Operation>, context: Context) => Promise<unknown>;
    const stages: RequestHandler[] = [];
    if (operation.access === "owner")
      stages.push((request, _response, next) => (requireOwner(request, config), next()));
    if (takesBody(operation))
      stages.push(requireJson, express.json({ limit: BODY_LIMITS[name] ?? USUAL_BODY_LIMIT, strict: true }));
    router[operation.method](operation.path, ...stages, async (request, response) => {
      const input = readInput(operation, request);
      const viewer = isOwner(request, config) ? "owner" : "reader";
      if (operation.cached) {
        const version = await services.browse.version(viewer, storyOf(input));
        if (isFresh(version, request, response)) return;
      }
      const answer = await handle(input, { viewer, signal: leaving(response) });
      if (response.destroyed) return;
      if (!operation.cached) response.setHeader("Cache-Control", "no-store");
      response.status(200).json(answer);
    });
  }
  for (const path of new Set(Object.values(operations).map((operation) => operation.path)))
    refuseOtherMethods(router, path);
  refuseMoved(router);
  return router;
}

/** The story an operation is about; undefined when it is about all that are visible. */
function storyOf({ params, query }: Input<Operation>): string | undefined {
  return (params as { story?: string }).story ?? (query as { story?: string }).story;
}

function refuseOtherMethods(router: Router, path: string): void {
  const methods = Object.values(operations).filter((operation) => operation.path === path);
  const allowed = methods.map(({ method }) => (method === "get" ? "GET, HEAD" : method.toUpperCase())).join(", ");
  router.all(path, (request, response) => {
    response.setHeader("Allow", allowed);
    throw new Failure("request/method", `${request.method} is not answered here`, { remedy: `Use ${allowed}` });
  });
}

/** Addresses of 0.1.0: an id alone no longer says which story is meant. */
function refuseMoved(router: Router): void {
  router.all(
    ["/api/entities/:id", "/api/entities/:id/neighbours", "/api/articles/:id", "/api/questions", "/api/questions/:id"],
    (request) => {
      throw new Failure("request/not-found", "Entities, articles and questions are found inside their story", {
        remedy: `Use ${request.path.replace("/api/", "/api/stories/STORY/").slice(0, 200)}; GET /api/stories lists the stories`,
      });
    },
  );
}

function requireJson(request: Request, _response: Response, next: () => void): void {
  if (!request.is("application/json")) {
    throw new Failure("request/unsupported-media", "The body must be application/json");
  }
  next();
}

/** Sets the ETag; true when the caller had the answer already and has been told so. */
function isFresh(version: string, request: Request, response: Response): boolean {
  response.setHeader("ETag", `"${version}"`);
  response.setHeader("Cache-Control", "no-cache");
  if (!request.fresh) return false;
  response.status(304).end();
  return true;
}

function leaving(response: Response): AbortSignal {
  const controller = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

function readInput(operation: Operation, request: Request): Input<Operation> {
  return {
    params: check(operation.params, request.params, "path"),
    query: check(operation.query, { ...request.query }, "query"),
    body: check(operation.body, takesBody(operation) ? request.body : undefined, "body"),
  };
}

function check<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const field = [where, ...(first?.path ?? [])].map(String).join(".");
  const unknown =
    first?.code === "unrecognized_keys" ? ` (${first.keys.map((key) => `“${key.slice(0, 40)}”`).join(", ")})` : "";
  throw new Failure(
    "request/invalid",
    `${field}: ${first?.message ?? "is not as it should be"}${unknown}`.slice(0, 300),
    {
      place: { field },
      remedy: "GET /api/openapi.json says what is taken",
    },
  );
}
