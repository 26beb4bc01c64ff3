import { request } from "node:http";
import { connect } from "node:net";

/** An answer, its JSON read. */
export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** fetch() sets Host and Origin itself; what a browser or an attacker sends has to be said word for word. */
export function send(url: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Reply> {
  return new Promise((done, fail) => {
    const asked = request(url, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: readBody(text),
        }),
      );
    });
    asked.on("error", fail);
    asked.end(body);
  });
}

/** Sends the bytes of a request as they stand and reads until the server closes the connection. */
export function sendBytes(url: string, bytes: string): Promise<Reply> {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => (text += chunk));
    socket.on("error", fail);
    socket.on("end", () => {
      const [head = "", ...rest] = text.split("\r\n\r\n");
      const [status = "", ...lines] = head.split("\r\n");
      const headers = lines.map((line): [string, string] => {
        const [name = "", ...value] = line.split(": ");
        return [name.toLowerCase(), value.join(": ")];
      });
      const body = rest.join("\r\n\r\n");
      done({ status: Number(status.split(" ")[1]), headers: Object.fromEntries(headers), body: readBody(body) });
    });
  });
}

function readBody(text: string): Record<string, unknown> {
  return text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : { text };
}
