import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import type { AxeResults } from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { makeClient, type Client } from "../../client/api/client.ts";
import { addListedStories } from "../many-stories.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { generatedStory } from "../store/generated-story.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { twoArticles } from "./two-articles.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SEED = "us-strikes-iraq-2020";
const SEED_TITLE = "A day after it killed an Iranian general, the US bombs pro-Iran fighters in Iraq";
const ADEN = "aden-port";
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 375, height: 812 };

/** The story file with its texts, as an input takes them. */
const files = [
  { name: "story.json", mimeType: "application/json", buffer: Buffer.from(twoArticles.story) },
  ...Object.entries(twoArticles.articles).map(([name, text]) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.from(text),
  })),
];

/** The same people in another story, of which one is called otherwise. */
function otherReport() {
  const file = JSON.parse(twoArticles.story) as {
    story: { id: string; title: string };
    entities: { id: string; name: string }[];
  };
  file.story = { ...file.story, id: "aden-inquiry", title: "The inquiry of Aden" };
  for (const entity of file.entities) if (entity.id === "salma") entity.name = "Harbour chief S. Badr";
  return { ...twoArticles, story: JSON.stringify(file) };
}

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: rules } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations } = await rules.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" · ")}`);
  });
}

describe("the stories of an app, in Chromium", function () {
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
    page = await browser.newPage({
      viewport: DESK,
      reducedMotion: "reduce",
      // The test's own script is none of the page's.
      bypassCSP: true,
    });
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

  const row = (title: string): Locator => page.locator(".story-row", { hasText: title });
  const told = async (title: string) => (await row(title).innerText()).split("\n").filter((line) => line.trim() !== "");
  const opened = (title: string) => page.getByRole("heading", { level: 1, name: title }).waitFor();
  const path = () => page.url().slice(app.url.length);

  it("open at once where there is one, and its address names it from then on", async () => {
    await page.goto(`${app.url}/?at=soleimani`);
    await opened(SEED_TITLE);
    await page.waitForFunction(() => location.search.includes("story="));
    expect(path()).to.equal(`/?story=${SEED}&at=soleimani`);
    expect(await page.title()).to.equal(`${SEED_TITLE} · Wiregraph`);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.waitForFunction(() => document.title.includes("· Ask ·"));
    // Another comes while this one is open: it stays open.
    await client("load", { body: twoArticles });
    await page.goBack();
    await page.getByRole("heading", { name: "Qasem Soleimani", exact: true }).waitFor();
    expect(path()).to.equal(`/?story=${SEED}&at=soleimani`);
  });

  it("are listed where there are several, with what each holds, and one opens from there and back", async () => {
    await client("load", { body: twoArticles });
    await page.goto(app.url);
    await page.getByText("2 stories").waitFor();
    expect(await page.title()).to.equal("Stories · Wiregraph");
    expect((await told("The port of Aden")).slice(0, 7)).to.deep.equal([
      "The port of Aden",
      "Two reports.",
      "4–5 May 2024",
      "2 articles",
      "10 entities",
      "11 relations",
      "5 voices",
    ]);
    expect(await row("The port of Aden").innerText()).to.match(/last change \d+ \w+ \d{4}, \d\d:\d\d UTC/);
    await page.getByRole("link", { name: "The port of Aden" }).click();
    await opened("The port of Aden");
    expect(path()).to.equal(`/?story=${ADEN}`);
    await page.goBack();
    await page.getByText("2 stories").waitFor();
    expect(path()).to.equal("/");
  });

  it("that ship with the product are loaded when they are asked for, joined to what is there", async () => {
    await page.goto(`${app.url}/stories`);
    const title = "The week after: an air raid denied, a vote in Baghdad, a burial in Kerman";
    await page.getByRole("button", { name: `Load “${title}”` }).click();
    await page.getByRole("link", { name: title }).waitFor();
    expect(await page.locator(".shipped").count()).to.equal(0);
    const { members } = await client("who", { params: { id: `${SEED}/soleimani` } });
    expect(members.map(({ story }) => story.id)).to.deep.equal(["iraq-week-after-2020", SEED]);
    await client("unload", { params: { story: "iraq-week-after-2020" } });
  });

  it("are loaded from chosen files, and the page tells what came of it", async () => {
    await page.goto(`${app.url}/stories`);
    await page.getByLabel("Story file and texts").setInputFiles(files);
    await page.getByRole("heading", { name: "Loaded: aden-port" }).waitFor();
    const report = page.locator(".load-report");
    expect(await report.innerText()).to.include(
      "12 entities and articles, 11 relations, 4 mentions. 27 new, 0 changed, 0 gone.",
    );
    await row("The port of Aden").getByText("On the desk: only you see it").waitFor();
    await page.getByLabel("Story file and texts").setInputFiles(files);
    await page.getByRole("heading", { name: "Nothing has changed: aden-port" }).waitFor();
    await report.getByRole("link", { name: "Open the story" }).click();
    await opened("The port of Aden");
  });

  it("are loaded from what is dropped, with each mistake in its place", async () => {
    await page.goto(`${app.url}/stories`);
    const broken = twoArticles.story.replace('"quote":"Minister Omar Said"', '"quote":"Minister Omar Sayd"');
    const dropped = await page.evaluateHandle(
      ([story, articles]) => {
        const data = new DataTransfer();
        data.items.add(new File([story], "story.json"));
        for (const [name, text] of Object.entries(articles)) data.items.add(new File([text], name));
        return data;
      },
      [broken, twoArticles.articles] as const,
    );
    await page.dispatchEvent(".drop-zone", "drop", { dataTransfer: dropped });
    await page.getByRole("heading", { name: "1 place has a mistake and was left out" }).waitFor();
    expect(await page.locator(".mistakes li code").allInnerTexts()).to.deep.equal(["relations[5] (p1).receipt[0]"]);
    expect((await page.locator(".mistakes li p").allInnerTexts()).every((words) => words.endsWith("."))).to.equal(true);
  });

  it("are not loaded from what is no story, and the page says why", async () => {
    await page.goto(`${app.url}/stories`);
    await page.getByLabel("Story file and texts").setInputFiles(files.slice(1));
    await page.getByText("There is no story file among these").waitFor();
    await page.getByLabel("Story file and texts").setInputFiles([{ ...files[0]!, buffer: Buffer.from("{") }]);
    await page.getByText(/Nothing was loaded/).waitFor();
    expect((await client("stories", {})).stories.map(({ id }) => id)).to.deep.equal([SEED]);
  });

  it("say how far a load is, and are as before when it is cancelled", async () => {
    await page.goto(`${app.url}/stories`);
    const { story, articles } = generatedStory({ id: "large", people: 2_000, relations: 30_000, edition: 1 });
    await page.getByLabel("Story file and texts").setInputFiles([
      { name: "story.json", mimeType: "application/json", buffer: Buffer.from(story) },
      { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from(articles["a.txt"]) },
    ]);
    await page.getByText(/^(Checking|Writing): [\d,]+ of [\d,]+$/).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("heading", { name: "Cancelled" }).waitFor();
    expect((await client("stories", {})).stories.map(({ id }) => id)).to.deep.equal([SEED]);
  });

  it("are renamed with the keyboard, made public and taken back", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/stories`);
    await page.getByRole("button", { name: "Rename: The port of Aden" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Title").waitFor();
    await page.keyboard.type("The blast");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "The blast" }).waitFor();
    await page.getByRole("button", { name: "Rename: The blast" }).press("Enter");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Rename: The blast");
    await page.getByRole("button", { name: "Make public: The blast" }).click();
    await row("The blast").getByText("Public", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Take back to the desk: The blast" }).click();
    await row("The blast").getByText("On the desk").waitFor();
    expect((await client("stories", {})).stories.map(({ title, visibility }) => [title, visibility])).to.deep.equal([
      ["The blast", "desk"],
      [SEED_TITLE, "public"],
    ]);
  });

  it("tell what would go before one is unloaded, and keep it when it shall stay", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/stories`);
    const unload = page.getByRole("button", { name: "Unload: The port of Aden" });
    await unload.click();
    const dialog = page.getByRole("dialog", { name: "Unload “The port of Aden”?" });
    await dialog.getByText("12 entities and articles, 11 relations and 4 mentions go").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await unload.evaluate((button) => button === document.activeElement)).to.equal(true);
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Unload it" }).click();
    await page.getByText("1 story", { exact: true }).waitFor();
    expect((await client("stories", {})).stories.map(({ id }) => id)).to.deep.equal([SEED]);
  });

  it("are switched in the head with the keyboard; back and forward, the links and the title go with them", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/?story=${SEED}&at=soleimani`);
    await opened(SEED_TITLE);
    await page.getByRole("button", { name: "Stories" }).press("Enter");
    await page.getByRole("dialog", { name: "Stories" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith("The port of Aden"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await opened("The port of Aden");
    expect([path(), await page.title()]).to.deep.equal([`/?story=${ADEN}`, "The port of Aden · Wiregraph"]);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const shared = await page
      .getByLabel("Text to copy")
      .evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
    expect(shared[0]).to.equal(`${app.url}/?story=${ADEN}`);
    expect(shared[1]).to.include(`src="${app.url}/e/${ADEN}/?theme=light"`);
    await page.goBack();
    await page.goBack();
    await opened(SEED_TITLE);
    await page.getByRole("heading", { name: "Qasem Soleimani", exact: true }).waitFor();
    expect(path()).to.equal(`/?story=${SEED}&at=soleimani`);
    await page.goForward();
    await opened("The port of Aden");
  });

  it("are searched all at once: one hit a person, in the story that is open where she is in it", async () => {
    for (const body of [twoArticles, otherReport()]) await client("load", { body });
    await client("judge", { body: { a: `${ADEN}/salma`, b: "aden-inquiry/salma", verdict: "same" } });
    await page.goto(`${app.url}/?story=${SEED}`);
    await opened(SEED_TITLE);
    await page.keyboard.press("/");
    await page.keyboard.type("badr");
    const list = page.getByRole("listbox");
    await list.getByRole("option", { name: /Salma Badr/ }).waitFor();
    expect(await list.getByRole("group").evaluateAll((all) => all.map((one) => one.textContent))).to.deep.equal([
      "PeopleSalma Badrperson · in 2 stories",
    ]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Harbour chief S. Badr", exact: true }).waitFor();
    expect(path()).to.equal(`/who/${ADEN}/salma`);
    expect(await page.locator(".who-head p").textContent()).to.include("in 2 stories");
    await page.goto(`${app.url}/?story=aden-inquiry`);
    await opened("The inquiry of Aden");
    await page.keyboard.press("/");
    await page.keyboard.type("badr");
    await list.getByRole("option", { name: /Badr/ }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Harbour chief S. Badr", exact: true }).waitFor();
    expect(await page.getByText("There is nothing with the id").count()).to.equal(0);
  });

  it("are searched for the whole of what was typed, however soon Enter comes behind it", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/?story=${SEED}`);
    await opened(SEED_TITLE);
    await page.keyboard.press("/");
    await page.keyboard.insertText("ba");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.insertText("dr");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Salma Badr", exact: true }).waitFor();
  });

  it("are searched for what was typed while nothing answered, as soon as something does", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/stories`);
    await page.getByText("2 stories").waitFor();
    await page.context().setOffline(true);
    await page.getByLabel("Search people, places, events").fill("badr");
    await page.getByText("The server cannot be reached").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("option", { name: /Salma Badr/ }).waitFor();
    // The browser itself tells that it is not connected.
    errors.length = 0;
  });

  it("are searched by sections that arrow keys walk, and Escape leaves", async () => {
    await client("load", { body: twoArticles });
    await page.goto(`${app.url}/stories`);
    const field = page.getByLabel("Search people, places, events");
    await field.fill("aden");
    const list = page.getByRole("listbox");
    await list.getByRole("option").first().waitFor();
    const sections = await list
      .getByRole("group")
      .evaluateAll((all) =>
        all.map((one) => document.getElementById(one.getAttribute("aria-labelledby") ?? "")?.textContent),
      );
    expect(sections).to.include.members(["Countries and places", "Forces, organizations, groups", "Events"]);
    const count = await list.getByRole("option").count();
    for (let at = 0; at < count; at += 1) await page.keyboard.press("ArrowDown");
    const last = list.getByRole("option").last();
    expect(await field.getAttribute("aria-activedescendant")).to.equal(await last.getAttribute("id"));
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    expect(await field.inputValue()).to.equal("aden");
    await page.keyboard.press("Escape");
    expect(await field.inputValue()).to.equal("");
  });

  it("that are not there or gone lead to those that are", async () => {
    await page.goto(`${app.url}/?story=nowhere`);
    await page.getByRole("link", { name: "See all stories" }).click();
    await page.getByText("1 story", { exact: true }).waitFor();
    expect(path()).to.equal("/stories");
    errors.splice(0, errors.length, ...errors.filter((words) => !words.includes("404")));
  });

  it("are three hundred, and are found by a part of a title; nothing moves when they come", async () => {
    await addListedStories(app.store, 300);
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${app.url}/stories`);
    await page.getByText("301 stories").waitFor();
    await page.getByText("showing 100 of 301").waitFor();
    const shifted = await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, one) => sum + one, 0),
    );
    expect(shifted).to.be.below(0.02);
    await page.getByRole("button", { name: "show 100 more" }).click();
    expect(await page.locator(".story-row").count()).to.equal(200);
    await page.getByLabel("Find a story by its title").fill("treaty report 7");
    await page.getByText("5 of 301 stories").waitFor();
    expect(await page.locator(".story-row").count()).to.equal(5);
    await page.goto(`${app.url}/?story=${SEED}`);
    await opened(SEED_TITLE);
    await page.getByRole("button", { name: "Stories" }).click();
    await page.getByLabel("Find one of 301 stories").fill("report 299");
    await page.locator(".switch-list a").filter({ hasText: "Report 299" }).waitFor();
    expect(await page.locator(".switch-list a").count()).to.equal(1);
  });

  for (const [what, viewport] of [
    ["a desk", DESK],
    ["a phone", PHONE],
  ] as const)
    for (const colorScheme of ["light", "dark"] as const)
      it(`are without fault by the rules of axe on ${what}, ${colorScheme}, and nothing hangs over the edge`, async () => {
        await client("load", { body: twoArticles });
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await page.goto(`${app.url}/stories`);
        await page.getByRole("button", { name: "Rename: The port of Aden" }).click();
        await page.getByLabel("Story file and texts").setInputFiles(files);
        await page.getByRole("heading", { name: "Nothing has changed: aden-port" }).waitFor();
        const width = async () => page.evaluate(() => document.documentElement.scrollWidth);
        expect([await faultsOf(page), await width()]).to.deep.equal([[], viewport.width]);
        await page.getByRole("button", { name: "Unload: The port of Aden" }).click();
        await page.getByText("11 relations and 4 mentions go").waitFor();
        expect(await faultsOf(page)).to.deep.equal([]);
        await page.goto(`${app.url}/?story=${ADEN}`);
        await page.getByText(/showing \d+ of \d+/).waitFor();
        await page.getByRole("button", { name: "Stories" }).click();
        await page.getByRole("dialog", { name: "Stories" }).waitFor();
        expect([await faultsOf(page), await width()]).to.deep.equal([[], viewport.width]);
        await page.keyboard.press("Escape");
        await page.getByLabel("Search people, places, events").fill("a");
        await page.getByRole("option").first().waitFor();
        expect([await faultsOf(page), await width()]).to.deep.equal([[], viewport.width]);
      });
});

describe("the stories as others see them, in Chromium", function () {
  this.timeout(180_000);
  const OWNER_TOKEN = "a token of sixteen and more";
  let guarded: RunningApp;
  let readOnly: RunningApp;
  let browser: Browser;

  before(skipWithoutBrowser);
  before(async () => {
    [guarded, readOnly, browser] = await Promise.all([
      startApp({ OWNER_TOKEN }),
      startApp({ READ_ONLY: "1" }),
      launchBrowser(),
    ]);
    await makeClient(guarded.url)("load", { body: twoArticles, ownerToken: OWNER_TOKEN });
  });
  after(async () => {
    await browser?.close();
    await Promise.all([guarded?.close(), readOnly?.close()]);
  });

  const buttons = async (page: Page) => (await page.locator("main").getByRole("button").allInnerTexts()).toSorted();

  it("are the public ones, with no button that would be refused, until the owner says who he is", async () => {
    const page = await browser.newPage({ viewport: DESK });
    await page.goto(`${guarded.url}/stories`);
    await page.getByText("1 story", { exact: true }).waitFor();
    expect(await page.locator(".story-row h2").allInnerTexts()).to.deep.equal([SEED_TITLE]);
    expect(await buttons(page)).to.deep.equal(["I am the owner"]);
    await page.goto(`${guarded.url}/`);
    await page.getByRole("heading", { level: 1, name: SEED_TITLE }).waitFor();
    await page.getByText(/showing \d+ of \d+/).waitFor();
    expect(await page.getByRole("button", { name: "Stories" }).count()).to.equal(0);
    await page.goto(`${guarded.url}/stories`);
    await page.getByRole("button", { name: "I am the owner" }).click();
    await page.getByLabel("The owner's token").fill(OWNER_TOKEN);
    await page.getByRole("button", { name: "Sign in as the owner" }).click();
    await page.getByText("2 stories").waitFor();
    await page.getByRole("button", { name: "Make public: The port of Aden" }).click();
    await page.locator(".story-row", { hasText: "The port of Aden" }).getByText("Public", { exact: true }).waitFor();
    await page.close();
    const { stories } = await makeClient(guarded.url)("stories", {});
    expect(stories.map(({ id }) => id)).to.deep.equal([ADEN, SEED]);
  });

  it("can be looked at and nothing else where the app only reads", async () => {
    const page = await browser.newPage({ viewport: DESK });
    await page.goto(`${readOnly.url}/stories`);
    await page.getByText("1 story", { exact: true }).waitFor();
    expect(await buttons(page)).to.deep.equal([]);
    await page.close();
  });
});

describe("an app without a story, in Chromium", function () {
  this.timeout(120_000);
  let app: RunningApp;
  let browser: Browser;
  before(skipWithoutBrowser);
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    await makeClient(app.url)("unload", { params: { story: SEED }, query: {} });
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  it("says how one is loaded, and opens it", async () => {
    const page = await browser.newPage({ viewport: DESK });
    await page.goto(app.url);
    await page.getByRole("heading", { name: "No story is loaded yet" }).waitFor();
    await page.getByText("npm run load -- stories/NAME/story.json").waitFor();
    await page.getByLabel("Story file and texts").setInputFiles(files);
    await page.getByRole("link", { name: "Open the story" }).click();
    await page.getByRole("heading", { level: 1, name: "The port of Aden" }).waitFor();
    await page.close();
  });
});
