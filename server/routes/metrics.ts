import express, { type Request, type RequestHandler, type Router } from "express";
import type { Config } from "../config.ts";
import type { Metrics } from "../metrics.ts";
import { refuseOtherMethods } from "./methods.ts";
import { requireOwner } from "./owner.ts";

/** Counts and times each request. */
export function measureRequests(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const end = metrics.beginRequest();
    response.on("close", () =>
      end({
        method: request.method,
        route: routeOf(request),
        status: response.writableFinished ? String(response.statusCode) : "closed",
      }),
    );
    next();
  };
}

/** /metrics, for the owner only: usage is private. */
export function metricsRouter(metrics: Metrics, config: Config): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/metrics", async (request, response) => {
    requireOwner(request, config);
    const text = await metrics.text();
    response.set({ "Content-Type": metrics.contentType, "Cache-Control": "no-store" }).end(text);
  });
  refuseOtherMethods(router, "/metrics", ["get"]);
  return router;
}

function routeOf(request: Request): string {
  const path: unknown = (request.route as { readonly path?: unknown } | undefined)?.path;
  if (typeof path === "string") return path;
  if (Array.isArray(path)) return request.path;
  return request.originalUrl.startsWith("/assets/") ? "/assets/*" : "none";
}
