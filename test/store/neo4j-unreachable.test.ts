import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import { openNeo4jStore } from "../../server/store/neo4j/neo4j-store.ts";
import { codeOf } from "./contract.ts";
import { launcher, skipWithoutOwnNeo4j } from "./real-neo4j.ts";

const LIMITS = { maxRows: 10, timeoutMillis: 500 };

describe("a Neo4j that cannot be reached", function () {
  this.timeout(40_000);
  let server: Server;
  const sockets = new Set<Socket>();

  beforeEach(async () => {
    // Takes every connection, and never says a word.
    server = createServer((socket) => sockets.add(socket.on("error", () => undefined)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const storeAt = (port: number) =>
    openNeo4jStore({
      uri: `bolt://127.0.0.1:${port}`,
      user: "neo4j",
      password: "a secret word",
      database: "neo4j",
      log: pino({ level: "silent" }),
    });
  const port = () => (server.address() as AddressInfo).port;

  it("is told as unavailable when nothing listens, and neither address nor password is told", async () => {
    const store = storeAt(1);
    const failure = (await store.read("read/stories", {}).catch((error: unknown) => error)) as Failure;
    expect(failure).to.be.instanceOf(Failure);
    expect(failure.code).to.equal("store/unavailable");
    expect(`${failure.message} ${failure.remedy}`).to.not.match(/127\.0\.0\.1|secret|bolt:/);
    expect((await store.check()).ready).to.equal(false);
    await store.close();
  });

  it("is told as unavailable when it is silent: every await ends", async () => {
    const store = storeAt(port());
    const answers = await Promise.all([
      codeOf(store.version()),
      codeOf(store.read("read/stories", {})),
      codeOf(store.query("RETURN 1 AS one", {}, LIMITS)),
      codeOf(store.prepare()),
      store.check().then(({ ready }) => ready),
    ]);
    expect(answers[0]).to.equal("store/unavailable");
    expect(answers[1]).to.equal("store/unavailable");
    expect(answers[2]).to.be.oneOf(["store/unavailable", "query/timeout"]);
    expect(answers[3]).to.equal("store/unavailable");
    expect(answers[4]).to.equal(false);
    await store.close();
  });
});

describe("a Neo4j that goes away and comes back", function () {
  // Two starts of a Neo4j, each with a limit of three minutes of its own.
  this.timeout(600_000);
  before(skipWithoutOwnNeo4j);
  let home = "";

  before(async () => {
    home = await mkdtemp(join(tmpdir(), "wiregraph-neo4j-"));
  });
  after(async () => home !== "" && rm(home, { recursive: true, force: true }));

  it("is found again by the same store, and a wrong password is told as such", async () => {
    let server = await launcher.startNeo4j({ home });
    const { uri, user, password } = server;
    const address = { user, password, database: "neo4j", log: pino({ level: "silent" }) };
    const store = openNeo4jStore({ ...address, uri });
    const stranger = openNeo4jStore({ ...address, uri, password: "not the password" });
    try {
      await store.prepare();
      const failure = (await stranger.read("read/stories", {}).catch((error: unknown) => error)) as Failure;
      expect([failure.code, failure.message]).to.deep.equal([
        "store/unavailable",
        "Neo4j does not accept the user or password",
      ]);
      await server.stop();
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect((await store.check()).ready).to.equal(false);
      }
      expect(await codeOf(store.read("read/stories", {}))).to.equal("store/unavailable");
      server = await launcher.startNeo4j({ home, port: Number(new URL(uri).port) });
      expect(await store.read("read/stories", {})).to.deep.equal([]);
      expect(await store.check()).to.deep.equal({ ready: true, reason: null });
    } finally {
      await store.close();
      await stranger.close();
      await server.stop();
    }
  });
});
