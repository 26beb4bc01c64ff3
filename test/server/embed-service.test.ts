import { expect } from "chai";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import { EMBED_THREAD_LIMITS, EmbedThread } from "../../server/services/embed-thread.ts";
import { embedService, type EmbedServiceOptions } from "../../server/services/embed.ts";
import { makeServices } from "../../server/services/services.ts";
import { ask, pause } from "../attacks/clients.ts";
import { seedGraph, seedJson, seedText } from "../model/seed.ts";
import { startApp, type RunningApp } from "./running-app.ts";

const ID = "us-strikes-iraq-2020";
const log = pino({ level: "silent" });
const source = () => ({ graph: seedGraph(), articles: [], link: "https://wire.example/" });

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "answered",
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );
}

describe("an embed over HTTP", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it("is the same for forty first visits, and others are answered meanwhile", async () => {
    let isDone = false;
    const visits = Promise.all(Array.from({ length: 40 }, () => ask(app.url, { path: `/e/${ID}/` }))).finally(() => {
      isDone = true;
    });
    let probes = 0;
    for (; !isDone; probes += 1) {
      await ask(app.url, { path: "/healthz" });
      await pause(20);
    }
    const answers = await visits;
    expect(new Set(answers.map(({ status, headers }) => `${status} ${String(headers["etag"])}`)).size).to.equal(1);
    expect(new Set(answers.map(({ body }) => body)).size).to.equal(1);
    expect(probes).to.be.above(3);
  });

  for (const file of ["", "picture.svg", "sentences.txt"]) {
    it(`answers 304 for /e/NAME/${file} to whoever has it, with the same policy`, async () => {
      const path = `/e/${ID}/${file}`;
      const first = await ask(app.url, { path });
      const again = await ask(app.url, { path, headers: { "If-None-Match": String(first.headers["etag"]) } });
      expect([first.status, again.status, again.body]).to.deep.equal([200, 304, ""]);
      for (const name of ["etag", "content-security-policy", "cache-control"])
        expect(again.headers[name], name).to.equal(first.headers[name]);
    });
  }

  it("keeps what its address asks for when a slash is missing", async () => {
    const { status, headers } = await ask(app.url, { path: `/e/${ID}?theme=dark&focus=iran` });
    expect([status, headers["location"]]).to.deep.equal([308, `/e/${ID}/?theme=dark&focus=iran`]);
  });

  it("is the one before until the new one is there", async () => {
    const path = `/e/${ID}/sentences.txt`;
    const before = await ask(app.url, { path });
    const story = JSON.parse(seedJson) as { story: { title: string } };
    story.story.title = "A day after, told again";
    const loaded = await ask(app.url, {
      path: "/api/load",
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ story: JSON.stringify(story), articles: { "article.txt": seedText } }),
    });
    expect(loaded.status, loaded.body).to.equal(200);
    const meanwhile = await ask(app.url, { path });
    expect([meanwhile.headers["etag"], meanwhile.body]).to.deep.equal([before.headers["etag"], before.body]);
    let now = meanwhile;
    for (let tries = 0; tries < 400 && now.headers["etag"] === before.headers["etag"]; tries += 1) {
      await pause(50);
      now = await ask(app.url, { path });
    }
    expect(now.body).to.match(/^A day after, told again\n/);
  });

  it("that is of no story is told so each time", async () => {
    for (let times = 0; times < 2; times += 1)
      expect((await ask(app.url, { path: "/e/nowhere/" })).status).to.equal(404);
  });
});

describe("the service that makes embeds", () => {
  let app: RunningApp;
  let built: number;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  /** Over the real store and a real thread, whose work is counted. */
  function service(options: Partial<EmbedServiceOptions> = {}) {
    built = 0;
    const thread = new EmbedThread();
    return embedService({
      browse: makeServices(app.store, log).browse,
      publicUrl: "https://wire.example",
      shell: (head, body) => head + body,
      log,
      thread: { make: (one) => ((built += 1), thread.make(one)), destroy: () => thread.destroy() },
      ...options,
    });
  }

  it("makes one of a story, however many ask", async () => {
    const embeds = service();
    const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => embeds.of("reader", ID)));
    expect(built).to.equal(1);
    for (const other of [...others, await embeds.of("reader", ID)]) expect(other).to.equal(first);
    await embeds.destroy();
  });

  it("keeps only so many bytes: what is thrown away is made again", async () => {
    const { browse } = makeServices(app.store, log);
    const embeds = service({
      limits: { bytes: 1 },
      browse: {
        version: async () => "1",
        isErasedSince: async () => false,
        story: () => browse.story("owner", ID),
        article: () => browse.article("owner", { story: ID, id: "article" }),
      },
    });
    for (const name of ["one", "one", "two", "one"]) await embeds.of("reader", name);
    expect(built).to.equal(3);
    await embeds.destroy();
  });

  it("does not keep what failed", async () => {
    const { browse } = makeServices(app.store, log);
    let fails = true;
    const embeds = service({
      browse: {
        ...browse,
        story: (viewer, id) =>
          fails ? Promise.reject(new Failure("store/unavailable", "It does not answer")) : browse.story(viewer, id),
      },
    });
    expect(await codeOf(embeds.of("reader", ID))).to.equal("store/unavailable");
    fails = false;
    expect(await codeOf(embeds.of("reader", ID))).to.equal("answered");
    await embeds.destroy();
  });

  it("says of a story that takes too long that it is too large, and does not try it at every visit", async () => {
    const slow = new EmbedThread({ ...EMBED_THREAD_LIMITS, millis: 1 });
    const embeds = service({
      thread: { make: (one) => ((built += 1), slow.make(one)), destroy: () => slow.destroy() },
    });
    expect(await codeOf(embeds.of("reader", ID))).to.equal("story/too-large");
    expect(await codeOf(embeds.of("reader", ID))).to.equal("story/too-large");
    expect(built).to.equal(1);
    await embeds.destroy();
  });
});

describe("the thread that makes embeds", () => {
  it("ends with a story that takes too much memory, and makes the next", async () => {
    const small = new EmbedThread({ ...EMBED_THREAD_LIMITS, memoryMb: 6 });
    expect(await codeOf(small.make(source()))).to.equal("story/too-large");
    await small.destroy();
    const thread = new EmbedThread();
    const [one, two] = await Promise.all([thread.make(source()), thread.make(source())]);
    expect(one).to.deep.equal(two);
    await thread.destroy();
    await thread.destroy();
    expect(await codeOf(thread.make(source()))).to.equal("store/unavailable");
  });

  it("goes on after one that cannot be made", async () => {
    const thread = new EmbedThread();
    const broken = { ...source(), graph: { ...seedGraph(), relations: [null as never] } };
    const [first, second] = await Promise.all([codeOf(thread.make(broken)), codeOf(thread.make(source()))]);
    expect([first, second]).to.deep.equal(["internal", "answered"]);
    await thread.destroy();
  });
});
