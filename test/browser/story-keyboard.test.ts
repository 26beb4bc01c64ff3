import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { makeClient, type Client } from "../../client/api/client.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { twoArticles } from "./two-articles.ts";

const SEED = "us-strikes-iraq-2020";
const ADEN = "aden-port";

describe("stories without a pointer, and titles and addresses that are none, in Chromium", function () {
  this.timeout(300_000);
  let app: RunningApp;
  let client: Client;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(skipWithoutBrowser);
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    client = makeClient(app.url);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  beforeEach(async () => {
    errors.length = 0;
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  });
  afterEach(async () => {
    await page.close();
    for (const { id } of (await client("stories", {})).stories)
      if (id !== SEED) await client("unload", { params: { story: id }, query: {} });
    expect(errors).to.deep.equal([]);
  });

  const opened = (title: string) => page.getByRole("heading", { level: 1, name: title }).waitFor();

  it("are given no title that nobody could read: the field stays, with what was typed and why not", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/stories`);
    await page.getByRole("button", { name: "Rename: The port of Aden" }).press("Enter");
    const field = page.getByLabel("Title");
    for (const [typed, words] of [
      ["", "A title needs a letter or another sign that can be seen."],
      ["\u200b\u2060", "A title needs a letter or another sign that can be seen."],
      ["x".repeat(10_000), "A title has at most 300 characters; this one has 10,000."],
      ["abc\u202edef", "A title takes no line break, and no mark that changes the direction of writing."],
    ] as const) {
      await field.fill(typed);
      await field.press("Enter");
      await page.getByText(words).waitFor();
      expect(await field.inputValue()).to.equal(typed);
    }
    await field.press("Escape");
    expect((await client("stories", {})).stories.map(({ title }) => title)).to.include("The port of Aden");
  });

  it("leave the keyboard somewhere when what it was on is gone: a page, a button that did its work", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/stories`);
    const focused = async () => {
      await page.waitForFunction(() => document.activeElement !== document.body);
      return page.evaluate(() => document.activeElement?.textContent);
    };
    await page.getByRole("link", { name: "The port of Aden" }).press("Enter");
    await opened("The port of Aden");
    expect(await focused()).to.equal("The port of Aden");
    await page.goBack();
    await page.getByText("2 stories").waitFor();
    expect(await focused()).to.equal("Stories");
    await page.getByRole("button", { name: /^Load “The week after/ }).press("Enter");
    await page.getByText("3 stories").waitFor();
    await page.locator(".shipped").waitFor({ state: "detached" });
    expect(await focused()).to.include("Load a story");
    await client("unload", { params: { story: "iraq-week-after-2020" } });
  });

  it("are joined to others as their file says, when that is ticked", async () => {
    const judgement = { id: "salma", other: `${SEED}/soleimani`, verdict: "different", reason: "Another office." };
    const story = JSON.stringify({ ...(JSON.parse(twoArticles.story) as object), judgements: [judgement] });
    const files = Object.entries({ "story.json": story, ...twoArticles.articles }).map(([name, text]) => ({
      name,
      mimeType: "text/plain",
      buffer: Buffer.from(text),
    }));
    await page.goto(`${app.url}/stories`);
    await page.getByLabel("Story file and texts").setInputFiles(files);
    await page.getByRole("heading", { name: `Loaded: ${ADEN}` }).waitFor();
    const ofAden = async () => (await client("judgements", {})).judgements.filter(({ a }) => a.startsWith(`${ADEN}/`));
    expect(await ofAden()).to.deep.equal([]);
    await page.getByLabel("Join it to other stories as the file says").press("Space");
    await page.getByLabel("Story file and texts").setInputFiles(files);
    await page.getByText("Who is the same in other stories: 1 decided, 0 decided before").waitFor();
    expect((await ofAden()).map(({ a, b, verdict, reason }) => ({ a, b, verdict, reason }))).to.deep.equal([
      { a: `${ADEN}/salma`, b: `${SEED}/soleimani`, verdict: "different", reason: "Another office." },
    ]);
    await client("takeBack", { query: { a: `${ADEN}/salma`, b: `${SEED}/soleimani` } });
  });

  it("are shared with a word of warning while they are on the desk", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/share?story=${ADEN}`);
    const note = page.getByRole("note");
    await note.getByText("This story is on your desk").waitFor();
    await client("changeStory", { params: { story: ADEN }, body: { visibility: "public" } });
    await page.getByRole("button", { name: "Explore" }).click();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("heading", { name: "A link to what you see" }).waitFor();
    await note.waitFor({ state: "detached" });
  });

  it("that are not there are told so, also where the address holds no id at all", async () => {
    for (const id of ["nowhere", "NO", "%25"]) {
      await page.goto(`${app.url}/?story=${id}`);
      await page.getByRole("heading", { name: "No such story" }).waitFor();
    }
    // The browser itself tells of each answer that is a refusal.
    expect(errors.every((text) => text.startsWith("Failed to load resource"))).to.equal(true);
    errors.length = 0;
  });
});
