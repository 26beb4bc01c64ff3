import { Agent, request, type OutgoingHttpHeaders } from "node:http";

/** How requests were answered: how often each status, what broke instead, and how long the answers took. */
export interface Outcome {
  readonly statuses: Record<string, number>;
  /** Connections that were refused, reset or closed without a whole answer, by the error's code. */
  readonly errors: Record<string, number>;
  /** Milliseconds until an answer of each status was read whole, sorted. */
  readonly millis: Record<string, number[]>;
}

export interface Ask {
  readonly path: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface AskOptions {
  readonly agent?: Agent;
  /** The address to come from; Linux lets a client of loopback have any of 127/8. */
  readonly from?: string;
}

/** One request, its answer read whole. @throws the connection's error, also for an answer that was cut */
export function ask(
  url: string,
  { path, method = "GET", headers = {}, body }: Ask,
  options: AskOptions = {},
): Promise<Reply> {
  return new Promise((done, fail) => {
    const { agent, from } = options;
    const sent = request(`${url}${path}`, { method, headers, agent, localAddress: from }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () => {
        if (!response.complete) return fail(Object.assign(new Error("cut"), { code: "CUT" }));
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

export function newOutcome(): Outcome {
  return { statuses: {}, errors: {}, millis: {} };
}

/** Asks and counts what came of it. */
export async function count(outcome: Outcome, asking: () => Promise<Reply>): Promise<void> {
  const began = performance.now();
  try {
    const { status } = await asking();
    outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1;
    (outcome.millis[status] ??= []).push(performance.now() - began);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    outcome.errors[code] = (outcome.errors[code] ?? 0) + 1;
  }
}

export interface LoadOptions {
  readonly url: string;
  readonly clients: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** The request of a client, whatever the others do. */
  next(client: number, request: number): Ask;
}

/** An open load: requests are sent at the rate, whether earlier ones were answered or not, each client from an address of its own. */
export async function load({ url, clients, perSecond, seconds, next }: LoadOptions): Promise<Outcome> {
  const outcome = newOutcome();
  const agents = Array.from({ length: clients }, () => new Agent({ keepAlive: true }));
  const asked: Promise<void>[] = [];
  const began = performance.now();
  const total = perSecond * seconds;
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1_000) * perSecond));
    for (; sent < due; sent += 1) {
      const client = sent % clients;
      const one = next(client, sent);
      asked.push(count(outcome, () => ask(url, one, { agent: agents[client], from: addressOf(client) })));
    }
    await pause(5);
  }
  await Promise.all(asked);
  for (const agent of agents) agent.destroy();
  return outcome;
}

export interface Probed<T> {
  readonly result: T;
  /** Milliseconds of the slowest answer of /healthz. */
  readonly slowest: number;
  readonly probes: number;
  /** Probes that had no answer 200. */
  readonly failed: number;
}

/** Asks /healthz again and again while something else goes on. */
export async function probing<T>(url: string, work: () => Promise<T>): Promise<Probed<T>> {
  let over = false;
  const outcome = newOutcome();
  const probe = async () => {
    while (!over) {
      await count(outcome, () => ask(url, { path: "/healthz" }, { from: "127.0.0.1" }));
      await pause(100);
    }
  };
  const probed = probe();
  try {
    const result = await work();
    over = true;
    await probed;
    const well = outcome.millis["200"] ?? [];
    const probes = Object.values({ ...outcome.statuses, ...outcome.errors }).reduce((sum, times) => sum + times, 0);
    return { result, slowest: Math.max(0, ...well), probes, failed: probes - well.length };
  } finally {
    over = true;
  }
}

export function addressOf(client: number): string {
  return process.platform === "linux" ? `127.1.${client >> 8}.${client & 255 || 255}` : "127.0.0.1";
}

export function pause(millis: number): Promise<void> {
  return new Promise((done) => setTimeout(done, millis));
}

export function percentile(sorted: readonly number[], share: number): number {
  const numbers = sorted.toSorted((a, b) => a - b);
  return numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;
}
