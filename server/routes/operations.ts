import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { z } from "zod";
import { Failure } from "../../contract/errors.ts";
import { MAX_BODY_BYTES, MAX_BODY_DEPTH, MAX_LOAD_BYTES } from "../../contract/limits.ts";
import type { Answer, Input, Operation } from "../../contract/operation.ts";
import { operations, type OperationName, type Operations } from "../../contract/operations.ts";
import type { Config } from "../config.ts";
import { readsAreOpen } from "../exposure.ts";
import { isNestedDeeper } from "../nesting.ts";
import type { Services } from "../services/services.ts";
import { setHeaders } from "./headers.ts";
import { answerPreflight, refuseOtherMethods } from "./methods.ts";
import { requireOwner } from "./owner.ts";

const BODY_LIMITS: Partial<Record<OperationName, number>> = { load: MAX_LOAD_BYTES };

/** What a handler may use beyond its checked input. */
interface Context {
  /** Fires when the client leaves before the answer. */
  readonly signal: AbortSignal;
}

type Handlers = {
  readonly [Name in OperationName]: (
    input: Input<Operations[Name]>,
    context: Context,
  ) => Promise<Answer<Operations[Name]>>;
};

/** One line an operation. */
function handlers({ browse, questions, query, load }: Services): Handlers {
  return {
    stories: () => browse.stories(),
    story: ({ params }) => browse.story(params.id),
    search: ({ query: { q, limit } }) => browse.search(q, limit),
    entity: ({ params }) => browse.entity(params.id),
    neighbours: ({ params, query: { type, limit } }) => browse.neighbours(params.id, type?.split(",") ?? null, limit),
    article: ({ params }) => browse.article(params.id),
    schema: () => browse.schema(),
    questions: () => questions.list(),
    ask: ({ params }, { signal }) => questions.answer(params.id, signal),
    query: ({ body }, { signal }) => query.run(body, signal),
    load: ({ body }) => load.load(body),
  };
}

/** The API: every row of the contract table at its path, its input checked, its answer written as JSON. */
export function apiRouter(services: Services, config: Config): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const all = handlers(services);
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    if (operation.access === "anyone" && readsAreOpen(config)) {
      router.all(operation.path, setHeaders("public-api"));
      router.options(operation.path, answerPreflight);
    }
    const handle = all[name] as (input: Input<Operation>, context: Context) => Promise<unknown>;
    const stages: RequestHandler[] = [];
    if (name === "load" && config.readOnly) stages.push(refuseReadOnly);
    if (operation.access === "owner")
      stages.push((request, _response, next) => (requireOwner(request, config), next()));
    if (operation.method === "post")
      stages.push(
        requireJson,
        express.json({ limit: BODY_LIMITS[name] ?? MAX_BODY_BYTES, strict: true }),
        requireShallow,
      );
    router[operation.method](operation.path, ...stages, async (request, response) => {
      const input = readInput(operation, request);
      if (operation.cached && (await isFresh(services, request, response))) return;
      const answer = await handle(input, { signal: leaving(response) });
      if (response.destroyed) return;
      if (!operation.cached) response.setHeader("Cache-Control", "no-store");
      response.status(200).json(answer);
    });
  }
  for (const { path, method } of Object.values(operations)) refuseOtherMethods(router, path, method);
  return router;
}

function refuseReadOnly(): never {
  throw new Failure("request/read-only", "This server is read-only: READ_ONLY is set, so nothing can be loaded", {
    remedy: "Start it without READ_ONLY to load a story",
  });
}

function requireJson(request: Request, _response: Response, next: () => void): void {
  if (!request.is("application/json")) {
    throw new Failure("request/unsupported-media", "The body must be application/json");
  }
  next();
}

/** Before the schemas, which take stack for every level. */
function requireShallow(request: Request, _response: Response, next: () => void): void {
  if (isNestedDeeper(request.body, MAX_BODY_DEPTH)) {
    throw new Failure("request/invalid", `The body is nested more than ${MAX_BODY_DEPTH} deep`, {
      place: { field: "body" },
    });
  }
  next();
}

/** Sets the ETag; true when the caller had the answer already and has been told so. */
async function isFresh(services: Services, request: Request, response: Response): Promise<boolean> {
  // Weak: the same answer goes out in several encodings.
  response.setHeader("ETag", `W/"${await services.browse.version()}"`);
  response.setHeader("Cache-Control", "no-cache");
  response.vary("Accept-Encoding");
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
    body: check(operation.body, operation.method === "post" ? request.body : undefined, "body"),
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
