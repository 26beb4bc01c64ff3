import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { spawnSync } from "node:child_process";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { Problem } from "../../contract/errors.ts";
import { launchBrowser } from "../browser/chromium.ts";
import { freePort } from "../free-port.ts";
import { launcher } from "../store/real-neo4j.ts";
import { serveApp, spawnApp, type ServedApp } from "./served-app.ts";

const PASSWORD = "wiregraph-tests";

describe("an app whose Neo4j is not there", function () {
  this.timeout(300_000);
  let app: ServedApp;
  let port: number;
  let home: string;
  let browser: Browser;

  before(async () => {
    port = await freePort();
    home = mkdtempSync(join(tmpdir(), "wiregraph-starting-"));
    app = await serveApp({ NEO4J_URI: `bolt://127.0.0.1:${port}`, NEO4J_PASSWORD: PASSWORD });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it("runs, and says on /readyz what it waits for", async () => {
    await until(async () => /cannot be reached/.test(await readiness(app)));
    const response = await fetch(`${app.url}/readyz`);
    expect([response.status, response.headers.get("retry-after"), await response.json()]).to.deep.equal([
      503,
      "2",
      { status: "not ready", store: "neo4j", reason: "Neo4j cannot be reached" },
    ]);
    expect((await fetch(`${app.url}/healthz`)).status).to.equal(200);
  });

  it("answers each address with 503, Retry-After and words, and tells no address of the database", async () => {
    for (const path of [
      "/",
      "/claims",
      "/views",
      "/ask",
      "/share",
      "/e/us-strikes-iraq-2020/",
      "/e/us-strikes-iraq-2020/picture.svg",
    ]) {
      const response = await fetch(`${app.url}${path}`, { headers: { accept: "text/html" } });
      const text = await response.text();
      expect([path, response.status, response.headers.get("retry-after")]).to.deep.equal([path, 503, "2"]);
      expect(text)
        .to.contain("database does not answer yet")
        .and.to.not.match(/127\.0\.0\.1|bolt|NEO4J/);
    }
    for (const path of ["/api/stories", "/api/search?q=a", "/api/schema"]) {
      const response = await fetch(`${app.url}${path}`);
      const { code, detail } = Problem.parse(await response.json());
      expect([path, response.status, response.headers.get("retry-after")]).to.deep.equal([path, 503, "2"]);
      expect([code, detail]).to.deep.equal(["store/unavailable", "Neo4j cannot be reached"]);
    }
    const body = JSON.stringify({ statement: "RETURN 1 AS one" });
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${app.url}/api/query`, { method: "POST", headers, body })).status).to.equal(503);
  });

  it("logs once why it waits, not at every attempt", async () => {
    await new Promise((done) => setTimeout(done, 10_000));
    expect(app.output().match(/trying again/g)).to.have.length(1);
  });

  it("shows a reader a sentence, and the story by itself once the database is there", async function () {
    const missing = launcher.neo4jMissing();
    if (missing !== null && process.env["CI"] === undefined) this.skip();
    const page = await browser.newPage();
    await page.goto(`${app.url}/`);
    expect(await page.textContent("body")).to.contain("its database does not answer yet");
    const server = await launcher.startNeo4j({ home, port });
    try {
      await until(async () => (await fetch(`${app.url}/readyz`)).status === 200);
      await page.getByRole("button", { name: "Explore" }).waitFor({ timeout: 60_000 });
      const { stories } = (await (await fetch(`${app.url}/api/stories`)).json()) as { stories: { id: string }[] };
      expect(stories.map(({ id }) => id)).to.deep.equal(["us-strikes-iraq-2020"]);
      // The story is there before the line that tells of it.
      await until(async () => app.output().includes("loaded 95 nodes, 200 relations; 0 refused"));
    } finally {
      await page.close();
      await server.stop();
    }
  });

  it("says so again when the database has gone, and ends promptly when it is told to", async () => {
    await until(async () => /cannot be reached/.test(await readiness(app)));
    const began = performance.now();
    expect(await app.stop()).to.equal(0);
    expect(performance.now() - began).to.be.below(20_000);
  });
});

describe("an app that waits for its Neo4j", function () {
  this.timeout(120_000);

  it("ends promptly when it is told to", async () => {
    const app = await serveApp({ NEO4J_URI: "bolt://127.0.0.1:1", NEO4J_PASSWORD: PASSWORD });
    const began = performance.now();
    expect(await app.stop()).to.equal(0);
    expect(performance.now() - began).to.be.below(15_000);
  });

  it("is no excuse for a command: it ends at once with one clear line", () => {
    for (const args of [
      ["load", "stories/us-strikes-iraq-2020/story.json"],
      ["query", "RETURN 1 AS one"],
    ]) {
      const { PATH = "", HOME = "" } = process.env;
      const env = { PATH, HOME, NEO4J_URI: "bolt://127.0.0.1:1", NEO4J_PASSWORD: PASSWORD };
      const command = ["dist/server/main.js", ...args];
      const { status, stderr } = spawnSync(process.execPath, command, { env, encoding: "utf8", timeout: 60_000 });
      expect([status, stderr]).to.deep.equal([
        1,
        "wiregraph: Neo4j cannot be reached. Check NEO4J_URI and NEO4J_DATABASE, and that it runs\n",
      ]);
    }
  });
});

describe("an app whose Neo4j refuses the password", function () {
  this.timeout(240_000);

  it("says so on /readyz and in the log, and does not hammer at the door", async function () {
    const missing = launcher.neo4jMissing();
    if (missing !== null && process.env["CI"] === undefined) this.skip();
    const server = await launcher.startNeo4j();
    const app = await serveApp({ NEO4J_URI: server.uri, NEO4J_PASSWORD: "not the password" });
    try {
      await until(async () => /does not accept/.test(await readiness(app)));
      expect(await readiness(app)).to.equal("Neo4j does not accept the user or password");
      expect(app.output()).to.contain("Neo4j does not accept the user or password; trying again");
      expect(app.output()).to.contain("Check NEO4J_USER and NEO4J_PASSWORD").and.to.not.contain("not the password");
    } finally {
      await app.stop();
      await server.stop();
    }
  });
});

describe("an app whose data folder cannot be opened", function () {
  this.timeout(120_000);

  it("does not start: it says why in one line and ends with exit code 1", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wiregraph-starting-"));
    writeFileSync(join(folder, "graph.snapshot"), "this is no snapshot\n");
    const damaged = await spawnApp({ DATA_DIR: folder });
    expect(await damaged.exited).to.equal(1);
    expect(damaged.output()).to.match(/^wiregraph: The snapshot is damaged/m);
    rmSync(folder, { recursive: true });
    const first = await serveApp({ DATA_DIR: resolve(folder) });
    await until(async () => (await fetch(`${first.url}/readyz`)).status === 200);
    const second = await spawnApp({ DATA_DIR: resolve(folder) });
    expect(await second.exited).to.equal(1);
    expect(second.output()).to.match(new RegExp(`^wiregraph: The data folder is in use by process ${first.pid}`, "m"));
    expect(await first.stop()).to.equal(0);
    rmSync(folder, { recursive: true });
  });
});

async function readiness(app: ServedApp): Promise<string> {
  const { reason } = (await (await fetch(`${app.url}/readyz`)).json()) as { reason: string | null };
  return reason ?? "ready";
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  expect.fail("It did not come about");
}
