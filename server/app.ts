import compression from "compression";
import express, { type Express } from "express";
import type { Logger } from "pino";
import { Failure } from "../contract/errors.ts";
import { MAX_URL } from "../contract/limits.ts";
import type { Config } from "./config.ts";
import { makeMetrics } from "./metrics.ts";
import { descriptionRouter } from "./routes/description.ts";
import { clientBudget } from "./routes/client-budget.ts";
import { answerError } from "./routes/errors.ts";
import { setHeaders } from "./routes/headers.ts";
import { healthRouter } from "./routes/health.ts";
import { requireKnownHost } from "./routes/known-host.ts";
import { measureRequests, metricsRouter } from "./routes/metrics.ts";
import { apiRouter } from "./routes/operations.ts";
import { pagesRouter } from "./routes/pages.ts";
import { logRequests } from "./routes/request-log.ts";
import { shedLoad } from "./routes/shed-load.ts";
import type { EmbedService } from "./services/embed.ts";
import type { Services } from "./services/services.ts";

/** A smaller response fits into one packet, so compression would only cost time. */
const COMPRESSED_FROM_BYTES = 1_024;

export interface AppOptions {
  readonly config: Config;
  readonly services: Services;
  readonly embeds: EmbedService;
  readonly log: Logger;
  /** The id of this instance, which is also in the lock of its data folder. */
  readonly instance: string;
  /** The folder of the built client. */
  readonly clientDir: string;
  /** Aborted when the app starts to shut down. */
  readonly stop: AbortSignal;
}

/** Builds the Express app with all routes; it does not listen yet. */
export function makeApp({ config, services, embeds, log, instance, clientDir, stop }: AppOptions): Express {
  const metrics = makeMetrics();
  metrics.gauge({
    name: "wiregraph_store_ready",
    help: "1 when the store answers and its indexes are online",
    labels: { store: services.store.kind },
    read: async () => Number((await services.store.check()).ready),
  });
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.set("case sensitive routing", true);
  app.use(logRequests(log));
  app.use(measureRequests(metrics));
  app.use(setHeaders("api"));
  app.use(shedLoad());
  app.use(clientBudget({ trustedProxies: config.trustedProxies, log }));
  // Safe with TLS (BREACH): no response has a secret beside text from an outsider, and a page's nonce is new each time.
  app.use(compression({ threshold: COMPRESSED_FROM_BYTES }));
  app.use(requireKnownHost(config));
  app.use((request, _response, next) => {
    if (request.url.length > MAX_URL)
      throw new Failure("request/invalid", `The address is longer than ${MAX_URL} characters`);
    next();
  });
  app.use(healthRouter(services.store, services.browse, stop));
  app.use(metricsRouter(metrics, config));
  app.use(descriptionRouter(config));
  app.use(apiRouter({ services, embeds, config, instance }));
  app.use(pagesRouter({ config, store: services.store, embeds, clientDir }));
  app.use((request) => {
    throw notFound(request.path.slice(0, 200));
  });
  app.use(answerError);
  return app;
}

/** In 0.1.0 these addresses had no story; an id alone is now ambiguous. */
const OF_A_STORY = /^\/api\/(entities|articles|questions)(\/|$)/;

function notFound(path: string): Failure {
  if (OF_A_STORY.test(path))
    return new Failure("request/not-found", "Entities, articles and questions are found inside their story", {
      remedy: `Use ${path.replace("/api/", "/api/stories/STORY/")}; GET /api/stories lists the stories`,
    });
  return new Failure("request/not-found", `There is nothing at ${path}`, {
    remedy: "The API is described at /api/openapi.json",
  });
}
