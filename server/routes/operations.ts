import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { z } from "zod";
import { Failure } from "../../contract/errors.ts";
import type { Answer, Input, Operation } from "../../contract/operation.ts";
import { operations, type OperationName, type Operations } from "../../contract/operations.ts";
import { clientOf } from "../client-address.ts";
import type { Config } from "../config.ts";
import { admission, ADMISSION_LIMITS, type Admit } from "../services/admission.ts";
import { answerCache } from "../services/answer-cache.ts";
import { shareLatest } from "../services/latest.ts";
import type { Services } from "../services/services.ts";
import { setHeaders } from "./headers.ts";
import { requireOwner } from "./owner.ts";

const BODY_LIMITS: Partial<Record<OperationName, string>> = { load: "32mb" };
const USUAL_BODY_LIMIT = "100kb";

const READS = ["stories", "entity", "neighbours", "article", "schema"] as const satisfies readonly OperationName[];
const HEAVY_READS = ["story", "search"] as const satisfies readonly OperationName[];

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
    query: ({ body }, { signal }) => query.run(body, signal, "owner"),
    load: ({ body }) => load.load(body),
  };
}

/** The API: every row of the contract table at its path, its input checked, its answer written as JSON. */
export function apiRouter(services: Services, config: Config): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const all = handlers(services);
  const answers = answerCache();
  const version = shareLatest(() => services.browse.version());
  const admissions: Partial<Record<OperationName, Admit>> = {};
  const [read, heavy] = [admission(ADMISSION_LIMITS.read), admission(ADMISSION_LIMITS.heavy)];
  for (const name of READS) admissions[name] = read;
  for (const name of HEAVY_READS) admissions[name] = heavy;
  router.use("/api", setHeaders("api"));
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    if (name === "load" && config.readOnly) continue;
    const handle = all[name] as (input: Input<Operation>, context: Context) => Promise<unknown>;
    const stages: RequestHandler[] = [];
    if (operation.access === "owner")
      stages.push((request, _response, next) => (requireOwner(request, config), next()));
    if (operation.method === "post")
      stages.push(requireJson, express.json({ limit: BODY_LIMITS[name] ?? USUAL_BODY_LIMIT, strict: true }));
    router[operation.method](operation.path, ...stages, async (request, response) => {
      const input = readInput(operation, request);
      if (!operation.cached) {
        const answer = await handle(input, { signal: leaving(response) });
        if (!response.destroyed) response.setHeader("Cache-Control", "no-store").json(answer);
        return;
      }
      const current = await version();
      response.set({ ETag: `"${current}"`, "Cache-Control": "no-cache" });
      if (request.fresh) return void response.status(304).end();
      const key = `${current} ${name} ${JSON.stringify([input.params, input.query])}`;
      const admit = admissions[name] ?? ((work) => work());
      const known = answers.find(key);
      // Others may wait for the same answer: it is made whether or not this one leaves.
      const answer =
        known ??
        (await answers.make(key, () =>
          admit(() => handle(input, { signal: new AbortController().signal }), {
            client: clientOf(request, config.trustedProxies),
          }),
        ));
      if (!response.destroyed) response.type("json").send(answer);
    });
  }
  for (const { path, method } of Object.values(operations)) refuseOtherMethods(router, path, method);
  return router;
}

function refuseOtherMethods(router: Router, path: string, method: "get" | "post"): void {
  router.all(path, (request, response) => {
    const allowed = method === "get" ? "GET, HEAD" : "POST";
    response.setHeader("Allow", allowed);
    throw new Failure("request/method", `${request.method} is not answered here`, { remedy: `Use ${allowed}` });
  });
}

function requireJson(request: Request, _response: Response, next: () => void): void {
  if (!request.is("application/json")) {
    throw new Failure("request/unsupported-media", "The body must be application/json");
  }
  next();
}

/** Fires when the client has left, or was answered without waiting for the work: then nobody wants it any more. */
function leaving(response: Response): AbortSignal {
  const controller = new AbortController();
  response.on("close", () => controller.abort());
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
