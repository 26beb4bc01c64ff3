import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../contract/errors.ts";
import { MAX_QUERY_MILLIS } from "../../contract/limits.ts";
import { makeApp } from "../app.ts";
import type { Config } from "../config.ts";
import { isLoopbackInstance, requireOwnerSetting, usualViewer } from "../exposure.ts";
import { isLoopback } from "../host-names.ts";
import { HTTP_LIMITS, makeHttpServer } from "../http-server.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { embedShell } from "../routes/pages.ts";
import { ADMISSION_LIMITS } from "../services/admission.ts";
import { embedService } from "../services/embed.ts";
import { makeServices } from "../services/services.ts";
import type { AppAddress } from "../store/folder-holder.ts";
import { StartingStore } from "../store/starting-store.ts";
import type { Command } from "./command.ts";
import { SEED_STORY, upgrade } from "./open-stories.ts";
import { startStore } from "./start-store.ts";

/** A proxy polls /readyz every second or two, and stops sending requests here once it fails. */
const PUBLIC_GRACE_MILLIS = 2_000;
/** A query's time in the queue and in the store, plus a margin. */
const ANSWER_MILLIS = ADMISSION_LIMITS.ownerQuery.waitMillis + MAX_QUERY_MILLIS + 3_000;

/** How long the store may take to open before the app listens without it and reports that it is starting. */
const PATIENCE_MILLIS = 2_000;

/** Serves until it is stopped. The store opens in parallel, and is seeded when it is empty. */
export const start: Command = async ({ config, terminal, log }) => {
  requireOwnerSetting(config);
  const store = new StartingStore(config.neo4j === null ? "embedded" : "neo4j");
  const services = makeServices(store, log);
  const seed = async () => {
    await upgrade(store, log, terminal.stop);
    await services.load.sweep();
    return services.load.seedWhenEmpty(SEED_STORY);
  };
  const instance = randomUUID();
  let announce: (app: AppAddress | null) => void = () => undefined;
  const app = new Promise<AppAddress | null>((done) => (announce = done));
  const started = startStore({ config, log, store, seed, signal: terminal.stop, app }).then((report) => {
    if (report !== null)
      terminal.print(`loaded ${report.nodes} nodes, ${report.relations} relations; ${report.refusedCount} refused`);
  });
  try {
    await Promise.race([started, delay(PATIENCE_MILLIS, undefined, { signal: terminal.stop }).catch(() => undefined)]);
    const clientDir = join(PACKAGE_ROOT, "dist/client");
    const embeds = embedService({
      browse: services.browse,
      publicUrl: config.publicUrl,
      shell: embedShell(clientDir),
      log,
    });
    const handle = makeApp({ config, services, embeds, log, instance, clientDir, stop: terminal.stop });
    const http = makeHttpServer(handle, {
      log,
      limits: config.trustedProxies > 0 ? { connectionsPerAddress: HTTP_LIMITS.connections } : {},
    });
    try {
      await listen(http.server, config);
      announce(commandAddress(http.server, instance));
      started.then(() => services.viewPages.prepare(usualViewer(config))).catch(() => undefined);
      const { ready, reason } = await store.check();
      terminal.print(`Wiregraph is open at ${config.publicUrl} (store: ${store.kind}${ready ? "" : `; ${reason}`})`);
      await untilStopped(terminal.stop, started);
      await http.drain({
        graceMillis: isLoopbackInstance(config) ? 0 : PUBLIC_GRACE_MILLIS,
        answerMillis: ANSWER_MILLIS,
      });
    } finally {
      http.destroy();
      await embeds.destroy();
    }
    return 0;
  } finally {
    started.catch(() => undefined);
    await services.load.close();
    await store.close();
  }
};

/** The address at which commands on this machine reach the app; null when it listens on no loopback address. */
function commandAddress(server: Server, instance: string): AppAddress | null {
  const { address, port } = server.address() as AddressInfo;
  const anywhere: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  const host = anywhere[address] ?? address;
  if (!isLoopback(host)) return null;
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`, instance };
}

/** @throws Failure of a store that can never open */
async function untilStopped(stop: AbortSignal, started: Promise<void>): Promise<void> {
  const stopped: Promise<unknown> = stop.aborted ? Promise.resolve() : once(stop, "abort");
  await Promise.race<unknown>([stopped, started.then(() => stopped)]);
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  // The kernel resets connections that exceed the backlog while the app is busy; Node's default is 511.
  server.listen({ host, port, backlog: HTTP_LIMITS.connections });
  try {
    await once(server, "listening");
  } catch (error) {
    throw listenFailure(error as NodeJS.ErrnoException, host, port);
  }
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): Failure {
  const why: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken on ${host}: stop what listens there, or choose another with PORT`,
    EACCES: `Port ${port} may not be opened by this user: choose one above 1023 with PORT`,
    EADDRNOTAVAIL: `${host} is not an address of this machine: set HOST`,
    ENOTFOUND: `${host} is not an address of this machine: set HOST`,
  };
  const said = why[error.code ?? ""] ?? `${host}:${port} could not be opened (${error.code})`;
  return new Failure("config/invalid", said, { cause: error });
}
