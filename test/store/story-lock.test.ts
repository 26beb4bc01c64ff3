import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import { readStory } from "../model/read-story.ts";
import { clustersOf } from "../../model/clusters.ts";
import { makeServices, type Services } from "../../server/services/services.ts";
import { lockStories } from "../../server/services/story-lock.ts";
import { rowsOf } from "../../server/services/story-rows.ts";
import { changeStep } from "../../server/services/ledger.ts";
import { firstStory } from "../../server/services/merged-story.ts";
import { storyReplacement } from "../../server/services/story-staging.ts";
import { requireSwapMemory } from "../../server/services/story-writes.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";
import { generatedStory, type GeneratedOptions } from "./generated-story.ts";
import { emptyNeo4j, expireLocks, skipWithoutNeo4j } from "./real-neo4j.ts";

const STORY = "generated";
const LIMITS = { maxRows: 100_000, timeoutMillis: 30_000 };
const SIZE = { people: 60, relations: 400 };
const log = pino({ level: "silent" });

function task(edition: GeneratedOptions["edition"], id = STORY) {
  const { story, articles } = generatedStory({ id, ...SIZE, edition });
  return { kind: "story", story, articles } as const;
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(
    () => new Error("It was not refused"),
    (failure: unknown) => failure,
  );
  if (error instanceof Failure) return error;
  throw error;
}

interface Place {
  readonly store: Store;
  /** Has every lock look as it does when its holder has ended. */
  expire(): Promise<void>;
  close(): Promise<void>;
}

function changesOfStories(open: () => Promise<Place>): void {
  let place: Place;
  let store: Store;
  let staging: Services;
  let plain: Services;
  before(async () => {
    place = await open();
    ({ store } = place);
    staging = makeServices(store, log, { stagedAbove: 100 });
    plain = makeServices(store, log);
  });
  after(() => place?.close());
  afterEach(async () => {
    const [size] = await store.read("read/story-size", { story: STORY });
    if (size?.isThere === true) await plain.load.unload(STORY);
  });

  const rows = async (statement: string) => (await store.query(statement, {}, LIMITS)).rows;
  /** The whole graph. */
  const everything = async () => [
    // Of what is staged the ledger has the counts alone.
    await rows(
      "MATCH (n) WHERE NOT n:Change AND NOT n:ChangePart RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id, n.position, labels",
    ),
    await rows(
      "MATCH (s)-[r]->(o) RETURN s.id, o.id, type(r), properties(r) ORDER BY s.id, o.id, type(r), r.id, r.start",
    ),
  ];
  /** All that the catalogue and raw Cypher over labels tell. */
  const told = async () => {
    const { version, ...graph } = await plain.browse.story("owner", STORY);
    const audit: (readonly [string, unknown])[] = [];
    for (const { words, statement } of queryFiles("audit")) audit.push([words, await rows(statement)]);
    return {
      audit,
      story: [version, graph],
      schema: [await plain.browse.schema("owner"), await plain.browse.schema("owner", STORY)],
      search: await plain.search.search("owner", { query: "person", story: undefined, limit: 50 }),
      labels: await rows("MATCH (e:Entity|Article|Question|Story) RETURN count(e), collect(DISTINCT labels(e))"),
      anyLabel: await rows(`MATCH (n {story: '${STORY}'}) RETURN count(n)`),
      joints: await rows("MATCH (:Entity)-[r]-(o) RETURN count(r), count(DISTINCT o)"),
      fullText: await rows("CALL db.index.fulltext.queryNodes('article_text', 'backs') YIELD node RETURN count(node)"),
    };
  };

  it("leave the same graph in one transaction and staged", async () => {
    await plain.load.load(task(1));
    const first = await plain.load.load(task(2));
    // A version ends in a random part of its own.
    const graph = async () => JSON.stringify(await everything()).replace(/("[0-9a-f]{16}\.2\.)[0-9a-f]{8}"/u, '$1"');
    const wanted = await graph();
    await plain.load.unload(STORY);
    await staging.load.load(task(1));
    const second = await staging.load.load(task(2));
    expect(second).to.deep.equal(first);
    expect(second.changed + second.created).to.be.above(100);
    expect(await graph()).to.equal(wanted);
    expect((await staging.load.load(task(2))).unchanged).to.equal(second.nodes + second.relations + second.mentions);
  });

  it("are seen whole by readers beside them", async () => {
    const seen = new Set<string>();
    const look = async () => {
      const answer = await plain.browse.story("owner", STORY);
      return createHash("sha256").update(JSON.stringify(answer)).digest("hex");
    };
    for (const services of [plain, staging]) {
      await services.load.load(task(1));
      const old = await look();
      let isDone = false;
      const reading = (async () => {
        while (!isDone) seen.add(await look());
      })();
      await services.load.load(task(2));
      isDone = true;
      await reading;
      const now = await look();
      expect(now).to.not.equal(old);
      expect([old, now]).to.include.members([...seen]);
      seen.clear();
    }
  });

  const replacement = () => {
    const { story, articles } = task(2);
    const read = readStory(story, { articles, questions: {} });
    if (!read.ok) throw new Error("The story is not accepted");
    const wanted = rowsOf(firstStory(read.content), { visibility: "desk", clusters: clustersOf([]), changes: 2 });
    const head = { at: "2026-01-01T00:00:00.000Z", who: "a test", what: "load" } as const;
    const counts = { created: 0, changed: 0, removed: 0 };
    const entry = changeStep({ story: STORY, number: 2, head, counts, items: null });
    const { staging: hidden, swap } = storyReplacement({ ...wanted, versions: [] }, wanted, entry);
    return { staging: [...hidden.steps], swap: [...swap.steps] };
  };

  it("are kept when a driver that was not told of the commit writes them again", async () => {
    await plain.load.load(task(1));
    const { staging: steps, swap } = replacement();
    for (const step of [...steps, ...steps]) await store.write([step]);
    await store.write(swap);
    const once = await everything();
    await store.write(swap);
    expect(await everything()).to.deep.equal(once);
    await plain.load.sweep();
    expect((await plain.browse.story("owner", STORY)).graph.story.title).to.equal("Who backs whom, edition 2");
  });

  it("show nothing of what is staged, nor of what is dropped", async () => {
    await plain.load.load(task(1));
    const before = await told();
    for (const step of replacement().staging) await store.write([step]);
    expect(await told()).to.deep.equal({ ...before, audit: (await told()).audit });
    const leftovers = (await told()).audit.filter(([, found]) => (found as unknown[]).length > 0);
    expect(leftovers.map(([words]) => words)).to.deep.equal(["Which node has a load left that was ended?"]);
    await store.write([{ name: "write/drop-staged", parameters: { story: STORY, limit: 20 } }]);
    expect({ ...(await told()), audit: [] }).to.deep.equal({ ...before, audit: [] });
    await plain.load.sweep();
    expect(await told()).to.deep.equal(before);
    expect(await rows("MATCH (n:Staged|Dropped|Load) RETURN count(n)")).to.deep.equal([[0]]);
  });

  it("leave nothing of a large story that is removed", async () => {
    const empty = await everything();
    await staging.load.load(task(1));
    const { nodes, relations, mentions } = await staging.load.unload(STORY);
    expect({ nodes, relations, mentions }).to.deep.equal({ nodes: 61, relations: 394, mentions: 868 });
    expect(await everything()).to.deep.equal(empty);
  });

  it("of one story are refused beside one another, and told who changes it", async () => {
    await plain.load.load(task(1));
    const lock = await lockStories(store, [STORY], { program: "npm run load", work: "loaded" });
    const [a, b] = [`${STORY}/Person-1`, `${STORY}/Person-2`];
    const others = [
      () => plain.load.load(task(2)),
      () => plain.load.unload(STORY),
      () => plain.load.setOptions(STORY, { visibility: "public" }),
      () => plain.judgements.judge({ a, b, verdict: "same" }),
      () => plain.judgements.takeBack({ a, b }),
    ];
    for (const other of others) {
      const { code, message, remedy } = await failureOf(other());
      expect([code, remedy]).to.deep.equal([
        "load/busy",
        "Try again when it is done; a process that has ended is no longer waited for after 30 s",
      ]);
      expect(message).to.match(
        /^The story generated is being loaded by npm run load \(process \d+ on \S+\) since \d{4}-\d\d-\d\dT[\d:]{8}Z$/,
      );
      expect(message).to.include(`process ${process.pid} `);
    }
    await plain.load.load(task(1, "another"));
    await plain.load.unload("another");
    await lock.release();
    expect((await plain.load.load(task(1))).changed).to.equal(0);
  });

  it("in one process are refused beside one another by name", async () => {
    const first = plain.load.load(task(1));
    const { code, message } = await failureOf(plain.load.unload("other"));
    expect(code).to.equal("load/busy");
    expect(message).to.match(/^The loading of (a story|the story generated) is under way in the app \(process \d+\)/);
    await first;
  });

  it("by who was taken for dead are not written", async function () {
    if (store.kind === "embedded") this.skip();
    await plain.load.load(task(1));
    const before = await everything();
    const slow = await lockStories(store, [STORY], { program: "npm run load", work: "loaded" });
    await place.expire();
    const quick = await lockStories(store, [STORY], { program: "the app", work: "removed" });
    const { code, message } = await failureOf(
      slow.write([{ name: "write/remove-story", parameters: { story: STORY } }]),
    );
    expect([code, message]).to.deep.equal(["load/busy", "The story generated was taken over by another process"]);
    await slow.release();
    expect((await failureOf(lockStories(store, [STORY], { program: "x", work: "loaded" }))).message).to.include(
      "is being removed by the app",
    );
    await quick.release();
    expect(await everything()).to.deep.equal(before);
  });

  it("leave nothing behind when they are cancelled", async () => {
    await plain.load.load(task(1));
    const before = await everything();
    const cancel = new AbortController();
    const loading = staging.load.load(task(2), {
      signal: cancel.signal,
      onProgress: (done) => done === 3 && cancel.abort(),
    });
    expect((await failureOf(loading)).code).to.equal("query/cancelled");
    expect(await everything()).to.deep.equal(before);
  });

  it("are refused where one transaction may not take as much as showing them would", async function () {
    if (store.kind === "embedded") {
      await requireSwapMemory(store, STORY, 10_000_000);
      return;
    }
    const limit = await store.transactionMemory?.();
    expect(limit?.bytes).to.be.above(1 << 20);
    const nodes = Math.ceil((limit?.bytes ?? 0) / 1_000);
    const { code, message, remedy } = await failureOf(requireSwapMemory(store, STORY, nodes));
    expect(code).to.equal("load/too-large");
    expect(message).to.include(`changes ${nodes} nodes in one step`).and.include("Nothing was changed");
    expect(remedy).to.match(/^Set (db|dbms)\.memory\.transaction\.(total\.)?max of Neo4j to at least \d+m$/);
  });
}

describe("changes of a story in the embedded store", function () {
  this.timeout(300_000);
  changesOfStories(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "wiregraph-lock-"));
    const store = await openStore({ neo4j: null, dataDir }, log);
    return {
      store,
      expire: async () => undefined,
      close: async () => {
        await store.close();
        rmSync(dataDir, { recursive: true });
      },
    };
  });
});

describe("changes of a story in Neo4j", function () {
  this.timeout(300_000);
  before(skipWithoutNeo4j);
  changesOfStories(async () => {
    const { config, stop } = await emptyNeo4j();
    const store = await openStore({ neo4j: config, dataDir: "" }, log);
    return {
      store,
      expire: async () => void (await expireLocks(config)),
      close: async () => {
        await store.close();
        await stop();
      },
    };
  });
});
