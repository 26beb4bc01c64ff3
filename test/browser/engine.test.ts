import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect } from "chai";
import pino from "pino";
import type { Browser, Page } from "playwright-core";
import type { LocalAnswer } from "../../client/api/local-engine.ts";
import { headersFor, nonceSource } from "../../server/routes/headers.ts";
import { readFolder } from "../../server/store/embedded/data-folder.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { CypherValue } from "../../contract/cypher-value.ts";
import { inWords, readJson } from "../store/json.ts";
import { seedContent } from "../model/seed.ts";
import { firstSteps } from "../store/seed.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { openSite, type Site } from "./site.ts";

/** Compressed bytes of the worker, without the libraries that few questions need. */
const MOST_BYTES = 110 * 1024;

declare const questions: {
  open(url: string): Promise<void>;
  ask(statement: string, leaveAfterMillis?: number): Promise<LocalAnswer | string>;
  isEvalRefused(): Promise<boolean>;
};

describe("the engine in a reader's browser", function () {
  this.timeout(120_000);
  let site: Site;
  let browser: Browser;
  let page: Page;
  let story: Awaited<ReturnType<typeof storySnapshot>>;
  const told: string[] = [];
  async function ask(statement: string): Promise<LocalAnswer> {
    const reply = await page.evaluate((text) => questions.ask(text), statement);
    if (typeof reply === "string") throw new Error(reply);
    return reply;
  }

  /** The seed story as the server keeps it, as a snapshot. */
  async function storySnapshot(): Promise<{
    readonly bytes: Buffer;
    readonly nodes: number;
    readonly relationships: number;
  }> {
    const dataDir = await mkdtemp(join(tmpdir(), "wiregraph-snapshot-"));
    const store = await openStore({ neo4j: null, dataDir }, pino({ level: "silent" }));
    await store.write(firstSteps(seedContent()));
    await store.close();
    const { database } = readFolder(dataDir);
    await rm(dataDir, { recursive: true });
    return { bytes: Buffer.concat([...database.snapshot()]), ...database.size() };
  }

  before(skipWithoutBrowser);
  before(async () => {
    const headers = headersFor("page", nonceSource("n"));
    story = await storySnapshot();
    const files = { "/story.snapshot": story.bytes };
    site = await openSite(new URL("engine-fixture", import.meta.url).pathname, (html) => html, { headers, files });
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on("console", (message) => told.push(message.text()));
    page.on("pageerror", ({ message }) => told.push(message));
    await page.goto(site.url);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  it("opens the story from the bytes that the server keeps, under a policy that lets no text become code", async () => {
    await page.evaluate(() => questions.open("/index.html"));
    const refused = await page.evaluate(() => questions.ask("RETURN 1 AS one"));
    expect(refused).to.equal("This is not a snapshot of a graph");
    await page.evaluate(() => questions.open("/story.snapshot"));
    const { nodes, relationships } = story;
    expect(await ask("MATCH (n) RETURN count(n) AS nodes, COUNT { ()-->() } AS relationships")).to.deep.include({
      kind: "answer",
      rows: [[nodes, relationships]],
    });
    expect(await page.evaluate(() => questions.isEvalRefused())).to.equal(true);
    told.length = 0;
  });

  it("answers every question of the story as the stores do", async () => {
    const expected = readJson("answers.json") as Record<string, unknown[][]>;
    const sorted = (rows: readonly (readonly unknown[])[] = []) =>
      rows.map((row) => JSON.stringify(inWords(row as CypherValue))).toSorted();
    const { questions: shipped, story } = seedContent();
    expect(shipped).to.have.length(28);
    for (const { id: name, statement } of shipped) {
      const reply = await ask(statement.replaceAll("$story", `'${story.id}'`));
      expect({ name, kind: reply.kind, rows: sorted(reply.kind === "answer" ? reply.rows : []) }).to.deep.equal({
        name,
        kind: "answer",
        rows: sorted(expected[name]),
      });
    }
  });

  it("fetches what ranks words and what matches patterns only when it is asked for", async () => {
    const lazily = async (statement: string) => {
      const before = site.asked.length;
      const reply = await ask(statement);
      const rows = reply.kind === "answer" ? reply.rows : reply;
      return { rows, files: site.asked.slice(before).length };
    };
    expect(await lazily("MATCH (p:Person) WHERE p.name =~ '.*Soleimani' RETURN p.name AS name")).to.deep.equal({
      rows: [["Qasem Soleimani"]],
      files: 1,
    });
    const search =
      "CALL db.index.fulltext.queryNodes('entity_names', 'soleim*') YIELD node WHERE node:Person RETURN node.name AS name";
    expect(await lazily(search)).to.deep.equal({ rows: [["Qasem Soleimani"]], files: 1 });
    expect(await lazily(search)).to.deep.equal({ rows: [["Qasem Soleimani"]], files: 0 });
  });

  it("writes nothing, ends what has no end, and says where a mistake is", async () => {
    expect(await ask("MATCH (n) DETACH DELETE n")).to.deep.include({
      kind: "failure",
      code: "Neo.ClientError.Statement.AccessMode",
    });
    expect(await ask("RETURN range(1, 10000000000) AS x")).to.deep.include({
      kind: "failure",
      code: "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    });
    expect(await ask("MATCH (n)\nRETRUN n")).to.deep.include({ kind: "failure", line: 2, column: 1 });
    expect(await ask("MATCH (n:Person {id: 'trump'}) RETURN n.name AS name")).to.deep.include({
      rows: [["Donald Trump"]],
    });
    expect(told).to.deep.equal([]);
  });

  it("is free at once for the next question when who asked has left", async () => {
    const long = "UNWIND range(1, 3000000) AS a UNWIND range(1, 3000000) AS b RETURN sum(a * b) AS n";
    const left = await page.evaluate((text) => questions.ask(text, 200), long);
    expect(left).to.match(/timed out/);
    expect(await ask("MATCH (n:Person {id: 'trump'}) RETURN n.name AS name")).to.deep.include({
      rows: [["Donald Trump"]],
    });
  });

  it(`is at most ${MOST_BYTES / 1024} KB packed`, async () => {
    const assets = join(site.folder, "assets");
    const names = await readdir(assets);
    const sizes = new Map<string, number>();
    const waiting = names.filter((name) => name.startsWith("query-worker"));
    expect(waiting).to.have.length(1);
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (sizes.has(name)) continue;
      const code = await readFile(join(assets, name));
      sizes.set(name, brotliCompressSync(code).length);
      // What is imported at once; `import(…)` waits until it is needed.
      for (const [, other = ""] of code.toString().matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g))
        waiting.push(other);
    }
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).to.be.at.most(MOST_BYTES);
    for (const later of ["java-regex-", "text-search-"])
      expect(names.filter((name) => name.startsWith(later) && !sizes.has(name))).to.have.length(1);
  });
});
