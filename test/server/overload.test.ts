import { expect } from "chai";
import { ask, pause } from "../attacks/clients.ts";
import { get, openSocket, statusesIn, type RawSocket } from "../attacks/raw-sockets.ts";
import { logLines, type LogLines } from "./log-lines.ts";
import { startApp, type RunningApp } from "./running-app.ts";

const STORY = "/api/stories/us-strikes-iraq-2020";
const portOf = ({ url }: RunningApp) => Number(new URL(url).port);

async function until(isTrue: () => boolean, millis = 10_000): Promise<void> {
  const began = performance.now();
  while (!isTrue() && performance.now() - began < millis) await pause(20);
}

describe("pipelined requests", () => {
  let app: RunningApp;
  let told: LogLines;
  before(async () => {
    told = logLines();
    app = await startApp({}, { log: told.log });
  });
  after(() => app.close());

  it("are answered one after another, in their order", async () => {
    const { socket, text } = await openSocket(portOf(app));
    const paths = [
      "/api/stories",
      "/nowhere",
      "/healthz",
      STORY,
      "/api/stories/us-strikes-iraq-2020/entities/nobody",
      "/healthz",
    ];
    socket.write(paths.map((path) => get(path)).join(""));
    await until(() => statusesIn(text()).length === paths.length);
    socket.destroy();
    expect(statusesIn(text())).to.deep.equal([200, 404, 200, 200, 404, 200]);
  });

  it("wait while their client reads nothing, and are dropped when it leaves, with one line for each that was begun", async () => {
    const before = told.requests().length;
    const sockets = await Promise.all(Array.from({ length: 60 }, () => openSocket(portOf(app), { reads: false })));
    for (const { socket } of sockets) socket.write(get(STORY).repeat(150));
    for (let probe = 0; probe < 10; probe += 1) {
      const began = performance.now();
      expect((await ask(app.url, { path: "/healthz" })).status).to.equal(200);
      expect(performance.now() - began).to.be.below(5_000);
      await pause(50);
    }
    for (const { socket } of sockets) socket.destroy();
    const dropped = () => told.lines.reduce((sum, { dropped: here }) => sum + (typeof here === "number" ? here : 0), 0);
    const asked = () =>
      told
        .requests()
        .slice(before)
        .filter(({ path }) => path === STORY);
    await until(() => dropped() + asked().length >= 60 * 150);
    expect(dropped() + asked().length).to.equal(60 * 150);
    expect(dropped(), "most were never begun").to.be.above(60 * 50);
    expect(new Set(asked().map(({ id }) => id)).size, "one line a request").to.equal(asked().length);
  });

  it("of one connection are bounded: a client that sends more loses it", async () => {
    const { socket, closed, text } = await openSocket(portOf(app));
    socket.write(get("/healthz").repeat(1_500));
    await closed;
    expect(statusesIn(text()).length).to.be.below(1_500);
    expect((await ask(app.url, { path: "/healthz" })).status).to.equal(200);
  });
});

describe("a connection", () => {
  let app: RunningApp;
  let told: LogLines;
  before(async () => {
    told = logLines();
    const limits = { headersMillis: 600, unreadMillis: 800, connectionsPerAddress: 20, checkMillis: 100 };
    app = await startApp({}, { limits, log: told.log });
  });
  after(() => app.close());

  it("whose headers trickle is closed", async () => {
    const { socket, closed, text } = await openSocket(portOf(app));
    socket.write("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    const trickle = setInterval(() => socket.write("X-A: b\r\n"), 100);
    await closed;
    clearInterval(trickle);
    expect(statusesIn(text())).to.deep.equal([408]);
  });

  it("whose peer leaves a large answer unread is closed", async () => {
    const { socket } = await openSocket(portOf(app), { reads: false });
    for (let sent = 0; sent < 250; sent += 1) socket.write(get(STORY));
    await until(() => told.lines.some(({ dropped }) => dropped !== undefined), 30_000);
    socket.destroy();
    expect(told.lines.filter(({ dropped }) => dropped !== undefined)).to.have.length(1);
  });

  it("that has been idle longest makes room for a new one of the same address", async () => {
    const idle: RawSocket[] = [];
    for (let count = 0; count < 20; count += 1) idle.push(await openSocket(portOf(app)));
    const { status } = await ask(app.url, { path: "/healthz" });
    await Promise.race([idle[0]!.closed, pause(5_000)]);
    expect({ status, first: idle[0]!.socket.closed, last: idle[19]!.socket.closed }).to.deep.equal({
      status: 200,
      first: true,
      last: false,
    });
    for (const { socket } of idle) socket.destroy();
  });

  it("with headers larger than 8 kB is told so", async () => {
    const { socket, closed, text } = await openSocket(portOf(app));
    socket.write(get("/healthz", `X-Large: ${"a".repeat(9_000)}\r\n`));
    await closed;
    expect(statusesIn(text())).to.deep.equal([431]);
  });
});

describe("a body", () => {
  let app: RunningApp;
  let told: LogLines;
  before(async () => {
    told = logLines();
    const limits = { bodyMillis: 1_000, bodyWindowMillis: 500, bodyBytesPerSecond: 1_000, checkMillis: 100 };
    app = await startApp({}, { limits, log: told.log });
  });
  after(() => app.close());

  /** Sends the body in pieces, each so many milliseconds after the one before. */
  async function send(path: string, pieces: readonly string[], millis: number): Promise<RawSocket> {
    const sent = await openSocket(portOf(app));
    const length = pieces.join("").length;
    sent.socket.write(
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`,
    );
    for (const piece of pieces) {
      if (sent.socket.destroyed) break;
      sent.socket.write(piece);
      await pause(millis);
    }
    return sent;
  }

  it("of a story may come slowly as long as it comes", async () => {
    const body = `{"story": "${" ".repeat(30_000)}", "articles": {}}`;
    const pieces = body.match(/.{1,1000}/gs) ?? [];
    const began = performance.now();
    const { text, socket } = await send("/api/load", pieces, 100);
    await until(() => statusesIn(text()).length > 0);
    socket.destroy();
    expect(performance.now() - began).to.be.above(3_000);
    expect(statusesIn(text()), "read whole, and no story").to.deep.equal([422]);
  });

  it("of a story that stops coming is ended with a problem and one line", async () => {
    const { text } = await send("/api/load", ['{"story": "', "a".repeat(100_000)].concat([" "]), 10);
    const stalled = await openSocket(portOf(app));
    stalled.socket.write(
      `POST /api/load HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{`,
    );
    await stalled.closed;
    expect(statusesIn(stalled.text())).to.deep.equal([408]);
    expect(stalled.text()).to.include("application/problem+json").and.to.include('"code":"request/timeout"');
    await until(() => statusesIn(text()).length > 0);
    expect(statusesIn(text())).to.deep.equal([400]);
    await until(() => told.requests().some(({ status }) => status === 408));
    expect(told.lines.filter(({ status }) => status === 408).map(({ problem }) => problem)).to.deep.equal([
      "request/timeout",
    ]);
  });

  it("of anything else has little time", async () => {
    const pieces = Array.from({ length: 40 }, () => " ".repeat(200));
    const { text, closed } = await send("/api/query", pieces, 100);
    await closed;
    expect(statusesIn(text())).to.deep.equal([408]);
  });

  it("that goes on after its answer is not read for ever", async () => {
    const limited = await startApp({}, { limits: { headersMillis: 500, checkMillis: 100 } });
    try {
      const { socket, text, closed } = await openSocket(portOf(limited));
      socket.write("POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n");
      const trickle = setInterval(() => socket.write(" "), 50);
      await closed;
      clearInterval(trickle);
      expect(statusesIn(text())).to.deep.equal([404]);
    } finally {
      await limited.close();
    }
  });
});

describe("a connection that nothing is asked on", () => {
  it("is kept longer than its peer is told, and then closed", async () => {
    const app = await startApp({}, { limits: { keepAliveMillis: 1_000 } });
    try {
      const { socket, text, closed } = await openSocket(portOf(app));
      socket.write(get("/healthz"));
      await until(() => statusesIn(text()).length === 1);
      expect(text()).to.match(/^Keep-Alive: timeout=1, max=1000\r$/m);
      // A request that was on its way when the time was over.
      await pause(1_500);
      socket.write(get("/healthz"));
      await until(() => statusesIn(text()).length === 2);
      await closed;
      expect(statusesIn(text())).to.deep.equal([200, 200]);
    } finally {
      await app.close();
    }
  });
});
