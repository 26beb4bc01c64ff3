import type { RequestHandler, Router } from "express";
import { Failure } from "../../contract/errors.ts";

/** Rejects methods that a path does not support; registered after its handlers. */
export function refuseOtherMethods(router: Router, paths: string | string[], methods: readonly string[]): void {
  const allowed = methods.map((method) => (method === "get" ? "GET, HEAD" : method.toUpperCase())).join(", ");
  router.all(paths, (request, response) => {
    response.setHeader("Allow", allowed);
    throw new Failure("request/method", `${request.method} is not answered here`, { remedy: `Use ${allowed}` });
  });
}

const DAY_SECONDS = "86400";

/** Answers a CORS preflight: scripts of other sites may read here, with these headers. */
export const answerPreflight: RequestHandler = (_request, response) => {
  response.set({
    Allow: "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range, Traceparent, Tracestate",
    "Access-Control-Max-Age": DAY_SECONDS,
    "Cache-Control": "no-store",
  });
  response.status(204).end();
};
