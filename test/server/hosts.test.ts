import { expect } from "chai";
import { readConfig } from "../../server/config.ts";
import { answersTo } from "../../server/exposure.ts";
import { hostName } from "../../server/host-names.ts";
import { startApp, type RunningApp } from "./running-app.ts";
import { send, sendBytes } from "./send.ts";

describe("a server on loopback", () => {
  let app: RunningApp;
  let port: string;
  before(async () => {
    app = await startApp();
    ({ port } = new URL(app.url));
  });
  after(() => app.close());

  for (const host of [
    "localhost",
    "localhost:PORT",
    "LocalHost:PORT",
    "localhost.:PORT",
    "127.0.0.1",
    "127.0.0.1:PORT",
    "127.8.8.8:1",
    "[::1]:PORT",
    "[::ffff:127.0.0.1]:PORT",
  ]) {
    it(`answers to ${host}`, async () => {
      const { status } = await send(`${app.url}/api/stories`, { headers: { Host: host.replace("PORT", port) } });
      expect(status).to.equal(200);
    });
  }

  for (const host of [
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1.evil.example",
    "127.evil.example",
    "localhost.evil.example",
    "evil.localhost",
    "0.0.0.0:PORT",
    "192.168.1.5:PORT",
    "graph",
    "[::2]:PORT",
    "127.1",
    "2130706433",
  ]) {
    it(`does not answer to ${host}`, async () => {
      const { status, body } = await send(`${app.url}/api/stories`, { headers: { Host: host.replace("PORT", port) } });
      expect([status, body["code"]]).to.deep.equal([421, "request/misdirected"]);
    });
  }

  for (const path of [
    "/",
    "/claims",
    "/views",
    "/ask",
    "/share",
    "/healthz",
    "/readyz",
    "/metrics",
    "/api/openapi.json",
    "/api/schema",
    "/api/nothing",
    "/assets/app.js",
    "/e/us-strikes-iraq-2020/",
    "/e/us-strikes-iraq-2020",
    "/e/us-strikes-iraq-2020/picture.svg",
    "/e/us-strikes-iraq-2020/sentences.txt",
    "/nowhere",
    `/${"long".repeat(1_250)}`,
  ]) {
    it(`gives nothing of ${path.slice(0, 40)} to a name that was bound to this machine`, async () => {
      const { status, body } = await send(`${app.url}${path}`, { headers: { Host: `evil.example:${port}` } });
      expect([status, body["code"], body["detail"]]).to.deep.equal([
        421,
        "request/misdirected",
        "“evil.example” is not a name of this server",
      ]);
    });
  }

  it("says so on a page to whoever asks for one", async () => {
    const { status, headers, body } = await send(`${app.url}/`, {
      headers: { Host: "evil.example", Accept: "text/html" },
    });
    expect([status, headers["content-type"]]).to.deep.equal([421, "text/html; charset=utf-8"]);
    expect(String(body["text"])).to.include("is not a name of this server");
  });

  for (const [what, head, status] of [
    ["one Host", "GET /healthz HTTP/1.1\r\nHost: localhost", 200],
    ["one Host with spaces about it", "GET /healthz HTTP/1.1\r\nHost:  \tlocalhost ", 200],
    ["no Host", "GET /healthz HTTP/1.1", 400],
    ["no Host, in HTTP/1.0", "GET /healthz HTTP/1.0", 400],
    ["an empty Host", "GET /healthz HTTP/1.1\r\nHost: ", 400],
    ["two Hosts", "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example", 400],
    ["two Hosts that are the same", "GET /healthz HTTP/1.1\r\nHost: localhost\r\nhost: localhost", 400],
    ["a list of Hosts", "GET /healthz HTTP/1.1\r\nHost: localhost, evil.example", 400],
    ["a user before the Host", "GET /healthz HTTP/1.1\r\nHost: localhost@evil.example", 400],
    ["a whole address", "GET http://localhost/healthz HTTP/1.1\r\nHost: localhost", 200],
    ["a whole address of another host", "GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost", 400],
    ["a whole address that is not the Host's", "GET http://localhost/healthz HTTP/1.1\r\nHost: evil.example", 400],
  ] as const) {
    it(`answers ${status} to ${what}`, async () => {
      const reply = await sendBytes(app.url, `${head}\r\nConnection: close\r\n\r\n`);
      expect(reply.status).to.equal(status);
    });
  }
});

describe("the names a server answers to", () => {
  const TOKEN = { OWNER_TOKEN: "a-secret-of-the-owner" };
  for (const [what, env, name, wanted] of [
    ["on loopback, with a token, another name", TOKEN, "graph.example.org", false],
    [
      "on loopback, with a public address, that name",
      { ...TOKEN, PUBLIC_URL: "https://Graph.example.org" },
      "graph.example.org",
      true,
    ],
    [
      "with a public address, the name a health check uses",
      { ...TOKEN, PUBLIC_URL: "https://graph.example.org" },
      "app",
      true,
    ],
    [
      "with a public address, a loopback name",
      { READ_ONLY: "1", PUBLIC_URL: "https://graph.example.org" },
      "localhost",
      true,
    ],
    ["on all addresses, with a token, any name", { ...TOKEN, HOST: "0.0.0.0" }, "graph.example.org", true],
    ["on a private network, its address", { READ_ONLY: "1", HOST: "0.0.0.0" }, "192.168.1.5", true],
    ["on a private network, its container's name", { READ_ONLY: "1", HOST: "0.0.0.0" }, "app", true],
    ["on a private network, its own name", { READ_ONLY: "1", PUBLIC_URL: "http://graph.lan" }, "graph.lan", true],
    ["on a private network, a stranger's name", { READ_ONLY: "1", HOST: "0.0.0.0" }, "evil.example", false],
    [
      "on a private network with a name, a stranger's",
      { READ_ONLY: "1", PUBLIC_URL: "http://graph.lan" },
      "evil.example",
      false,
    ],
  ] as const) {
    it(`${wanted ? "include" : "leave out"}, ${what}`, () => {
      expect(answersTo(name, readConfig(env))).to.equal(wanted);
    });
  }

  it("are written in any way RFC 9110 allows", () => {
    const read = ["LOCALHOST:80", "localhost.", "[0:0::1]:1", "a.b:", "a b", "[::1", "a/b", "a@b", ""].map(hostName);
    expect(read).to.deep.equal(["localhost", "localhost", "0:0::1", "a.b", null, null, null, null, null]);
  });
});
