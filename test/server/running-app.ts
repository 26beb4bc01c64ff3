import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Express } from "express";
import pino, { type Logger } from "pino";
import { makeApp } from "../../server/app.ts";
import { SEED_STORY } from "../../server/commands/open-stories.ts";
import { readConfig } from "../../server/config.ts";
import { makeHttpServer, type DrainOptions, type HttpLimits } from "../../server/http-server.ts";
import { embedShell } from "../../server/routes/pages.ts";
import { embedService } from "../../server/services/embed.ts";
import { makeServices } from "../../server/services/services.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";

export interface RunningApp {
  readonly url: string;
  readonly store: Store;
  readonly express: Express;
  /** Begins to shut down, and ends when the last answer is given. */
  stop(options: DrainOptions): Promise<void>;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly limits?: Partial<HttpLimits>;
  readonly log?: Logger;
}

/** The whole app over a folder of its own, with the seed story, on a free port of loopback. */
export async function startApp(
  env: Readonly<Record<string, string>> = {},
  { limits = {}, log = pino({ level: "silent" }) }: StartOptions = {},
): Promise<RunningApp> {
  const dataDir = mkdtempSync(join(tmpdir(), "wiregraph-"));
  let app: RequestListener = (_request, response) => void response.destroy();
  const http = makeHttpServer((request, response) => app(request, response), { log, limits });
  await new Promise<void>((done) => http.server.listen(0, "127.0.0.1", done));
  const { port } = http.server.address() as AddressInfo;
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, ...env });
  const store = await openStore(config, log);
  const services = makeServices(store, log);
  await services.load.seedWhenEmpty(SEED_STORY);
  const clientDir = resolve("dist/client");
  const embeds = embedService({
    browse: services.browse,
    publicUrl: config.publicUrl,
    shell: embedShell(clientDir),
    log,
  });
  const stop = new AbortController();
  const express = makeApp({
    config,
    services,
    embeds,
    log,
    instance: randomUUID(),
    clientDir,
    stop: stop.signal,
  });
  app = express;
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    express,
    stop: async (options) => {
      stop.abort();
      await http.drain(options);
    },
    close: async () => {
      http.destroy();
      await embeds.destroy();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
