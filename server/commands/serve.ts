import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { resolve } from "node:path";
import { Failure } from "../../contract/errors.ts";
import { makeApp } from "../app.ts";
import type { Config } from "../config.ts";
import { makeServices } from "../services/services.ts";
import { openStore } from "../store/open-store.ts";
import type { Command } from "./command.ts";

const SHUTDOWN_MILLIS = 5_000;

/** Opens the store, loads the seed story when nothing is loaded, and serves until it is told to stop. */
export const serve: Command = async ({ config, terminal, log }) => {
  const store = await openStore(config, log);
  try {
    const services = makeServices(store, log);
    const report = await services.load.seedWhenEmpty(resolve("stories"));
    if (report !== null)
      terminal.print(`loaded ${report.nodes} nodes, ${report.relations} relations; ${report.refusedCount} refused`);
    const app = makeApp({ config, services, log, clientDir: resolve("dist/client") });
    const server = createServer({ connectionsCheckingInterval: 1_000, maxHeaderSize: 8_192 }, app);
    server.requestTimeout = 15_000;
    server.headersTimeout = 5_000;
    await listen(server, config);
    terminal.print(`Wiregraph is open at ${config.publicUrl} (store: ${store.kind})`);
    if (!terminal.stop.aborted) await once(terminal.stop, "abort");
    await closeServer(server);
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

/** Lets answers under way end; what takes longer than SHUTDOWN_MILLIS is cut. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MILLIS);
  await closed;
  clearTimeout(deadline);
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
