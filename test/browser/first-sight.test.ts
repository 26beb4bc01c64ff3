import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page, Route } from "playwright-core";
import { writeLargeStory } from "../../bench/large-story.ts";
import { makeClient } from "../../client/api/client.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const LARGE = "large";

describe("a large story before all of it is there, in Chromium", function () {
  this.timeout(120_000);
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  let folder: string;
  /** Lets the answer with the whole story through. */
  let release: () => void;
  let isReleased: Promise<void>;
  let fetched: string[];

  before(skipWithoutBrowser);
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-large-"));
    const { file } = writeLargeStory(folder, { entities: 800, relations: 2_600 });
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    const texts = readdirSync(folder).filter((name) => name.endsWith(".txt"));
    const articles = Object.fromEntries(texts.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
    await makeClient(app.url)("load", { body: { story: readFileSync(file, "utf8"), articles } });
  });
  after(async () => {
    await browser?.close();
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    isReleased = new Promise((done) => (release = done));
    fetched = [];
    page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
    page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
    // The whole story is asked for in a worker, whose requests are the context's.
    await page.context().route(`**/api/stories/${LARGE}`, async (route: Route) => {
      await isReleased;
      await route.continue();
    });
  });
  afterEach(async () => {
    release();
    await page?.context().close();
  });

  const open = async (address = `/?story=${LARGE}`) => {
    await page.goto(`${app.url}${address}`);
    await page.locator('[aria-roledescription="network"] li').first().waitFor({ state: "attached" });
  };
  const marks = () =>
    page
      .locator('[aria-roledescription="network"] button[data-mark]')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("data-mark") ?? ""));
  /** The picture as it is seen. */
  const picture = async () => (await page.getByTestId("canvas").screenshot()).toString("base64");
  const rest = () => page.getByText("Loading the rest of the story");
  const network = () => page.locator('[aria-roledescription="network"]');
  const select = async (id: string) =>
    network()
      .locator(`button[data-mark="${id}"]`)
      .first()
      .evaluate((button: HTMLElement) => button.click());

  it("draws first sight, live, and nothing changes its place when the rest comes", async () => {
    await open();
    await page.getByText("showing 30 of 800").waitFor();
    expect(await marks()).to.have.length(30);
    await rest().waitFor();
    const before = { marks: await marks(), picture: await picture() };
    release();
    await rest().waitFor({ state: "detached" });
    expect({ marks: await marks(), picture: await picture() }).to.deep.equal(before);
    expect(fetched.filter((path) => path.includes("/articles/"))).to.deep.equal([
      `/api/stories/${LARGE}/articles/article-0`,
    ]);
  });

  it("selects somebody with all receipts, filters and takes away before the rest is there", async () => {
    await open();
    const [id = ""] = await marks();
    await select(id);
    const about = page.locator(".selection section");
    await about.locator("details.sentence").first().waitFor();
    const said = () => about.locator("summary > span:first-child").allTextContents();
    const before = await said();
    await about.locator("blockquote").first().waitFor();
    await page.locator(".side input[type=checkbox]:checked").first().click();
    await page.getByText("1 switched off").waitFor();
    await page.getByRole("button", { name: "Clear the filter" }).click();
    release();
    await page.getByRole("button", { name: "How linked to …" }).waitFor();
    expect(await said()).to.deep.equal(before);
    expect(before.length).to.be.greaterThan(0);
    expect(await about.locator("details[open] blockquote").count()).to.be.greaterThan(0);
  });

  it("adds all around a mark before the rest is there, as many as there are", async () => {
    await open();
    const [id = ""] = await marks();
    await select(id);
    await page.getByRole("button", { name: "expand …", exact: true }).click();
    const all = page.getByRole("menuitem", { name: /^Expand: everybody/ });
    await all.waitFor();
    await page.keyboard.press("Escape");
    const { graph } = await makeClient(app.url)("story", { params: { story: LARGE } });
    const others = new Set(
      graph.relations.flatMap(({ subject, object }) => (subject === id ? [object] : object === id ? [subject] : [])),
    );
    await network().press("Enter");
    const shown = new Set([...(await marks()), ...others]).size;
    await page.getByText(`showing ${shown} of 800`).waitFor();
    release();
    await rest().waitFor({ state: "detached" });
    await page.getByText(`showing ${shown} of 800`).waitFor();
  });

  it("opens an address with somebody who is not in first sight", async () => {
    await open();
    const first = await marks();
    const id = Array.from({ length: 800 }, (_, at) => `entity-${at}`).find((one) => !first.includes(one)) ?? "";
    await open(`/?story=${LARGE}&at=${id}`);
    await page.locator(".selection section details.sentence").first().waitFor();
    expect(await marks()).to.include(id);
    await rest().waitFor();
  });

  it("says of claims that they are on their way, and shows them then", async () => {
    await open();
    await page.getByRole("button", { name: "Claims", exact: true }).click();
    await page.getByRole("status", { name: "Loading the rest of the story" }).waitFor();
    release();
    await page.getByText("2,600 claims").waitFor();
  });

  it("is shown where its view cannot be had", async () => {
    await page.route(`**/api/stories/${LARGE}/view*`, (route) => route.abort());
    release();
    await open();
    await page.getByText("showing 30 of 800").waitFor();
    expect(await rest().count()).to.equal(0);
  });
});
