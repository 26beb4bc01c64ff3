import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { makeClient, type Client } from "../../client/api/client.ts";
import { written, type WrittenStory } from "../model/written-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const MILL: WrittenStory = {
  id: "mill",
  articles: [
    {
      title: "The owner of the mill",
      publisher: "The Post",
      publishedAt: "2026-11-01",
      sentences: ["Rita Holm owns the Tarn mill.", "Rita Holm is a miller."],
    },
  ],
  entities: [
    ["rita", "Person", "Rita Holm", { description: "A miller", properties: { trade: "miller" } }],
    ["mill", "Facility", "Tarn mill"],
  ],
  claims: [{ key: "owns", subject: "rita", type: "OWNS", object: "mill", quote: "Rita Holm owns the Tarn mill" }],
};

const COURT: WrittenStory = {
  id: "court",
  articles: [
    {
      title: "A suit over the mill",
      publisher: "The Courier",
      publishedAt: "2026-11-05",
      sentences: ["Rita Holm does not own the Tarn mill, Olle Berg said.", "Olle Berg sued Rita Holm."],
    },
  ],
  entities: [
    ["holm", "Person", "Rita Holm", { properties: { trade: "owner of land" } }],
    ["tarn", "Facility", "Tarn mill"],
    ["olle", "Person", "Olle Berg"],
  ],
  claims: [
    {
      key: "owns-not",
      subject: "holm",
      type: "OWNS",
      object: "tarn",
      source: "olle",
      polarity: "negative",
      quote: "Rita Holm does not own the Tarn mill",
    },
    { key: "sued", subject: "olle", type: "OPPOSES", object: "holm", quote: "Olle Berg sued Rita Holm" },
  ],
};

describe("one somebody over all stories, in Chromium", function () {
  this.timeout(180_000);
  let app: RunningApp;
  let client: Client;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];
  const [mill, court] = [
    ["mill/rita", "court/holm"],
    ["mill/mill", "court/tarn"],
  ] as const;

  before(skipWithoutBrowser);
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    client = makeClient(app.url);
    for (const story of [MILL, COURT]) await client("load", { body: written(story) });
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  beforeEach(async () => {
    errors.length = 0;
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", bypassCSP: true });
    page.on("pageerror", (error) => errors.push(error.message));
  });
  afterEach(async () => {
    await page.close();
    for (const { a, b } of (await client("judgements", {})).judgements) await client("takeBack", { query: { a, b } });
    expect(errors).to.deep.equal([]);
  });

  const open = async (id = "mill/rita") => {
    await page.goto(`${app.url}/who/${id}`);
    await page.locator(".who h1").waitFor();
  };
  const linesOf = async (selector: string) =>
    (await page.locator(selector).allInnerTexts()).map((text) => text.split("\n").filter((line) => line.trim() !== ""));
  const joined = async () => {
    for (const [a, b] of [mill, court])
      await client("judge", { body: { a, b, verdict: "same", reason: "One and the same" } });
  };

  it("is joined from its entries by its owner, and taken apart again", async () => {
    await open();
    expect(await page.locator(".who-head p").textContent()).to.equal("person · in 1 story: 1 sentence");
    const proposed = page.locator("section", { hasText: "Possibly the same" });
    expect(await linesOf("section:has(#proposals-title) .who-entry")).to.deep.equal([
      [
        "Rita Holm",
        "person in “court”",
        "For it: both called “Rita Holm”; both named with tarn mill.",
        "Same",
        "Different",
        "Not sure",
      ],
    ]);
    await proposed.getByRole("button", { name: "Same: Rita Holm in court" }).click();
    await page.getByText("Joined from 2 entries").waitFor();
    expect(await page.locator(".who-head p").textContent()).to.equal(
      "person · in 2 stories: 3 sentences, 2 documents, 2 origins",
    );
    await page.getByRole("button", { name: "Take apart" }).click();
    await page.getByText("In one story").waitFor();
  });

  it("is judged to be somebody else, which is told and taken back, and the keyboard stays where it was", async () => {
    await open();
    const focused = () =>
      page.evaluate(() => document.activeElement?.querySelector("h2")?.textContent ?? document.activeElement?.tagName);
    await page.getByRole("button", { name: "Different: Rita Holm in court" }).press("Enter");
    const apart = page.locator("section:has(#different-title)");
    await apart.getByRole("link", { name: "Rita Holm" }).waitFor();
    await page.waitForFunction(() => document.activeElement !== document.body);
    expect(await focused()).to.equal("H1");
    expect(await page.locator("#proposals-title").count()).to.equal(0);
    await apart.getByRole("button", { name: "Take back that it is somebody else: Rita Holm in court" }).press("Enter");
    await page.getByRole("button", { name: "Same: Rita Holm in court" }).waitFor();
    await page.waitForFunction(() => document.activeElement !== document.body);
    expect(await focused()).to.equal("H1");
  });

  for (const [address, named] of [
    ["NO/NO", "NO/NO"],
    ["mill/nobody", "mill/nobody"],
  ])
    it(`is nobody at ${address}, and the page says where the stories are`, async () => {
      await page.goto(`${app.url}/who/${address}`);
      await page.getByRole("heading", { name: "Not found" }).waitFor();
      expect(await page.locator("main p").allInnerTexts()).to.deep.equal([
        `There is no “${named}” in these stories, or the story is not public.`,
        "See all stories",
      ]);
    });

  it("tells what is said by whom, what they disagree on, and each story's own words", async () => {
    await joined();
    await open("court/holm");
    expect(await linesOf("section:has(#disputed-title) summary")).to.deep.equal([
      ["Rita Holm has the Tarn mill", "claimed · ≠ others say otherwise", "mill"],
      ["Rita Holm does not have the Tarn mill", "claimed, says not · ≠ others say otherwise", "court"],
    ]);
    expect(await linesOf("section:has(#said-title) summary")).to.deep.equal([
      ["Olle Berg is against Rita Holm", "claimed", "court"],
    ]);
    expect(await linesOf(".who-properties .differs")).to.deep.equal([
      ["trade", "owner of land in “court”", "miller in “mill”"],
    ]);
    await page.locator("section:has(#disputed-title) summary").nth(1).click();
    const receipt = page.locator(".who-claims .receipt");
    expect(await receipt.locator("blockquote").textContent()).to.equal("Rita Holm does not own the Tarn mill");
    expect(await receipt.locator(".receipt-source").textContent()).to.include(
      "Olle Berg · claimed, says not · A suit over the mill",
    );
    await receipt.getByRole("button", { name: "show in text" }).click();
    await page.getByText(/showing \d+ of \d+/).waitFor();
    expect(new URL(page.url()).searchParams.get("story")).to.equal("court");
    expect(new URL(page.url()).searchParams.get("at")).to.equal("holm");
  });

  it("is reached from its story, and goes back to it", async () => {
    await page.goto(`${app.url}/?story=mill&at=rita`);
    await page.getByRole("link", { name: "In all stories" }).click();
    await page.locator(".who h1").waitFor();
    expect(new URL(page.url()).pathname).to.equal("/who/mill/rita");
    expect(await page.title()).to.equal("Rita Holm, in all stories · Wiregraph");
    await page.goBack();
    await page.getByText(/showing \d+ of \d+/).waitFor();
    expect(await page.title()).to.equal("mill · Wiregraph");
  });

  it("shows readers everything but what only the owner may do, and nobody of another id", async () => {
    await joined();
    await open();
    await page.getByText("Joined from 2 entries").waitFor();
    await page.goto(`${app.url}/who/mill/nobody`);
    await page.getByRole("heading", { name: "Not found" }).waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const)
    it(`is without fault by the rules of axe, ${colorScheme}`, async () => {
      await joined();
      await page.emulateMedia({ colorScheme });
      await open();
      await page.locator(".who-claims details summary").first().click();
      await page.addScriptTag({ content: axe });
      const { violations } = await page.evaluate<AxeResults>("axe.run()");
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).to.deep.equal([]);
    });
});
