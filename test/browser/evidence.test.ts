import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { makeClient } from "../../client/api/client.ts";
import { reprintedStory } from "../reprinted-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

describe("evidence by origin, in Chromium", function () {
  this.timeout(120_000);
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(skipWithoutBrowser);
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    const report = await makeClient(app.url)("load", { body: reprintedStory() });
    expect(report.refused).to.deep.equal([]);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  beforeEach(async () => {
    errors.length = 0;
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page.on("pageerror", (error) => errors.push(error.message));
  });
  afterEach(async () => {
    await page.close();
    expect(errors).to.deep.equal([]);
  });

  const open = async (address: string) => {
    await page.goto(`${app.url}${address}`);
    await page.getByText(/showing \d+ of \d+/).waitFor();
    await page.locator(".article:not(.skeleton)").waitFor();
  };
  const about = () => page.locator(".selection .about .quiet").textContent();
  const wholeOf = (id: string) => page.locator(`button[data-line="${id}"]`).first().textContent();

  it("is told of who is selected, and of a single document no more than its sentences", async () => {
    await open("/?story=tarn-quarry&at=rita");
    expect(await about()).to.equal("person · 3 sentences, 2 documents, 1 origin");
    await open("/?story=tarn-quarry&at=r-holm");
    expect(await about()).to.equal("person · 1 sentence");
    expect(await page.locator(".selection .evidence").count()).to.equal(0);
  });

  it("is told of each line where several lines are told", async () => {
    await open("/?story=tarn-quarry&at=quarry");
    expect(await about()).to.equal("facility · 4 sentences, 3 documents, 2 origins");
    expect(await page.locator(".selection .evidence").allTextContents()).to.deep.equal([
      "3 sentences, 2 documents, 1 origin",
    ]);
  });

  it("tells apart by their voices the sentences that say the same", async () => {
    await open("/?story=tarn-quarry&at=quarry");
    expect(await page.locator(".selection .sure").allTextContents()).to.deep.equal([
      "said · Land Register",
      "said · Lake Courier",
      "said · Tarn Gazette",
      "claimed · Tarn Gazette",
    ]);
  });

  it("is told of a line, to readers and to those who hear the picture, with what each document copies", async () => {
    await open("/?story=tarn-quarry&line=quarry~rita");
    expect(await page.locator(".selection .evidence").allTextContents()).to.deep.equal([
      "3 sentences, 2 documents, 1 origin",
    ]);
    expect(await page.locator(".selection .receipt-source").allTextContents()).to.deep.equal([
      "Lake Courier · said · The Tarn quarry in the courier, 2 March 2025 · reprinted from Tarn Gazette · show in text · Copy",
      "Tarn Gazette · said · The Tarn quarry in the gazette, 1 March 2025 · show in text · Copy",
      "Tarn Gazette · claimed · The Tarn quarry in the gazette, 1 March 2025 · show in text · Copy",
    ]);
    expect([await wholeOf("quarry~rita"), await wholeOf("quarry~r-holm")]).to.deep.equal([
      "Rita Holm has the Tarn quarry (claimed, 3 sentences, 2 documents, 1 origin)",
      "R. Holm has the Tarn quarry (said)",
    ]);
  });

  it("falls with a voice that is switched off", async () => {
    await open("/?story=tarn-quarry&at=quarry&off=gazette");
    expect(await about()).to.equal("facility · 2 sentences, 2 documents, 2 origins");
    expect(await page.locator(".speaker .copy-note").allTextContents()).to.deep.equal([" reprinted from Tarn Gazette"]);
    expect(await page.locator(".fell-row .quiet").allTextContents()).to.deep.equal([
      "stands on Lake Courier (reprinted from Tarn Gazette)",
    ]);
  });

  it("is explained above the article, from where the other opens", async () => {
    await open("/?story=tarn-quarry&line=quarry~rita");
    await page.locator("nav.articles").getByRole("button", { name: "The Tarn quarry in the courier" }).click();
    const byline = page.locator(".byline");
    await byline.getByText("Lake Courier").waitFor();
    expect(await byline.textContent()).to.equal("Lake Courier · 2 March 2025 · reprinted from Tarn Gazette");
    await byline.getByRole("button", { name: "Tarn Gazette" }).click();
    await byline.getByText("Tarn Gazette · 1 March 2025").waitFor();
    expect(await byline.textContent()).to.equal("Tarn Gazette · 1 March 2025");
  });

  it("is told in an embed, of what is selected and of all of it, and without a script", async () => {
    await page.goto(`${app.url}/e/tarn-quarry/?focus=rita`);
    await page.locator("dialog[open]").waitFor();
    expect(await page.locator("dialog header .source").textContent()).to.equal("3 sentences, 2 documents, 1 origin");
    expect(await page.locator("dialog article .source").allTextContents()).to.deep.equal([
      "Lake Courier · said · The Tarn quarry in the courier, 2 March 2025 · reprinted from Tarn Gazette",
      "Tarn Gazette · said · The Tarn quarry in the gazette, 1 March 2025",
      "Tarn Gazette · claimed · The Tarn quarry in the gazette, 1 March 2025",
    ]);
    const summary = () => page.locator("details.sentences > summary").textContent();
    expect(await summary()).to.equal("All 4 sentences, with their receipts · 3 documents, 2 origins");
    await page.goto(`${app.url}/e/tarn-quarry/?focus=quarry&off=gazette`);
    await page.locator("dialog[open]").waitFor();
    expect(await page.locator("dialog header .source").textContent()).to.equal("2 sentences, 2 documents, 2 origins");
    expect([await summary(), await wholeOf("quarry~rita")]).to.deep.equal([
      "2 of 4 sentences, with their receipts · 2 documents, 2 origins",
      "Rita Holm has the Tarn quarry (said)",
    ]);
    const plain = await fetch(`${app.url}/e/tarn-quarry/sentences.txt`);
    expect((await plain.text()).split("\n\n")[0]).to.match(
      /\nAll 4 sentences, with their receipts · 3 documents, 2 origins$/,
    );
  });
});
