import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { networkOf } from "./client-address.ts";

/** A request that was parsed, and the response node made for it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A connection, and the requests that came over it. */
export interface Connection {
  readonly socket: Socket;
  /** The address it comes from; of IPv6 the /64. */
  readonly network: string;
  /** The one that is answered now. */
  current: Exchange | null;
  /** Pipelined behind it. */
  readonly waiting: Exchange[];
  /** Answers that were given. */
  answered: number;
  /** When it was opened or its last answer ended, as of performance.now(). */
  idleSince: number;
  /** The last request when its body goes on after its answer. */
  unfinished: IncomingMessage | null;
  /** How much of the body had come when this was last looked at. */
  body: { readonly began: number; windowBegan: number; windowBytes: number } | null;
}

export interface ConnectionLimits {
  readonly connections: number;
  readonly connectionsPerAddress: number;
}

/**
 * Every open connection. One too many, of one address or of all, closes the one that has been idle longest; where none
 * is idle, the new one is refused.
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

  /** Null where it was refused. */
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

  /** Puts a connection last among those that are idle. */
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

/** Closes the first that is idle and not closed yet: connections stand in the order in which they became idle. */
function closeIdlest(connections: Iterable<Connection>): boolean {
  for (const connection of connections) {
    if (!isIdle(connection) || connection.socket.destroyed) continue;
    connection.socket.destroy();
    return true;
  }
  return false;
}
