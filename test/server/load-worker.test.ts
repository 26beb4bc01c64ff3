import { expect } from "chai";
import { Failure, Problem } from "../../contract/errors.ts";
import { LoadReport } from "../../contract/query.ts";
import { check } from "../../server/services/checking-worker.ts";
import { seedJson, seedText } from "../model/seed.ts";
import { residentBytes, serveApp, type ServedApp } from "./served-app.ts";

const MB = 1 << 20;
const envelope = (story: string, articles: object = {}) => JSON.stringify({ story, articles });
const storyWith = (records: string, rest = "") =>
  `{"format":"wiregraph-story/1","story":{"id":"attack","title":"t","summary":"","articles":["a"]},` +
  `"articles":[{"id":"a","title":"t","file":"a.txt","publishedAt":"2020","publisher":"p","url":"https://example.org","language":"en","sentences":[]}],` +
  `"relations":[],"entities":[${records}]${rest}}`;

/** Bodies of up to 32 MB: what each is, its bytes, and what must be told. */
const ATTACKS: readonly (readonly [string, () => string | Uint8Array<ArrayBuffer>, number, RegExp])[] = [
  ["a body of empty maps", () => "{}".repeat(15 * MB), 400, /more than 4000000 values/],
  ["a story of empty maps, a line each", () => envelope("{}\n".repeat(7 * MB)), 422, /more than 4000000 values/],
  ["a million empty records", () => envelope(storyWith(`${"{},\n".repeat(1_000_000)}{}`)), 422, /^More than 1000 mist/],
  ["a body of opening brackets", () => "[".repeat(31 * MB), 400, /nests more than 64 deep/],
  ["a story of opening brackets", () => envelope("[".repeat(30 * MB)), 422, /nests more than 64 deep/],
  ["a story that nests by keys", () => envelope('{"a":'.repeat(4 * MB)), 422, /nests more than 64 deep/],
  ["a body of new lines", () => "\n".repeat(31 * MB), 400, /not JSON/],
  ["a story of new lines", () => envelope("\n".repeat(15 * MB)), 422, /not JSON/],
  [
    "a string of 30 MB",
    () => envelope(storyWith(`{"id":"x","label":"Person","name":"${"x".repeat(30 * MB)}"}`)),
    422,
    /100000 are taken/,
  ],
  ["a string without an end", () => `{"story":"${"x".repeat(30 * MB)}`, 400, /not JSON/],
  ["a list of ten million numbers", () => envelope(`[${"1,".repeat(10 * MB)}1]`), 422, /more than 4000000 values/],
  ["a body that is no object", () => `[${'"",'.repeat(MB)}""]`, 400, /body/],
  ["bytes that are not UTF-8", () => new Uint8Array(MB).fill(0xff), 400, /not UTF-8/],
  ["nothing", () => "", 400, /JSON/],
  ["half a character", () => envelope(seedJson.slice(0, 301)), 422, /not JSON/],
];

describe("a story sent to a started app", function () {
  this.timeout(180_000);
  let app: ServedApp;
  let slowest = 0;
  let watching = true;
  let watch: Promise<void>;

  const load = (body: string | Uint8Array<ArrayBuffer>, init: RequestInit = {}) =>
    fetch(`${app.url}/api/load`, { method: "POST", headers: { "content-type": "application/json" }, body, ...init });

  before(async () => {
    app = await serveApp({}, "/readyz");
    while (!app.output().includes("loaded 95 nodes")) await new Promise((done) => setTimeout(done, 50));
    watch = (async () => {
      while (watching) {
        const began = performance.now();
        const { status } = await fetch(`${app.url}/healthz`);
        expect(status).to.equal(200);
        slowest = Math.max(slowest, performance.now() - began);
        await new Promise((done) => setTimeout(done, 50));
      }
    })();
  });
  after(async () => {
    watching = false;
    await watch;
    expect(await app.stop()).to.equal(0);
  });

  it("changes nothing the second time, and is checked in a thread that is gone afterwards", async () => {
    const response = await load(envelope(seedJson, { "article.txt": seedText }));
    const { created, unchanged, refusedCount } = LoadReport.parse(await response.json());
    expect({ created, unchanged, refusedCount }).to.deep.equal({ created: 0, unchanged: 512, refusedCount: 0 });
  });

  for (const [what, body, status, told] of ATTACKS) {
    it(`is refused in words when it is ${what}`, async () => {
      const response = await load(body());
      const problem = Problem.parse(await response.json());
      expect([response.status, problem.detail]).to.deep.equal([status, problem.detail]);
      expect(problem.detail).to.match(told);
      expect(problem.detail.length).to.be.below(1_500);
    });
  }

  for (const [what, idOf, named, count] of [
    ["one mistake once, in however many places it is", () => "x", 1, 100_001],
    ["the first thousand of four thousand mistakes", (index: number) => `x${Math.floor(index / 2)}`, 1_000, 8_000],
  ] as const)
    it(`names ${what}, and how many places there are`, async () => {
      const record = (_: unknown, index: number) => `{"id":"${idOf(index)}","label":"Person","name":"Name"}`;
      const records = Array.from({ length: count }, record).join(",");
      const response = await load(envelope(storyWith(records), { "a.txt": "text" }));
      const report = LoadReport.parse(await response.json());
      const kept = report.nodes - 1;
      expect([response.status, report.refused.length, report.refusedCount]).to.deep.equal([200, named, count - kept]);
      expect(kept).to.equal(named === 1 ? 1 : count / 2);
    });

  it("is told as busy beside another, and is ended when whoever sent it leaves", async () => {
    const record = (_: unknown, index: number) => `{"id":"x${index}","label":"Person","name":"N"}`;
    const large = envelope(storyWith(Array.from({ length: 200_000 }, record).join(",")));
    const codes = await Promise.all(
      [load(large), load(large)].map(async (response) => Problem.parse(await (await response).json()).code),
    );
    expect(codes.toSorted()).to.deep.equal(["load/busy", "load/invalid"]);
    await load(large, { signal: AbortSignal.timeout(800) }).catch(() => null);
    expect((await load(envelope("{}"))).status).to.be.oneOf([409, 422]);
  });

  it("has held up nobody, and has left nothing in memory", async function () {
    expect(slowest, "milliseconds of the slowest /healthz").to.be.below(5_000);
    const after = residentBytes(app.pid);
    if (after === null) this.skip();
    for (const [, body] of ATTACKS) await (await load(body())).text();
    const now = residentBytes(app.pid) ?? 0;
    // What the allocator keeps for reuse differs with the Node release; a leak grows with every round.
    expect((now - after) / MB, "megabytes more after a second round").to.be.below(64);
    const fresh = await serveApp({}, "/readyz");
    const before = residentBytes(fresh.pid) ?? 0;
    await fresh.stop();
    // One body is 32 MB, and what checks it may grow to 1 GB.
    expect((now - before) / MB, "megabytes more than a process that has loaded nothing").to.be.below(384);
  });
});

describe("the thread that checks a story", function () {
  this.timeout(60_000);
  const many = () =>
    storyWith(Array.from({ length: 300_000 }, (_, n) => `{"id":"x${n}","label":"Person","name":"N"}`).join(","));
  const failureOf = async (limits: { millis: number; memoryMb: number }, signal = new AbortController().signal) => {
    const task = { kind: "story", story: many(), articles: { "a.txt": "text" } } as const;
    const error: unknown = await check(task, { signal, limits }).catch((failure: unknown) => failure);
    return error instanceof Failure ? [error.code, error.message] : error;
  };

  it("ends when its time is over", async () => {
    expect(await failureOf({ millis: 50, memoryMb: 1_024 })).to.deep.equal([
      "load/invalid",
      "The story could not be checked in 0.05 s; nothing was loaded",
    ]);
  });

  it("ends when its memory is full, and the process lives on", async () => {
    expect(await failureOf({ millis: 50_000, memoryMb: 24 })).to.deep.equal([
      "load/invalid",
      "The story needs more than 24 MB to be checked; nothing was loaded",
    ]);
  });

  it("ends when it is cancelled", async () => {
    expect(await failureOf({ millis: 50_000, memoryMb: 1_024 }, AbortSignal.timeout(100))).to.deep.equal([
      "query/cancelled",
      "The load was cancelled; nothing was loaded",
    ]);
  });
});
