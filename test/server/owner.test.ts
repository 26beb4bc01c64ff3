import { expect } from "chai";
import { startApp, type RunningApp } from "./running-app.ts";
import { send, sendBytes } from "./send.ts";

const STATEMENT = JSON.stringify({ statement: "RETURN 1 AS one" });
const TOKEN = "a-secret-of-the-owner";

/** A query of somebody, with headers beside those it needs. */
const ask = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  send(`${url}/api/query`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: STATEMENT,
  });

/** The same, its lines as they stand; PORT stands for the port. */
const askInLines = (url: string, lines: readonly string[]) =>
  sendBytes(
    url,
    `${lines.join("\r\n").replaceAll("PORT", new URL(url).port).replace("LENGTH", String(STATEMENT.length))}\r\n\r\n${STATEMENT}`,
  );

describe("the owner of a server without a token", () => {
  let app: RunningApp;
  let port: string;
  before(async () => {
    app = await startApp();
    ({ port } = new URL(app.url));
  });
  after(() => app.close());

  for (const [what, headers] of [
    ["a program on this machine", {}],
    ["a page of ours", { Origin: "http://127.0.0.1:PORT", Host: "127.0.0.1:PORT", "Sec-Fetch-Site": "same-origin" }],
    ["a page of ours at localhost", { Origin: "http://localhost:PORT", Host: "localhost:PORT" }],
    ["a page of ours at the IPv6 loopback", { Origin: "http://[::1]:PORT", Host: "[::1]:PORT" }],
    ["a page of ours that says which", { Referer: "http://127.0.0.1:PORT/ask", Host: "127.0.0.1:PORT" }],
    ["an address typed by hand", { "Sec-Fetch-Site": "none" }],
    ["a program that traces its requests", { Traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" }],
    ["a program that upgrades to HTTP/2", { Upgrade: "h2c", "HTTP2-Settings": "AAMAAABkAAQCAAAAAAIAAAAA" }],
  ] as const) {
    it(`is ${what}`, async () => {
      const filled = Object.entries(headers).map(([name, value]) => [name, value.replace("PORT", port)]);
      const { status, body } = await ask(app.url, Object.fromEntries(filled) as Record<string, string>);
      expect([status, body["rows"] ?? body]).to.deep.equal([200, [[1]]]);
    });
  }

  for (const [name, value] of [
    ["Forwarded", "for=203.0.113.9"],
    ["Via", "1.1 Caddy"],
    ["X-Real-IP", "203.0.113.9"],
    ["X-Forwarded-For", "203.0.113.9"],
    ["X-Forwarded-Proto", "https"],
    ["X-Forwarded-Host", "graph.example.org"],
    ["X-Forwarded-Server", "graph.example.org"],
    ["X-Forwarded-Anything", ""],
    ["CF-Connecting-IP", "203.0.113.9"],
    ["CF-Ray", "7"],
    ["CDN-Loop", "cloudflare"],
    ["True-Client-IP", "203.0.113.9"],
    ["X-Client-IP", "203.0.113.9"],
    ["X-Cluster-Client-IP", "203.0.113.9"],
    ["Client-IP", "203.0.113.9"],
    ["Fastly-Client-IP", "203.0.113.9"],
    ["Fly-Client-IP", "203.0.113.9"],
    ["X-Envoy-External-Address", "203.0.113.9"],
    ["X-Amzn-Trace-Id", "Root=1"],
    ["X-Azure-ClientIP", "203.0.113.9"],
    ["X-Original-Host", "graph.example.org"],
    ["X-Request-Id", "1"],
    ["Tailscale-User-Login", "somebody"],
    ["Proxy-Connection", "keep-alive"],
    ["Remote-User", "somebody"],
    ["Origin", "https://evil.example"],
    ["Origin", "null"],
    ["Origin", "http://127.0.0.1:1"],
    ["Origin", "http://localhost.evil.example"],
    ["Referer", "https://evil.example/page"],
    ["Referer", "about:blank"],
    ["Sec-Fetch-Site", "cross-site"],
    ["Sec-Fetch-Site", "same-site"],
    ["Sec-Fetch-Site", ""],
  ] as const) {
    it(`is not who sends ${name}: ${value}`, async () => {
      const { status, body } = await ask(app.url, { [name]: value });
      expect([status, body["code"]]).to.deep.equal([403, "request/forbidden"]);
    });
  }

  // What nginx 1.22 sends for `curl -d …` at its own address, taken from the wire.
  const CLIENT = ["User-Agent: curl/7.88.1", "Accept: */*", "Content-Type: application/json"];
  for (const [directives, lines] of [
    [
      "proxy_pass alone",
      ["POST /api/query HTTP/1.0", "Host: 127.0.0.1:PORT", "Connection: close", "Content-Length: LENGTH"],
    ],
    ["Host $host", ["POST /api/query HTTP/1.0", "Host: localhost", "Connection: close", "Content-Length: LENGTH"]],
    [
      "proxy_http_version 1.1",
      ["POST /api/query HTTP/1.1", "Host: 127.0.0.1:PORT", "Connection: close", "Content-Length: LENGTH"],
    ],
    ['1.1 and Connection ""', ["POST /api/query HTTP/1.1", "Host: 127.0.0.1:PORT", "Content-Length: LENGTH"]],
    [
      '1.1 and Connection "upgrade"',
      ["POST /api/query HTTP/1.1", "Connection: upgrade", "Host: 127.0.0.1:PORT", "Content-Length: LENGTH"],
    ],
    [
      '1.1 and Connection "keep-alive"',
      ["POST /api/query HTTP/1.1", "Connection: keep-alive", "Host: localhost:PORT", "Content-Length: LENGTH"],
    ],
  ] as const) {
    it(`is nobody behind nginx with ${directives}`, async () => {
      const { status, body } = await askInLines(app.url, [...lines, ...CLIENT]);
      expect([status, body["code"]]).to.deep.equal([403, "request/forbidden"]);
    });
  }

  it("is not whoever reaches nginx by a public name that it hands on", async () => {
    const { status } = await askInLines(app.url, [
      "POST /api/query HTTP/1.1",
      "Host: graph.example.org",
      "Connection: close",
      "Content-Length: LENGTH",
      ...CLIENT,
    ]);
    expect(status).to.equal(421);
  });

  it("is told from others in words", async () => {
    const { body } = await ask(app.url, { "X-Real-IP": "203.0.113.9" });
    expect([body["detail"], body["remedy"]]).to.deep.equal([
      "Without OWNER_TOKEN only this machine itself may do that: the header x-real-ip is a proxy's",
      `Use ${app.url} on this machine, or set OWNER_TOKEN and send it as Authorization: Bearer …`,
    ]);
  });
});

describe("the owner of a server with a token", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp({ OWNER_TOKEN: TOKEN, PUBLIC_URL: "https://graph.example.org" });
  });
  after(() => app.close());

  const holder = { Authorization: `Bearer ${TOKEN}` };
  for (const [what, headers, wanted] of [
    ["holds it", holder, 200],
    ["holds it behind a proxy", { ...holder, "X-Forwarded-For": "203.0.113.9", Via: "1.1 Caddy" }, 200],
    [
      "holds it under the public name",
      { ...holder, Host: "graph.example.org", Origin: "https://graph.example.org" },
      200,
    ],
    ["holds it at localhost", { ...holder, Host: "localhost:1", Origin: "http://localhost:1" }, 200],
    ["holds it in a page of another site", { ...holder, Origin: "https://evil.example" }, 403],
    ["holds none", {}, 401],
    ["holds another", { Authorization: `Bearer ${TOKEN}x` }, 401],
    ["has it in another scheme", { Authorization: `Basic ${TOKEN}` }, 401],
  ] as const) {
    it(`is ${wanted === 200 ? "" : "not "}who ${what}`, async () => {
      const { status } = await ask(app.url, headers);
      expect(status).to.equal(wanted);
    });
  }
});

describe("a server that others reach, without a token", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp({ READ_ONLY: "1", PUBLIC_URL: "https://graph.example.org" });
  });
  after(() => app.close());

  it("has no owner, and says so", async () => {
    const { status, body } = await ask(app.url);
    expect([status, body["code"], body["detail"]]).to.deep.equal([
      403,
      "request/forbidden",
      "This server has no owner: OWNER_TOKEN is not set",
    ]);
  });

  it("is read all the same", async () => {
    const { status } = await send(`${app.url}/api/stories`, { headers: { Host: "graph.example.org" } });
    expect(status).to.equal(200);
  });

  it("loads nothing from anybody", async () => {
    const { status, body } = await send(`${app.url}/api/load`, { method: "POST", body: "{}" });
    expect([status, body["code"]]).to.deep.equal([403, "request/read-only"]);
  });
});
