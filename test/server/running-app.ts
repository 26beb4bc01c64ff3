import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Express } from "express";
import pino, { type Logger } from "pino";
import { makeApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { makeServices } from "../../server/services/services.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";

export interface RunningApp {
  readonly url: string;
  readonly store: Store;
  readonly express: Express;
  close(): Promise<void>;
}

/** The whole app over a folder of its own, with the seed story, on a free port of loopback. */
export async function startApp(
  env: Readonly<Record<string, string>> = {},
  log: Logger = pino({ level: "silent" }),
): Promise<RunningApp> {
  const dataDir = mkdtempSync(join(tmpdir(), "wiregraph-"));
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, ...env });
  const store = await openStore(config, log);
  const services = makeServices(store, log);
  await services.load.seedWhenEmpty(resolve("stories"));
  const express = makeApp({ config, services, log, clientDir: resolve("dist/client") });
  server.on("request", express);
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    express,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
