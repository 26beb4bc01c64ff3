import { Agent } from "node:http";
import { addressOf, ask, count, load, newOutcome, pause, probing, type Outcome, type Probed } from "./clients.ts";
import { get, openSocket } from "./raw-sockets.ts";
import { readerRequest } from "./reader-requests.ts";
import type { ServedProcess } from "./served-process.ts";

const STORY = "us-strikes-iraq-2020";
/** Runs into the time a query has. */
const SLOW = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN count(a + b + c)";

export const slowQuery = {
  path: "/api/query",
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ statement: SLOW }),
};

/** 1,000 clients, each from an address of its own where the system has them, ask 500 times a second. */
export function askAtRate({ url }: ServedProcess, seconds: number): Promise<Probed<Outcome>> {
  return probing(url, () => load({ url, clients: 1_000, perSecond: 500, seconds, next: readerRequest }));
}

export interface Flooded {
  readonly probed: Probed<void>;
  /** Memory at its most, of before. */
  readonly growth: number;
  /** Milliseconds of a story's answer once the flood is gone. */
  readonly after: number;
}

/** 60 connections send 150 requests each for a whole story, and read nothing. */
export async function floodUnread(served: ServedProcess, seconds: number): Promise<Flooded> {
  await ask(served.url, { path: `/api/stories/${STORY}` });
  const before = served.rss();
  let most = before;
  const probed = await probing(served.url, async () => {
    const sockets = await Promise.all(
      Array.from({ length: 60 }, (_, index) => openSocket(served.port, { reads: false, from: addressOf(index) })),
    );
    for (const { socket } of sockets) socket.write(get(`/api/stories/${STORY}`).repeat(150));
    for (let second = 0; second < seconds; second += 1) {
      await pause(1_000);
      most = Math.max(most, served.rss());
    }
    for (const { socket } of sockets) socket.destroy();
  });
  const began = performance.now();
  await ask(served.url, { path: `/api/stories/${STORY}` });
  return { probed, growth: most / before, after: performance.now() - began };
}

/** The first forty visitors of an embed come at once. */
export function visitEmbed({ url }: ServedProcess): Promise<Probed<Outcome>> {
  return probing(url, async () => {
    const outcome = newOutcome();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        count(outcome, () => ask(url, { path: `/e/${STORY}/` }, { from: addressOf(index) })),
      ),
    );
    return outcome;
  });
}

/** Connections that say nothing, and others whose headers come a line a second. */
export function holdConnections({ url, port }: ServedProcess, connections: number): Promise<Probed<number>> {
  return probing(url, async () => {
    const sockets = [];
    for (let opened = 0; opened < connections; opened += 1) {
      const raw = await openSocket(port, { from: addressOf(opened % 250) }).catch(() => null);
      if (raw === null) continue;
      sockets.push(raw);
      if (opened % 10 === 0) raw.socket.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    }
    for (let second = 0; second < 8; second += 1) {
      for (const [index, { socket }] of sockets.entries())
        if (index % 10 === 0 && !socket.destroyed) socket.write("X-A: b\r\n");
      await pause(1_000);
    }
    const left = sockets.filter(({ socket }) => !socket.destroyed).length;
    for (const { socket } of sockets) socket.destroy();
    return left;
  });
}

export interface Canaries {
  readonly queries: Outcome;
  readonly canaries: Outcome;
}

/** The owner asks a hundred heavy queries at once; a reader goes on reading. */
export async function askHeavily({ url }: ServedProcess): Promise<Canaries> {
  const [queries, canaries] = [newOutcome(), newOutcome()];
  let isOver = false;
  const canary = async () => {
    for (let read = 1; !isOver; read += 1) {
      await count(canaries, () =>
        ask(url, { path: `/api/stories/us-strikes-iraq-2020/entities/soleimani/neighbours?limit=${read}` }),
      );
      await pause(100);
    }
  };
  const reading = canary();
  await Promise.all(Array.from({ length: 100 }, () => count(queries, () => ask(url, slowQuery))));
  isOver = true;
  await reading;
  return { queries, canaries };
}

export interface Stopped {
  readonly outcome: Outcome;
  readonly exitCode: number | null;
  readonly millis: number;
}

/** SIGTERM while 50 slow queries and 200 readers are under way. */
export async function stopUnderLoad(served: ServedProcess): Promise<Stopped> {
  const outcome = newOutcome();
  let isOver = false;
  const readers = Array.from({ length: 200 }, async (_, index) => {
    const agent = new Agent({ keepAlive: true });
    for (let request = index; !isOver; request += 1) {
      const refused = outcome.errors["ECONNREFUSED"];
      const one = { path: request % 2 === 0 ? "/api/stories" : `/api/stories/${STORY}` };
      await count(outcome, () => ask(served.url, one, { agent }));
      await pause(refused === undefined ? 1 : 100);
    }
    agent.destroy();
  });
  const queries = Array.from({ length: 50 }, () => count(outcome, () => ask(served.url, slowQuery)));
  await pause(1_500);
  const began = performance.now();
  served.kill("SIGTERM");
  const exitCode = await served.exited;
  const millis = performance.now() - began;
  isOver = true;
  await Promise.all([...readers, ...queries]);
  return { outcome, exitCode, millis };
}

/** Statuses of 500 and more that are not an early 503. */
export function faultsOf({ statuses }: Outcome): Record<string, number> {
  return Object.fromEntries(Object.entries(statuses).filter(([status]) => Number(status) >= 500 && status !== "503"));
}

/** The slowest answer of a status; 0 where there was none. */
export function slowestOf({ millis }: Outcome, status: number): number {
  return (millis[status] ?? []).reduce((most, one) => Math.max(most, one), 0);
}
