import { createServer, type RequestListener, type Server } from "node:http";
import { Server as NetServer } from "node:net";
import type { Request, Response } from "express";
import type { Logger } from "pino";
import { Failure } from "../contract/errors.ts";
import { MAX_HEADER_BYTES } from "../contract/limits.ts";
import { operations } from "../contract/operations.ts";
import { ConnectionTable, isIdle, type Connection, type Exchange } from "./connection-table.ts";
import { answerError } from "./routes/errors.ts";

export interface HttpLimits {
  readonly connections: number;
  /** Per address. Behind a proxy all connections come from the proxy, so the limit does not apply. */
  readonly connectionsPerAddress: number;
  readonly headerBytes: number;
  readonly headersMillis: number;
  readonly keepAliveMillis: number;
  readonly requestsPerConnection: number;
  /** Pipelined requests that wait, per connection and in total. */
  readonly pipelined: number;
  readonly pipelinedInAll: number;
  /** The time for a request body, except a story file's. */
  readonly bodyMillis: number;
  /** The window in which the rate of a body is measured. */
  readonly bodyWindowMillis: number;
  readonly bodyBytesPerSecond: number;
  /** The longest time in which a peer does not read its answer. */
  readonly unreadMillis: number;
  /** How often bodies are checked. */
  readonly checkMillis: number;
}

export const HTTP_LIMITS: HttpLimits = {
  connections: 4_096,
  connectionsPerAddress: 1_024,
  headerBytes: MAX_HEADER_BYTES,
  headersMillis: 5_000,
  keepAliveMillis: 5_000,
  requestsPerConnection: 1_000,
  pipelined: 256,
  pipelinedInAll: 10_240,
  bodyMillis: 15_000,
  bodyWindowMillis: 10_000,
  bodyBytesPerSecond: 1_000,
  unreadMillis: 20_000,
  checkMillis: 1_000,
};

export interface DrainOptions {
  /** How long new connections are still accepted, so that a proxy notices the failing /readyz. */
  readonly graceMillis: number;
  /** How long accepted requests may run. */
  readonly answerMillis: number;
}

export interface HttpServer {
  readonly server: Server;
  /** Stops accepting connections, answers pending requests, and ends. Idempotent. */
  drain(options: DrainOptions): Promise<void>;
  /** Ends at once. */
  destroy(): void;
}

export interface HttpServerOptions {
  readonly log: Logger;
  readonly limits?: Partial<HttpLimits>;
}

/**
 * An idle connection is kept this much longer than its peer is told: closing it while a request is in transit would
 * reset it.
 */
const KEPT_LONGER_MILLIS = 3_000;
const PIPELINED_A_TURN = 4;
/**
 * How long a kept-alive connection stays idle before a draining server closes it, since a request in transit would be
 * lost.
 */
const DRAINED_IDLE_MILLIS = 2_000;
/** How long a connection without a request is kept after the listener closes. */
const DRAINED_NEW_MILLIS = 5_000;
/** After so many short turns of the event loop without a connection, the kernel's queue is probably empty. */
const QUIET_TURNS = 3;
const QUIET_TURN_MILLIS = 5;
const QUIET_WITHIN_MILLIS = 5_000;
/** How long the refusal of an overlong request may take. */
const REFUSED_MILLIS = 1_000;

/**
 * node:http with limits on everything that a peer can occupy. Only one request of a connection is answered at a time:
 * Node would start every pipelined request at once, even those whose answers nobody reads.
 */
export function makeHttpServer(handle: RequestListener, { log, limits: given = {} }: HttpServerOptions): HttpServer {
  const limits = { ...HTTP_LIMITS, ...given };
  const table = new ConnectionTable(limits);
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMillis,
    // A story file may take long while it arrives: checkBodies enforces a minimum rate.
    requestTimeout: 0,
    keepAliveTimeout: limits.keepAliveMillis + KEPT_LONGER_MILLIS,
    connectionsCheckingInterval: 1_000,
  });
  const keptFor = `timeout=${Math.floor(limits.keepAliveMillis / 1_000)}, max=${limits.requestsPerConnection}`;
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  /** Connections whose next pipelined request can start. */
  const ready: Connection[] = [];
  let pipelined = 0;
  let isDraining = false;
  /** No request is started while the listener waits for a moment without new connections. */
  let isHeld = false;
  let accepted = 0;
  let drained: Promise<void> | null = null;

  server.on("connection", (socket) => {
    accepted += 1;
    const connection = table.add(socket);
    if (connection !== null) socket.once("close", () => drop(connection));
  });

  server.on("request", (request, response) => {
    const connection = table.of(request.socket);
    if (connection === undefined || request.socket.destroyed) return;
    if (isIdle(connection) && !isHeld) return begin(connection, { request, response });
    if (connection.waiting.length >= limits.pipelined || pipelined >= limits.pipelinedInAll)
      return void request.socket.destroy();
    connection.waiting.push({ request, response });
    pipelined += 1;
  });

  // Node closes a keep-alive connection; it also emits this for one whose write queue has been stalled that long.
  server.setTimeout(limits.unreadMillis, (socket) => {
    const connection = table.of(socket);
    if (connection === undefined || isIdle(connection) || socket.writableLength > 0) socket.destroy();
  });

  function begin(connection: Connection, exchange: Exchange): void {
    const { request, response } = exchange;
    connection.current = exchange;
    connection.body = null;
    if (isDraining) response.setHeader("Connection", "close");
    else response.setHeader("Keep-Alive", keptFor);
    response.once("close", () => {
      connection.current = null;
      connection.answered += 1;
      connection.unfinished = request.complete ? null : request;
      table.becomeIdle(connection);
      if (connection.waiting.length > 0) queue(connection);
    });
    handle(request, response);
  }

  /**
   * Starts a few pipelined requests per turn of the event loop, so that a client with a single request does not wait
   * for many others.
   */
  function queue(connection: Connection): void {
    if (ready.push(connection) === 1) setImmediate(beginSome);
  }

  function beginSome(): void {
    for (const connection of ready.splice(0, PIPELINED_A_TURN)) next(connection);
    if (ready.length > 0) setImmediate(beginSome);
  }

  function next(connection: Connection): void {
    if (isHeld || connection.current !== null) return;
    const [exchange] = connection.waiting;
    // Node gives the connection to the next response unless the last one closes it.
    if (exchange === undefined || exchange.response.socket === null || connection.socket.destroyed) return;
    connection.waiting.shift();
    pipelined -= 1;
    begin(connection, exchange);
  }

  /** Drops the requests of a closed connection that were not started. */
  function drop(connection: Connection): void {
    if (connection.waiting.length === 0) return;
    pipelined -= connection.waiting.length;
    log.info({ dropped: connection.waiting.length }, "a connection closed before its pipelined requests were begun");
    connection.waiting.length = 0;
  }

  function checkBodies(): void {
    const now = performance.now();
    for (const connection of table) {
      const { current, unfinished, socket } = connection;
      if (unfinished !== null) {
        if (unfinished.complete) connection.unfinished = null;
        else if (current === null && now - connection.idleSince > limits.headersMillis) socket.destroy();
      }
      if (current !== null && !current.request.complete && isSlow(connection, current, now))
        refuse(current, new Failure("request/timeout", "The body came too slowly", { remedy: "Send it again" }));
    }
  }

  function isSlow(connection: Connection, { request }: Exchange, now: number): boolean {
    const bytes = connection.socket.bytesRead;
    // A body that the app does not read cannot arrive.
    if (connection.body === null || request.readableFlowing !== true) {
      connection.body = { began: now, windowBegan: now, windowBytes: bytes };
      return false;
    }
    const { began, windowBegan, windowBytes } = connection.body;
    if (!isUpload(request.url ?? "") && now - began > limits.bodyMillis) return true;
    const waited = now - windowBegan;
    if (waited < limits.bodyWindowMillis) return false;
    connection.body.windowBegan = now;
    connection.body.windowBytes = bytes;
    return ((bytes - windowBytes) * 1_000) / waited < limits.bodyBytesPerSecond;
  }

  function refuse({ request, response }: Exchange, failure: Failure): void {
    if (response.headersSent) return void response.destroy();
    response.setHeader("Connection", "close");
    answerError(failure, request as Request, response as Response, () => undefined);
  }

  /**
   * Closing a listener resets the connections that the kernel has accepted and Node has not. So requests are held until
   * no connection has arrived for a moment: clients that wait for an answer open no other.
   */
  async function closeListener(): Promise<void> {
    isHeld = true;
    const began = performance.now();
    for (let quiet = 0; quiet < QUIET_TURNS && performance.now() - began < QUIET_WITHIN_MILLIS;) {
      const before = accepted;
      await pause(QUIET_TURN_MILLIS);
      const woken = performance.now();
      // Between a timer and an immediate the event loop polls, so pending connections are accepted.
      await new Promise((done) => setImmediate(done));
      quiet = accepted === before && performance.now() - woken < QUIET_TURN_MILLIS ? quiet + 1 : 0;
    }
    // http's own close() would cut idle connections at once.
    NetServer.prototype.close.call(server);
    isHeld = false;
    for (const connection of table) if (connection.waiting.length > 0) queue(connection);
  }

  async function drain({ graceMillis, answerMillis }: DrainOptions): Promise<void> {
    isDraining = true;
    for (const { current } of table)
      if (current !== null && !current.response.headersSent) current.response.setHeader("Connection", "close");
    await pause(graceMillis);
    await closeListener();
    const deadline = performance.now() + answerMillis;
    while (table.size > 0 && performance.now() < deadline) {
      const now = performance.now();
      for (const connection of table) {
        const patience = connection.answered > 0 ? DRAINED_IDLE_MILLIS : DRAINED_NEW_MILLIS;
        if (isIdle(connection) && now - connection.idleSince > patience) connection.socket.destroy();
      }
      await pause(20);
    }
    await refuseRest();
    destroy();
  }

  /** Requests that still run are not cut: the client is told to retry. */
  async function refuseRest(): Promise<void> {
    for (const { current } of table) {
      if (current === null || current.response.headersSent) continue;
      refuse(
        current,
        new Failure("store/unavailable", "The app is shutting down", { remedy: "Try again in a moment" }),
      );
    }
    for (let waited = 0; table.size > 0 && waited < REFUSED_MILLIS; waited += 20) await pause(20);
  }

  function destroy(): void {
    clearInterval(checking);
    server.close();
    for (const { socket } of table) socket.destroy();
  }

  const checking = setInterval(checkBodies, limits.checkMillis).unref();
  return { server, drain: (options) => (drained ??= drain(options)), destroy };
}

function isUpload(url: string): boolean {
  return url.split("?", 1)[0] === operations.load.path;
}

function pause(millis: number): Promise<void> {
  return new Promise((done) => setTimeout(done, millis));
}
