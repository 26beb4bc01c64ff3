import { expect } from "chai";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Frame, Page } from "playwright-core";
import { embedBody, embedHead } from "../../picture/embed-document.ts";
import type { EmbedStory } from "../../picture/embed-story.ts";
import { layoutPicture } from "../../picture/layout.ts";
import { storyDrawing } from "../picture/story-drawing.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { openSite, type Site } from "./site.ts";

const drawing = storyDrawing(30);
const story: EmbedStory = {
  title: "A day after",
  date: "4 January 2020",
  language: "en",
  link: "https://example.org/",
  of: 55,
  drawing,
  origins: { article: "article" },
  changes: [],
  captions: {},
  folded: {},
  places: layoutPicture(drawing, { width: 800, height: 620 }),
  sentences: drawing.lines.map(({ id, words }) => ({
    line: id,
    text: words,
    certainty: "fact",
    voices: ["article"],
    receipts: [
      {
        parts: [
          { text: "It is said that ", marked: false },
          { text: words, marked: true },
        ],
        speaker: "the article",
        certainty: "said",
        document: "A day after",
        date: "4 January 2020",
        article: "article",
        sentences: [0],
      },
    ],
  })),
};

describe("the embed, in a sandboxed frame of a stranger's page", function () {
  this.timeout(60_000);
  let site: Site;
  let host: Server;
  let browser: Browser;
  let page: Page;
  let asked: string[];

  before(skipWithoutBrowser);
  before(async () => {
    site = await openSite(new URL("../../client/embed", import.meta.url).pathname, (html) =>
      html.replace("<!--embed-head-->", () => embedHead(story)).replace("<!--embed-body-->", () => embedBody(story)),
    );
    host = createServer((request, response) => {
      const search = new URL(request.url ?? "/", "http://host").search;
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<iframe sandbox="allow-scripts" src="${site.url}${search}" width="760" height="700"></iframe>
        <script>window.told = []; addEventListener("message", ({ data }) => told.push(data))</script>`,
      );
    });
    await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    host?.close();
  });
  afterEach(async () => page?.close());

  async function open(search: string): Promise<Frame> {
    page = await browser.newPage({ viewport: { width: 800, height: 760 } });
    asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/${search}`);
    return page.frames()[1]!;
  }

  it("comes alive without asking for anything but its script and style", async () => {
    const frame = await open("");
    await frame.locator("#picture.live canvas").first().waitFor();
    expect(asked.filter((path) => !/^\/(assets\/index-[\w-]+\.(js|css))?$/.test(path))).to.deep.equal([]);
    expect(await frame.evaluate(() => window.origin)).to.equal("null");
    expect(await frame.locator("footer").textContent()).to.include("showing 30 of 55");
  });

  it("tells its host its height in three dialects", async () => {
    await open("?static=1");
    await page.waitForFunction(() => (window as unknown as { told: unknown[] }).told.length === 3);
    const told = await page.evaluate(() => (window as unknown as { told: unknown[] }).told);
    const { height } = told[0] as { height: number };
    expect(height).to.be.within(600, 900);
    expect(told.slice(0, 2)).to.deep.equal([
      { type: "wiregraph:height", version: 1, height },
      { sentinel: "amp", type: "embed-size", height },
    ]);
    expect(JSON.parse(told[2] as string)).to.include({ context: "iframe.resize", height });
  });

  it("opens on what the address asks for, receipts and all", async () => {
    const frame = await open("?focus=soleimani&theme=dark");
    await frame.locator("dialog[open]").waitFor();
    expect(await frame.locator("dialog h2").textContent()).to.equal("Qasem Soleimani");
    const receipt = frame.locator("dialog article").first();
    expect(await receipt.locator("mark").count()).to.equal(1);
    expect(await receipt.locator(".source").textContent()).to.equal("the article · said · A day after, 4 January 2020");
    expect(await frame.evaluate(() => document.documentElement.dataset["theme"])).to.equal("dark");
    await frame.locator("dialog .close").click();
    expect(await frame.locator("dialog[open]").count()).to.equal(0);
  });

  it("is driven by its host, and by nobody else", async () => {
    const frame = await open("");
    await frame.locator("#picture.live").waitFor();
    await frame.evaluate(() => window.postMessage({ type: "wiregraph:focus", version: 1, id: "iran" }, "*"));
    await page.evaluate(() => {
      const inner = document.querySelector("iframe")?.contentWindow;
      inner?.postMessage({ type: "wiregraph:focus", version: 1, id: "soleimani" }, "*");
    });
    await frame.locator("dialog[open]").waitFor();
    expect(await frame.locator("dialog h2").textContent()).to.equal("Qasem Soleimani");
  });

  it("stands still when asked to, and without a script", async () => {
    const frame = await open("?static=1&controls=0");
    await frame.locator("#picture svg").waitFor();
    expect(await frame.locator("canvas").count()).to.equal(0);
    await page.close();
    const context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(site.url);
    expect(await page.locator("#picture svg text").count()).to.be.at.least(30);
    expect(await page.locator(".sentences li").count()).to.equal(story.sentences.length);
    await context.close();
  });
});
