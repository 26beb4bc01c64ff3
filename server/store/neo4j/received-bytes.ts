import { Socket } from "node:net";

/** Counts the bytes received for one query after the other. */
export interface ReceivedBytes {
  /** Restarts the count; above `most` bytes it destroys every socket and calls `beyond` once. */
  start(most: number, beyond: () => void): void;
  stop(): void;
}

/**
 * Counts the bytes on every socket that this thread opens, with or without TLS. The driver reports no sizes, and
 * decodes a record only when it is complete: a large one then blocks the thread for minutes. For a thread that only
 * runs queries.
 */
export function countReceivedBytes(): ReceivedBytes {
  const sockets = new Set<Socket>();
  let left = Infinity;
  let over: () => void = () => undefined;
  const count = (bytes: number) => {
    left -= bytes;
    if (left >= 0) return;
    left = Infinity;
    // The driver reacts to an error, not to a close.
    for (const socket of sockets) socket.destroy(new Error("More was received than one query may receive"));
    over();
  };
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    sockets.add(this);
    this.on("data", (chunk: Uint8Array) => count(chunk.byteLength));
    this.on("close", () => sockets.delete(this));
    return Reflect.apply(connect, this, given) as Socket;
  };
  return {
    start(most, beyond) {
      left = most;
      over = beyond;
    },
    stop() {
      left = Infinity;
    },
  };
}
