import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { makeClient } from "../../client/api/client.ts";
import { written } from "../model/written-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

/** Two stories whose ids are the same and mean others. */
const storyOf = (id: string, person: string, place: string) =>
  written({
    id,
    articles: [{ title: `About ${person}`, publishedAt: "2026-11-01", sentences: [`${person} owns ${place}.`] }],
    entities: [
      ["owner", "Person", person],
      ["house", "Facility", place],
    ],
    claims: [{ key: "owns", subject: "owner", type: "OWNS", object: "house", quote: `${person} owns ${place}` }],
  });

describe("Ask where several stories are loaded, in Chromium", function () {
  this.timeout(120_000);
  let app: RunningApp;
  let browser: Browser;
  let page: Page;

  before(skipWithoutBrowser);
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    const client = makeClient(app.url);
    await client("load", { body: storyOf("mill", "Rita Holm", "Tarn mill") });
    await client("load", { body: storyOf("farm", "Olle Berg", "Nora farm") });
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
    await page.goto(`${app.url}/ask?story=mill`);
    await page.getByText(/showing \d+ of \d+/).waitFor();
  });
  afterEach(async () => page?.close());

  const run = async (statement: string) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(statement);
    await page.keyboard.press("Control+Enter");
    await page.locator(".answer td").first().waitFor();
  };

  it("tells each relation by the names of its own story, with its own receipt", async () => {
    await run("MATCH ()-[r:OWNS]->() WHERE r.story IN ['farm', 'mill'] RETURN r ORDER BY r.story");
    await page.locator(".answer td summary").nth(1).waitFor();
    expect(await page.locator(".answer td summary").allInnerTexts()).to.deep.equal([
      "Olle Berg has the Nora farm",
      "Rita Holm has the Tarn mill",
    ]);
    await page.locator(".answer td summary").first().click();
    expect(await page.locator(".answer td .receipt mark").first().innerText()).to.equal("Olle Berg owns Nora farm");
  });

  it("opens who is of another story in that story", async () => {
    await run("MATCH (p:Person) WHERE p.story IN ['farm', 'mill'] RETURN p ORDER BY p.story");
    await page.waitForFunction(() => location.search === "?story=mill&with=owner");
    await page.locator(".answer td").getByText("Rita Holm").click();
    await page.waitForFunction(() => location.search === "?story=mill&at=owner&with=owner");
    await page.locator(".answer td").getByText("Olle Berg").click();
    await page.waitForURL(/story=farm/);
    expect(new URL(page.url()).search).to.equal("?story=farm&at=owner&with=owner");
  });

  it("leads from an article to the article, and nowhere from what is neither", async () => {
    await run("MATCH (n {story: 'mill'}) WHERE n:Article OR n:Change RETURN n");
    expect(new URL(page.url()).search).to.equal("?story=mill");
    expect(await page.locator(".answer td").allInnerTexts()).to.have.members(["About Rita Holm", "Change 1"]);
    expect(await page.locator(".answer td button").allInnerTexts()).to.deep.equal(["About Rita Holm"]);
    await page.locator(".answer td button").click();
    expect(await page.getByText("There is nothing with the id").count()).to.equal(0);
  });
});
