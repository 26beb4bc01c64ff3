import { connect, type Socket } from "node:net";

export interface RawSocket {
  readonly socket: Socket;
  /** All that has come. */
  text(): string;
  /** When the other side has closed it. */
  readonly closed: Promise<void>;
}

export interface RawOptions {
  /** False: nothing is read, so that answers fill the buffers between. */
  readonly reads?: boolean;
  readonly from?: string;
}

/** A connection on which a test says every byte itself. */
export async function openSocket(port: number, { reads = true, from }: RawOptions = {}): Promise<RawSocket> {
  const socket = connect({ port, host: "127.0.0.1", localAddress: from });
  const chunks: Buffer[] = [];
  const closed = new Promise<void>((done) => socket.once("close", () => done()));
  socket.on("error", () => undefined);
  if (reads) socket.on("data", (chunk) => chunks.push(chunk));
  else socket.pause();
  await new Promise((done, fail) => socket.once("connect", done).once("error", fail));
  return { socket, closed, text: () => Buffer.concat(chunks).toString("latin1") };
}

export function get(path: string, headers = ""): string {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`;
}

/** The statuses of the answers in a text, in their order. */
export function statusesIn(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
