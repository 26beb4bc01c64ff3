import express, { type Router } from "express";
import type { BrowseService } from "../services/browse.ts";
import { singleFlight } from "../services/single-flight.ts";
import type { Store } from "../store/store.ts";
import { refuseOtherMethods } from "./methods.ts";

/**
 * /healthz: the process runs. /readyz: the store responds, its indexes are online and a story is loaded; fails during
 * shutdown.
 */
export function healthRouter(store: Store, browse: BrowseService, stop: AbortSignal): Router {
  const router = express.Router();
  const ready = singleFlight(() => readiness(store, browse));
  router.use(["/healthz", "/readyz"], (_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const state = stop.aborted ? { ready: false, reason: "The app is shutting down" } : await ready();
    if (!state.ready) response.setHeader("Retry-After", "2");
    response
      .status(state.ready ? 200 : 503)
      .json({ status: state.ready ? "ready" : "not ready", store: store.kind, reason: state.reason });
  });
  refuseOtherMethods(router, ["/healthz", "/readyz"], ["get"]);
  return router;
}

async function readiness(store: Store, browse: BrowseService): Promise<{ ready: boolean; reason: string | null }> {
  const state = await store.check();
  if (!state.ready) return state;
  const { stories } = await browse.stories("owner");
  return stories.length > 0 ? state : { ready: false, reason: "No story is loaded yet" };
}
