import { once } from "node:events";
import type { Server } from "node:http";
import { resolve } from "node:path";
import { Failure } from "../../contract/errors.ts";
import { makeApp } from "../app.ts";
import type { Config } from "../config.ts";
import { HTTP_LIMITS, makeHttpServer } from "../http-server.ts";
import { embedShell } from "../routes/pages.ts";
import { ADMISSION_LIMITS } from "../services/admission.ts";
import { embedService } from "../services/embed.ts";
import { TIMEOUT_MILLIS } from "../services/query.ts";
import { makeServices } from "../services/services.ts";
import { openStore } from "../store/open-store.ts";
import type { Command } from "./command.ts";

/** A proxy asks /readyz every second or two, and sends no more readers here once it says no. */
const PUBLIC_GRACE_MILLIS = 2_000;
/** A query's time in the queue and in the store, and what a store gets beyond it. */
const ANSWER_MILLIS = ADMISSION_LIMITS.ownerQuery.waitMillis + TIMEOUT_MILLIS + 3_000;

/** Opens the store, loads the seed story when nothing is loaded, and serves until it is told to stop. */
export const serve: Command = async ({ config, terminal, log }) => {
  const store = await openStore(config, log);
  try {
    const services = makeServices(store, log);
    const report = await services.load.seedWhenEmpty(resolve("stories"));
    if (report !== null)
      terminal.print(`loaded ${report.nodes} nodes, ${report.relations} relations; ${report.refused.length} refused`);
    const clientDir = resolve("dist/client");
    const embeds = embedService({
      browse: services.browse,
      publicUrl: config.publicUrl,
      shell: embedShell(clientDir),
      log,
    });
    const app = makeApp({ config, services, embeds, log, clientDir, stop: terminal.stop });
    const http = makeHttpServer(app, {
      log,
      limits: config.trustedProxies > 0 ? { connectionsPerAddress: HTTP_LIMITS.connections } : {},
    });
    try {
      await listen(http.server, config);
      terminal.print(`Wiregraph is open at ${config.publicUrl} (store: ${store.kind})`);
      if (!terminal.stop.aborted) await once(terminal.stop, "abort");
      await http.drain({ graceMillis: isPublic(config) ? PUBLIC_GRACE_MILLIS : 0, answerMillis: ANSWER_MILLIS });
    } finally {
      http.destroy();
      await embeds.destroy();
    }
    return 0;
  } finally {
    await store.close();
  }
};

async function listen(server: Server, { host, port }: Config): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw listenFailure(error as NodeJS.ErrnoException, host, port);
  }
}

/** Whether others than this machine reach the app. */
function isPublic({ publicUrl }: Config): boolean {
  return !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(publicUrl).hostname);
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
