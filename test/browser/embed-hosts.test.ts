import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import type { Browser, Frame, Page } from "playwright-core";
import { makeClient } from "../../client/api/client.ts";
import { PALETTES } from "../../picture/palette.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { pixelsOf } from "./pixels.ts";
import { twoArticles } from "./two-articles.ts";

const STORY = "us-strikes-iraq-2020";

describe("the embed, in pages of another origin", function () {
  this.timeout(180_000);
  let app: RunningApp;
  let browser: Browser;
  let host: Server;
  let content = "";
  let page: Page;

  before(skipWithoutBrowser);
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    host = createServer((_request, response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(`<!doctype html><title>host</title><body style="margin:0">${content}`);
    });
    await new Promise<void>((done) => host.listen(0, "127.0.0.1", done));
  });
  after(async () => {
    await browser?.close();
    await app?.close();
    host?.closeAllConnections();
    host?.close();
  });
  afterEach(async () => page?.close());

  interface Opened {
    readonly search?: string;
    readonly width?: number;
    readonly sandbox?: string;
    readonly style?: string;
  }

  const frameOf = ({ search = "", width = 800, sandbox = "allow-scripts", style = "border:0" }: Opened): string =>
    `<iframe src="${app.url}/e/${STORY}/${search}" width="${width}" height="640" sandbox="${sandbox}" style="${style}"></iframe>`;

  /** A page on another origin than the app's, with this in it. */
  async function openHost(markup: string, width = 1000): Promise<Frame> {
    content = markup;
    page = await browser.newPage({ viewport: { width, height: 700 }, reducedMotion: "reduce" });
    await page.goto(`http://localhost:${(host.address() as AddressInfo).port}/`, { waitUntil: "commit" });
    await page.waitForFunction(() => document.querySelector("iframe") !== null);
    const frame = page.frames()[1]!;
    await frame.locator("#picture.live").waitFor({ timeout: 100_000 });
    return frame;
  }

  async function snippet(): Promise<string> {
    const share = await browser.newPage();
    try {
      await share.goto(`${app.url}/share`);
      const texts = share.getByLabel("Text to copy");
      await texts.nth(1).waitFor();
      return await texts.nth(1).inputValue();
    } finally {
      await share.close();
    }
  }

  it("opens the whole story from the snippet of Share, as it is pasted", async () => {
    const frame = await openHost(await snippet());
    const opening = page.context().waitForEvent("page");
    await frame.getByText("Open the whole story").click();
    const story = await opening;
    await story.getByText("showing 30 of 55").waitFor();
    expect(await story.evaluate(() => [window.origin, window.opener])).to.deep.equal([app.url, null]);
    await story.close();
  });

  for (const sandbox of ["allow-scripts", "allow-scripts allow-popups", "allow-scripts allow-popups allow-same-origin"])
    it(`tells the story's address in sandbox="${sandbox}", where no page can open`, async () => {
      const frame = await openHost(frameOf({ sandbox }));
      await frame.getByText("Open the whole story").click();
      const address = frame.locator(".address bdi");
      expect(await address.textContent()).to.equal(`${app.url}/?story=${STORY}`);
      expect(page.context().pages()).to.deep.equal([page]);
    });

  for (const width of [375, 600, 639, 800])
    it(`keeps marks and lines in sight at ${width} px when somebody is selected`, async () => {
      const frame = await openHost(frameOf({ width, search: "?focus=soleimani" }));
      const [picture, panel] = [frame.locator("#picture"), frame.locator("#receipts[open]")];
      await panel.waitFor();
      const area = (await picture.boundingBox())!;
      const over = (await panel.boundingBox())!;
      const seen = { ...area, height: Math.min(area.y + area.height, over.y) - area.y };
      expect(await pixelsOf(browser, page, PALETTES.light.accent, seen)).to.be.greaterThan(60);
      expect(seen.height / area.height).to.be.greaterThan(0.6);
    });

  for (const width of [320, 375, 600, 641, 800, 1200])
    it(`fits the snippet's height at ${width} px`, async () => {
      const frame = await openHost(frameOf({ width }), width);
      const heights = await frame.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
      expect(heights).to.deep.equal([640, 640]);
      const sides = await frame.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(sides).to.deep.equal([width, width]);
    });

  it("stands eight times on a page: none says what is not so, and the one that is pointed at moves", async () => {
    await openHost(frameOf({ width: 600 }).repeat(8), 1300);
    const frames = page.frames().slice(1);
    for (const frame of frames) await frame.locator("#picture.live").waitFor({ timeout: 100_000 });
    const told = await Promise.all(frames.map((frame) => frame.getByText("WebGL").count()));
    expect(told).to.deep.equal(frames.map(() => 0));
    const still = async (frame: Frame) => (await frame.locator(".stage canvas").count()) === 0;
    const [first] = frames;
    await first!.locator(".stage").hover();
    await first!.locator(".stage canvas").first().waitFor({ state: "attached" });
    expect(await still(first!)).to.equal(false);
  });

  it("tells of what is folded into lines by those lines, and of what it does not have", async () => {
    const folded = await openHost(frameOf({ search: "?focus=succession" }));
    expect(await folded.locator("#receipts[open] h2").textContent()).to.equal(
      "Naming of Esmail Qaani to succeed Soleimani",
    );
    expect(await folded.locator("#receipts article").count()).to.be.greaterThan(0);
    await page.close();
    const unknown = await openHost(frameOf({ search: "?focus=nobody" }));
    expect(await unknown.locator(".told").textContent()).to.equal("“\u2068nobody\u2069” is not in this picture.");
  });

  it("shows a still picture that can be pressed, and says why, in a browser without WebGL", async () => {
    const withoutWebGl = await launchBrowser(["--disable-3d-apis"]);
    try {
      content = frameOf({ search: "?focus=nobody" });
      const still = await withoutWebGl.newPage({ viewport: { width: 1000, height: 700 } });
      await still.goto(`http://localhost:${(host.address() as AddressInfo).port}/`, { waitUntil: "commit" });
      const frame = still.frameLocator("iframe");
      await frame.locator("#picture.live").waitFor({ timeout: 100_000 });
      expect(await frame.locator(".told").textContent()).to.equal(
        "“\u2068nobody\u2069” is not in this picture. The picture cannot be moved: WebGL is off in this browser.",
      );
      await frame.locator('.stage svg [data-mark="iran"]').first().click();
      expect(await frame.locator("#receipts[open] h2").textContent()).to.equal("Iran");
      expect(await frame.locator("#receipts article").count()).to.be.greaterThan(0);
    } finally {
      await withoutWebGl.close();
    }
  });

  it("shows what one article alone says, under its title", async () => {
    const client = makeClient(app.url);
    await client("load", { body: twoArticles });
    await client("changeStory", { params: { story: "aden-port" }, body: { visibility: "public" } });
    const of = (search: string) =>
      `<iframe src="${app.url}/e/aden-port/${search}" width="800" height="640" sandbox="allow-scripts" style="border:0"></iframe>`;
    const alone = await openHost(of("?article=post"));
    expect(await alone.locator("header h1").textContent()).to.equal("Aden port to reopen");
    expect(await alone.locator("footer > span").first().textContent()).to.equal("showing 4 of 6");
    const told = alone.locator("details.sentences > ol > li:not([hidden])");
    const sources = await told.evaluateAll((items) =>
      items.map((item) => item.textContent.includes("Aden port to reopen")),
    );
    expect(sources.length).to.be.greaterThan(1);
    expect(new Set(sources)).to.deep.equal(new Set([true]));
    await page.close();
    const unknown = await openHost(of("?article=nowhere"));
    expect(await unknown.locator(".told").textContent()).to.equal(
      "“\u2068nowhere\u2069” is no article that this picture quotes.",
    );
    expect(await unknown.locator("header h1").textContent()).to.equal("The port of Aden");
  });

  it("tells an id without end in few signs, and nothing of an empty one", async () => {
    const endless = await openHost(frameOf({ search: `?focus=${"x".repeat(3000)}`, width: 375 }), 375);
    expect(await endless.locator(".told").textContent()).to.equal(
      `“\u2068${"x".repeat(59)}…\u2069” is not in this picture.`,
    );
    expect(await endless.evaluate(() => document.documentElement.scrollWidth)).to.equal(375);
    await page.close();
    const nothing = await openHost(frameOf({ search: "?focus=" }));
    expect(await nothing.locator(".told").isHidden()).to.equal(true);
  });

  for (const dir of ["ltr", "rtl"])
    it(`writes no name under the panel beside it, from ${dir}`, async () => {
      const width = 1000;
      const frame = await openHost(frameOf({ width, search: `?focus=soleimani&dir=${dir}` }), width);
      await frame.locator("#receipts[open]").waitFor();
      // Ink of letters, which would go on under the panel.
      const panel = await frame.evaluate(() => document.querySelector("#receipts")!.getBoundingClientRect().toJSON());
      const beside = { x: dir === "rtl" ? panel.right : panel.left - 3, y: 60, width: 3, height: 330 };
      await frame.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      expect(await pixelsOf(browser, page, PALETTES.light.ink, beside)).to.equal(0);
    });

  it("lets the page behind it be seen where it is asked to, on dark paper too", async () => {
    for (const search of ["?transparent=1", "?transparent=1&theme=dark"]) {
      await openHost(`<style>body{background:#402030}</style>${frameOf({ search })}`);
      expect(await pixelsOf(browser, page, "#402030", { x: 2, y: 300, width: 20, height: 20 }), search).to.equal(400);
      await page.close();
    }
  });

  it("lets a page of dark colour scheme be seen, where the frame is given the light one", async () => {
    const dark = frameOf({ search: "?transparent=1&theme=dark", style: "border:0;color-scheme:light" });
    await openHost(`<style>:root{color-scheme:dark}body{background:#402030}</style>${dark}`);
    expect(await pixelsOf(browser, page, "#402030", { x: 2, y: 300, width: 20, height: 20 })).to.equal(400);
  });

  it("writes its date in order where all else goes from right to left", async () => {
    const frame = await openHost(frameOf({ search: "?dir=rtl" }));
    const order = await frame.evaluate(() => {
      const date = document.querySelector(".date")!.firstChild!;
      return [0, 2].map((at) => {
        const range = document.createRange();
        range.setStart(date, at);
        range.setEnd(date, at + 1);
        return range.getBoundingClientRect().left;
      });
    });
    expect(order[0]).to.be.lessThan(order[1]!);
  });
});
