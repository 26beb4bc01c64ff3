import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { networkOf } from "./client-address.ts";

/** A parsed request, and Node's response for it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A connection, and its requests. */
export interface Connection {
  readonly socket: Socket;
  /** The address of the peer; for IPv6 its /64. */
  readonly network: string;
  /** The request that is being answered. */
  current: Exchange | null;
  /** Pipelined requests after it. */
  readonly waiting: Exchange[];
  /** The number of finished answers. */
  answered: number;
  /** When it was opened or its last answer ended, in the time of performance.now(). */
  idleSince: number;
  /** The last request, when its body continues after its answer. */
  unfinished: IncomingMessage | null;
  /** The bytes of the body at the last check. */
  body: { readonly began: number; windowBegan: number; windowBytes: number } | null;
}

export interface ConnectionLimits {
  readonly connections: number;
  readonly connectionsPerAddress: number;
}

/**
 * Every open connection. Beyond the limit per address or in total, the connection that has been idle longest is closed;
 * where none is idle, the new one is rejected.
 */
export class ConnectionTable {
  private readonly bySocket = new Map<Socket, Connection>();
  private readonly byNetwork = new Map<string, Set<Connection>>();

  constructor(private readonly limits: ConnectionLimits) {}

  get size(): number {
    return this.bySocket.size;
  }

  of(socket: Socket): Connection | undefined {
    return this.bySocket.get(socket);
  }

  [Symbol.iterator](): Iterator<Connection> {
    return this.bySocket.values();
  }

  /** null when it is rejected. */
  add(socket: Socket): Connection | null {
    const network = networkOf(socket.remoteAddress ?? "");
    const neighbours = this.byNetwork.get(network) ?? new Set();
    const isCrowded =
      (neighbours.size >= this.limits.connectionsPerAddress && !closeIdlest(neighbours)) ||
      (this.bySocket.size >= this.limits.connections && !closeIdlest(this.bySocket.values()));
    if (isCrowded) {
      socket.destroy();
      return null;
    }
    const connection: Connection = {
      socket,
      network,
      current: null,
      waiting: [],
      answered: 0,
      idleSince: performance.now(),
      unfinished: null,
      body: null,
    };
    this.bySocket.set(socket, connection);
    this.byNetwork.set(network, neighbours.add(connection));
    socket.once("close", () => this.remove(connection));
    return connection;
  }

  /** Moves a connection to the end of the idle ones. */
  becomeIdle(connection: Connection): void {
    connection.idleSince = performance.now();
    if (!this.bySocket.delete(connection.socket)) return;
    this.bySocket.set(connection.socket, connection);
    const neighbours = this.byNetwork.get(connection.network);
    neighbours?.delete(connection);
    neighbours?.add(connection);
  }

  private remove(connection: Connection): void {
    this.bySocket.delete(connection.socket);
    const neighbours = this.byNetwork.get(connection.network);
    neighbours?.delete(connection);
    if (neighbours?.size === 0) this.byNetwork.delete(connection.network);
  }
}

export function isIdle({ current, waiting }: Connection): boolean {
  return current === null && waiting.length === 0;
}

/** Closes the first idle connection; connections are in the order in which they became idle. */
function closeIdlest(connections: Iterable<Connection>): boolean {
  for (const connection of connections) {
    if (!isIdle(connection) || connection.socket.destroyed) continue;
    connection.socket.destroy();
    return true;
  }
  return false;
}
