import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What a proxy does to a connection: passes it on, cuts it, falls silent, or talks nonsense in its place. */
export type Fault = "none" | "cut" | "reset" | "silence" | "garbage";

export interface FaultProxy {
  readonly port: number;
  /** From now on each connection, also those that are open, has this fault after so many more bytes of the server's. */
  fail(fault: Fault, afterBytes: number): void;
  close(): Promise<void>;
}

/** A TCP proxy on loopback before a database, whose connections break where a test says. */
export async function faultProxy(target: { readonly host: string; readonly port: number }): Promise<FaultProxy> {
  let fault: Fault = "none";
  let left = Infinity;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk: Buffer) => {
      const passed = chunk.subarray(0, Math.max(0, Math.min(left, chunk.length)));
      left -= chunk.length;
      if (passed.length > 0) client.write(passed);
      if (left >= 0 || fault === "none" || fault === "silence") return;
      if (fault === "garbage") client.write(Buffer.alloc(64, 0xcf));
      else if (fault === "reset") client.resetAndDestroy();
      else client.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    fail: (next, afterBytes) => {
      fault = next;
      left = next === "none" ? Infinity : afterBytes;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
