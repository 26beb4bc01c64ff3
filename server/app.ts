import express, { type Express } from "express";
import type { Logger } from "pino";
import { Failure } from "../contract/errors.ts";
import { openApi } from "../contract/openapi.ts";
import type { Config } from "./config.ts";
import { clientBudget } from "./routes/client-budget.ts";
import { answerError } from "./routes/errors.ts";
import { healthRouter } from "./routes/health.ts";
import { apiRouter } from "./routes/operations.ts";
import { pagesRouter } from "./routes/pages.ts";
import { logRequests } from "./routes/request-log.ts";
import { shedLoad } from "./routes/shed-load.ts";
import type { EmbedService } from "./services/embed.ts";
import type { Services } from "./services/services.ts";

const MAX_URL = 8_192;

export interface AppOptions {
  readonly config: Config;
  readonly services: Services;
  readonly embeds: EmbedService;
  readonly log: Logger;
  /** The folder the client was built into. */
  readonly clientDir: string;
  /** Fires when the app begins to shut down. */
  readonly stop: AbortSignal;
}

/** The whole HTTP surface; nothing listens yet. */
export function makeApp({ config, services, embeds, log, clientDir, stop }: AppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.set("case sensitive routing", true);
  app.use(logRequests(log));
  app.use(shedLoad());
  app.use(clientBudget({ trustedProxies: config.trustedProxies, log }));
  app.use((request, _response, next) => {
    if (request.url.length > MAX_URL)
      throw new Failure("request/invalid", `The address is longer than ${MAX_URL} characters`);
    next();
  });
  app.use(healthRouter(services.store, services.browse, stop));
  app.get("/api/openapi.json", (_request, response) => {
    response.json(openApi(config.publicUrl));
  });
  app.use(apiRouter(services, config));
  app.use(pagesRouter({ embeds, clientDir }));
  app.use((request) => {
    throw new Failure("request/not-found", `There is nothing at ${request.path.slice(0, 200)}`, {
      remedy: "The API is described at /api/openapi.json",
    });
  });
  app.use(answerError);
  return app;
}
