import express from "express";
import { expect } from "chai";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ERROR_STATUS, Failure } from "../../contract/errors.ts";
import { clientBudget } from "../../server/routes/client-budget.ts";
import { answerError } from "../../server/routes/errors.ts";
import { logRequests } from "../../server/routes/request-log.ts";
import { admission } from "../../server/services/admission.ts";
import { responseCache } from "../../server/services/response-cache.ts";
import { singleFlight } from "../../server/services/single-flight.ts";
import { ask, pause, type Reply } from "../attacks/clients.ts";
import { logLines } from "./log-lines.ts";
import { startApp, type RunningApp } from "./running-app.ts";

/** Work that ends when the test says so. */
function work() {
  let end: () => void = () => undefined;
  const ended = new Promise<string>((done) => {
    end = () => done("done");
  });
  return { run: () => ended, end: () => end() };
}

const told = (asked: Promise<unknown>) =>
  asked.then(String, (error: unknown) => (error instanceof Failure ? error.code : String(error)));

describe("admission", () => {
  it("runs a few, lets some wait, and refuses the rest at once", async () => {
    const admit = admission({ running: 1, waiting: 1, waitMillis: 5_000 });
    const [one, two] = [work(), work()];
    const [first, second] = [admit(one.run), admit(two.run)];
    expect(await told(admit(() => Promise.resolve("third")))).to.equal("store/busy");
    one.end();
    two.end();
    expect(await Promise.all([first, second])).to.deep.equal(["done", "done"]);
    expect(await admit(() => Promise.resolve("fourth"))).to.equal("fourth");
  });

  it("refuses what has waited its time, and gives its place back", async () => {
    const admit = admission({ running: 1, waiting: 1, waitMillis: 30 });
    const one = work();
    const first = admit(one.run);
    expect(await told(admit(() => Promise.resolve("late")))).to.equal("store/busy");
    one.end();
    await first;
    expect(await admit(() => Promise.resolve("next"))).to.equal("next");
  });

  it("forgets whoever leaves while he waits", async () => {
    const admit = admission({ running: 1, waiting: 1, waitMillis: 5_000 });
    const [one, leaver] = [work(), new AbortController()];
    const first = admit(one.run);
    const waiting = told(admit(() => Promise.resolve("left"), { signal: leaver.signal }));
    leaver.abort();
    expect(await waiting).to.equal("query/cancelled");
    const next = admit(() => Promise.resolve("next"));
    one.end();
    expect([await first, await next]).to.deep.equal(["done", "next"]);
  });

  it("gives one client no more than half of the places", async () => {
    const admit = admission({ running: 2, waiting: 2, waitMillis: 5_000 });
    const all = [work(), work(), work()];
    const [first, second] = all.map(({ run }) => admit(run, { client: "greedy" }));
    expect(await told(admit(() => Promise.resolve("third"), { client: "greedy" }))).to.equal("store/busy");
    const other = admit(all[2]!.run, { client: "modest" });
    for (const { end } of all) end();
    expect(await Promise.all([first, second, other])).to.deep.equal(["done", "done", "done"]);
  });

  it("gives a place back when the work fails", async () => {
    const admit = admission({ running: 1, waiting: 0, waitMillis: 10 });
    expect(await told(admit(() => Promise.reject(new Failure("internal", "no"))))).to.equal("internal");
    expect(await admit(() => Promise.resolve("next"))).to.equal("next");
  });
});

describe("kept answers", () => {
  it("are made once for all who ask at the same time, and then found", async () => {
    const answers = responseCache();
    let made = 0;
    const make = () => answers.make("a", async () => ({ made: (made += 1) }));
    expect(String(await make())).to.equal('{"made":1}');
    expect((await Promise.all([make(), make()])).map(String)).to.deep.equal(['{"made":2}', '{"made":2}']);
    expect(String(answers.find("a"))).to.equal('{"made":2}');
  });

  it("are bounded by bytes, the one asked for longest ago goes first, and what failed is not kept", async () => {
    const answers = responseCache({ bytes: 1_000, answerBytes: 600 });
    for (const key of ["a", "b"]) await answers.make(key, async () => "x".repeat(200));
    answers.find("a");
    await answers.make("c", async () => "x".repeat(200));
    await answers.make("large", async () => "x".repeat(700));
    await answers.make("failed", () => Promise.reject(new Error("no"))).catch(() => undefined);
    const kept = ["a", "b", "c", "large", "failed"].filter((key) => answers.find(key) !== undefined);
    expect(kept).to.deep.equal(["a", "c"]);
  });
});

describe("a question that is shared", () => {
  it("is asked again for whoever comes while it is under way, once for all of them", async () => {
    let asked = 0;
    const ends: (() => void)[] = [];
    const latest = singleFlight(() => {
      const answer = (asked += 1);
      return new Promise<number>((done) => ends.push(() => done(answer)));
    });
    const first = latest();
    const [second, third] = [latest(), latest()];
    ends[0]!();
    expect(await first).to.equal(1);
    await pause(1);
    ends[1]!();
    expect(await Promise.all([second, third])).to.deep.equal([2, 2]);
    expect(asked).to.equal(2);
  });
});

describe("a client's budget", () => {
  let server: Server;
  let url: string;
  before(async () => {
    const { log } = logLines();
    const app = express();
    app.use(logRequests(log));
    app.use(clientBudget({ trustedProxies: 1, log, limits: { perSecond: 1, burst: 3 } }));
    app.get(["/", "/healthz"], (_request, response) => void response.send("well"));
    app.use(answerError);
    server = app.listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after((done) => void server.close(done));

  it("refuses one client with Retry-After, and neither another nor whoever watches over the app", async () => {
    const from = (client: string, path = "/") =>
      ask(url, { path, headers: { "X-Forwarded-For": client, Connection: "close" } });
    const statuses: number[] = [];
    for (let times = 0; times < 5; times += 1) statuses.push((await from("198.51.100.1")).status);
    expect(statuses.slice(0, 4)).to.deep.equal([200, 200, 200, ERROR_STATUS["request/too-many"]]);
    const refused = await from("198.51.100.1");
    expect(refused.headers["retry-after"]).to.equal("2");
    expect((await from("198.51.100.1", "/healthz")).status).to.equal(200);
    expect((await from("198.51.100.2")).status).to.equal(200);
  });
});

const STORY = "us-strikes-iraq-2020";

describe("readers and the owner", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it("do not take each other's places", async () => {
    const questions = JSON.parse((await ask(app.url, { path: `/api/stories/${STORY}/questions` })).body) as {
      questions: { id: string }[];
    };
    const ids = questions.questions.map(({ id }) => id);
    const readers = Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        ask(app.url, { path: `/api/stories/${STORY}/questions/${ids[index % ids.length]}` }),
      ),
    );
    const owner: Reply[] = [];
    for (let times = 0; times < 20; times += 1)
      owner.push(
        await ask(app.url, {
          path: "/api/query",
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ statement: "MATCH (p:Person) RETURN count(p)" }),
        }),
      );
    expect(owner.map(({ status }) => status)).to.deep.equal(Array.from({ length: 20 }, () => 200));
    const statuses = new Set((await readers).map(({ status }) => status));
    expect([...statuses].every((status) => status === 200 || status === 503)).to.equal(true);
  });

  it("are told at once, and when to come again, where more is searched than can be", async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => ask(app.url, { path: `/api/search?q=quds%20${index}` })),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).to.not.deep.equal([]);
    for (const { status, headers, body } of refused) {
      expect([status, headers["retry-after"], headers["content-type"]]).to.deep.equal([
        503,
        "2",
        "application/problem+json; charset=utf-8",
      ]);
      expect(JSON.parse(body)).to.include({ code: "store/busy" });
    }
    expect((await ask(app.url, { path: "/api/search?q=quds" })).status).to.equal(200);
  });

  it("get no answer that was kept for other data", async () => {
    const first = await ask(app.url, { path: `/api/stories/${STORY}/questions/13-how-old-was-he` });
    const again = await ask(app.url, {
      path: `/api/stories/${STORY}/questions/13-how-old-was-he`,
      headers: { "If-None-Match": String(first.headers["etag"]) },
    });
    expect([first.status, again.status]).to.deep.equal([200, 304]);
    await app.store.write([
      {
        name: "write/merge-story",
        parameters: {
          story: "other",
          properties: {
            id: "other",
            title: "Other",
            summary: "",
            visibility: "public",
            version: "1",
            articles: [],
            entityCount: 0,
            relationCount: 0,
          },
        },
      },
    ]);
    const { stories } = JSON.parse((await ask(app.url, { path: "/api/stories" })).body) as {
      stories: { id: string }[];
    };
    expect(stories.map(({ id }) => id)).to.include("other");
  });
});
