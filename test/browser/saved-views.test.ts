import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { makeClient } from "../../client/api/client.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const SEED = "us-strikes-iraq-2020";
const TOKEN = "a-secret-of-the-owner";
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

describe("saved views, in Chromium", function () {
  this.timeout(60_000);
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(skipWithoutBrowser);
  before(async function () {
    this.timeout(120_000);
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  beforeEach(async () => {
    errors.length = 0;
    page = await newPage();
  });
  afterEach(async () => {
    await page.close();
    const client = makeClient(app.url);
    for (const { id, revision } of await saved())
      await client("deleteView", { params: { story: SEED, id }, query: { revision: String(revision) } });
    expect(errors).to.deep.equal([]);
  });

  const newPage = async (options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> => {
    const made = await browser.newPage({ viewport: DESK, reducedMotion: "reduce", ...options });
    made.on("pageerror", (error) => errors.push(error.message));
    return made;
  };
  const open = async (path = "/", query = "", on: Page = page, url = app.url) => {
    await on.goto(`${url}${path}?story=${SEED}${query}`);
    await on.getByText(/showing \d+ of \d+/u).waitFor();
  };
  const saved = async () => (await makeClient(app.url)("views", { params: { story: SEED } })).views;
  const save = (name: string, state: string, sentence: string | null = null) =>
    makeClient(app.url)("saveView", { params: { story: SEED }, body: { name, state, sentence } });
  const threeViews = async () => {
    const first = await save("Who was killed", "at=soleimani&with=soleimani&v=2", "Two men were killed.");
    const second = await save("Without Trump", "off=trump&v=2", "This is left without him.");
    return [first, second, await save("Everything", "view=all&v=2")] as const;
  };
  const tour = (on: Page = page) => on.locator(".tour");
  const heading = (on: Page = page) =>
    on
      .getByRole("region")
      .locator("h2")
      .filter({ hasText: /\d of \d/u });
  const search = () => new URL(page.url()).search.replace(`?story=${SEED}`, "");
  const names = () => page.locator(".view-row > a").allTextContents();
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  it("are saved by the owner as what he sees, and opened in one step that undo takes back", async () => {
    await open("/views", "&off=trump&view=all");
    await page.getByText("No view of this story is saved yet. Arrange the picture").waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("All but Trump");
    await page.getByLabel("Sentence").fill("What is left without him.");
    await button("Save view").click();
    await page.getByText("this is what you see").waitFor();
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).to.equal("");
    expect((await saved()).map(({ name, sentence, state }) => ({ name, sentence, state }))).to.deep.equal([
      { name: "All but Trump", sentence: "What is left without him.", state: "view=all&off=trump&v=2" },
    ]);
    await open("/views", "&hide=Event");
    await page.getByRole("link", { name: "All but Trump" }).click();
    await page.waitForFunction(() => location.search.endsWith("&view=all&off=trump"));
    await page.getByText("this is what you see").waitFor();
    await button("Undo").click();
    await page.waitForFunction(() => location.search.endsWith("&hide=Event"));
    expect(await page.getByText("this is what you see").count()).to.equal(0);
  });

  it("are a tour by buttons and keys, whose stops the address names", async () => {
    const [first, second, third] = await threeViews();
    await open();
    await button("Take the tour").click();
    await heading().getByText("Who was killed").waitFor();
    expect(await tour().evaluate((bar) => bar === document.activeElement)).to.equal(true);
    expect(search()).to.equal(`&tour=${first.id}&at=soleimani&with=soleimani`);
    expect(await button("Previous").getAttribute("aria-disabled")).to.equal("true");
    await page.getByRole("heading", { name: "Qasem Soleimani" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await heading().getByText("Without Trump").waitFor();
    expect(search()).to.equal(`&tour=${second.id}&off=trump`);
    const status = page.locator(".middle > [role=status]").first();
    expect((await status.innerText()).replaceAll(/\s+/gu, " ").trim()).to.equal(
      "2 of 3. Without Trump. This is left without him.",
    );
    await page.keyboard.press("PageDown");
    await page.getByText(/showing \d+ of 94/u).waitFor();
    expect([search(), await button("Next").getAttribute("aria-disabled")]).to.deep.equal([
      `&tour=${third.id}&view=all`,
      "true",
    ]);
    await page.keyboard.press("ArrowRight");
    await button("Previous").click();
    await heading().getByText("Without Trump").waitFor();
    await page.goBack();
    await heading().getByText("Everything").waitFor();
    await page.goForward();
    await heading().getByText("Without Trump").waitFor();
    await page.keyboard.press("Escape");
    await tour().waitFor({ state: "detached" });
    expect(search()).to.equal("&off=trump");
  });

  it("open at a stop by a link, and are shown again where the reader has changed the picture", async () => {
    const [, second] = await threeViews();
    await open("/", `&tour=${second.id}`);
    await heading().getByText("2 of 3").waitFor();
    await page.waitForFunction(() => location.search.endsWith("&off=trump"));
    expect(await page.getByRole("checkbox", { name: /Donald Trump/u }).isChecked()).to.equal(false);
    expect(await button("Show again").count()).to.equal(0);
    await page.getByRole("checkbox", { name: /Donald Trump/u }).check();
    await button("Show again").click();
    await page.waitForFunction(() => location.search.endsWith("&off=trump"));
    await open("/", "&tour=nothing");
    await page.getByRole("heading", { name: "This view is no longer there" }).waitFor();
    await button("Start").click();
    await heading().getByText("1 of 3").waitFor();
  });

  it("leave the keys to the picture, to fields and to dialogs", async () => {
    const [first] = await threeViews();
    await open("/", `&tour=${first.id}&at=iran`);
    await heading().getByText("1 of 3").waitFor();
    await page.locator('[aria-roledescription="network"]').focus();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !location.search.includes("at=iran"));
    await page.keyboard.press("ArrowRight");
    await heading().getByText("1 of 3").waitFor();
    await page.getByRole("combobox", { name: /Search/u }).fill("x");
    await page.keyboard.press("ArrowRight");
    await page.getByRole("combobox", { name: /Search/u }).blur();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "detached" });
    expect(await heading().innerText()).to.match(/^1 of 3/u);
  });

  it("are renamed, moved, replaced and deleted; who moves one keeps his place", async () => {
    await threeViews();
    await open("/views", "&show=all");
    await button("Move down: Who was killed").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".view-row > a")?.textContent === "Without Trump");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".view-row > a")[2]?.textContent === "Who was killed");
    expect(await names()).to.deep.equal(["Without Trump", "Everything", "Who was killed"]);
    await button("Edit: Everything").click();
    await page.locator(".view-row").getByLabel("Name").fill("All of it");
    await page.locator(".view-row").getByLabel("Sentence").fill("Nothing is left out.");
    await button("Save").click();
    await page.getByText("Nothing is left out.").waitFor();
    await button("Replace with what you see: All of it").click();
    await button("Replace it: All of it").click();
    await page.getByText("this is what you see").waitFor();
    await button("Delete: Without Trump").click();
    await button("Keep it: Without Trump").click();
    await button("Delete: Without Trump").click();
    await button("Delete it: Without Trump").click();
    await page.getByRole("link", { name: "Without Trump" }).waitFor({ state: "detached" });
    expect((await saved()).map(({ name, sentence, state }) => [name, sentence, state])).to.deep.equal([
      ["All of it", "Nothing is left out.", "show=all&v=2"],
      ["Who was killed", "Two men were killed.", "at=soleimani&with=soleimani&v=2"],
    ]);
  });

  it("tell a second tab that the first was quicker, and keep what was typed in it", async () => {
    const view = await save("One", "v=2");
    await open("/views");
    await button("Edit: One").click();
    await page.locator(".view-row").getByLabel("Name").fill("Two");
    await makeClient(app.url)("changeView", {
      params: { story: SEED, id: view.id },
      body: { revision: 1, name: "Quicker" },
    });
    await button("Save").click();
    await page.getByText(/^The view “Quicker” was changed at .*nothing was changed/u).waitFor();
    expect((await saved())[0]?.name).to.equal("Quicker");
    expect(await page.locator(".view-row").getByLabel("Name").inputValue()).to.equal("Two");
    await button("Save").click();
    await page.getByText("Edit").first().waitFor();
    expect(await names()).to.deep.equal(["Two"]);
  });

  it("say what of them the story does not have any more, and open with the rest", async () => {
    await save("Before a correction", "at=iran&with=nobody&with=somebody&v=2", "As it was.");
    await open("/views");
    const words = "2 of what this view shows are no longer in the story.";
    await page.getByText(`${words} The rest opens.`).waitFor();
    await button("Start the tour").click();
    await tour().getByText(words).waitFor();
    await page.getByRole("heading", { name: "Iran", exact: true }).waitFor();
  });

  it("are a tour on a phone, where the sheet leaves the picture free", async () => {
    await threeViews();
    await page.setViewportSize(PHONE);
    await open("/", "&at=iran");
    const sheet = page.locator(".reading");
    await page.waitForFunction(() => document.querySelector(".reading")?.getAttribute("data-height") === "half");
    await button("Views").click();
    await button("Start the tour").click();
    await heading().getByText("1 of 3").waitFor();
    await page.waitForFunction(() => document.querySelector(".reading")?.getAttribute("data-height") === "low");
    await button("Next").click();
    await heading().getByText("2 of 3").waitFor();
    const { width, height } = (await button("Next").boundingBox())!;
    expect([width >= 44, height >= 44, await sheet.getAttribute("data-height")]).to.deep.equal([true, true, "low"]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(PHONE.width);
  });

  it("fade from one to the next where motion is wanted, and nowhere else", async () => {
    await threeViews();
    for (const [reducedMotion, wanted] of [
      ["no-preference", 1],
      ["reduce", 0],
    ] as const) {
      const other = await newPage({ reducedMotion });
      await open("/", "", other);
      await other.evaluate(() => {
        const { animate } = Element.prototype;
        Object.assign(window, { fades: 0 });
        Element.prototype.animate = function (...given) {
          if (this.classList.contains("canvas")) (window as unknown as { fades: number }).fades += 1;
          return animate.apply(this, given);
        };
      });
      await other.getByRole("button", { name: "Take the tour" }).click();
      await heading(other).getByText("1 of 3").waitFor();
      await other.getByRole("button", { name: "Next" }).click();
      await heading(other).getByText("2 of 3").waitFor();
      expect(await other.evaluate(() => (window as unknown as { fades: number }).fades)).to.equal(wanted);
      await other.close();
    }
  });

  it("are opened by readers and changed by the owner alone, once he has signed in", async () => {
    const owned = await startApp({ OWNER_TOKEN: TOKEN });
    try {
      await open("/views", "", page, owned.url);
      await page.getByText("No view of this story is saved yet. What you see is in the address").waitFor();
      expect(await page.getByLabel("Sentence").count()).to.equal(0);
      await makeClient(owned.url)("saveView", {
        params: { story: SEED },
        body: { name: "One", state: "view=all&v=2" },
        ownerToken: TOKEN,
      });
      await page.reload();
      await page.getByRole("link", { name: "One", exact: true }).click();
      await page.getByText(/showing \d+ of 94/u).waitFor();
      expect(await page.getByRole("button", { name: /^(?:Edit|Delete|Replace)/u }).count()).to.equal(0);
      await button("I am the owner").click();
      await page.getByLabel("The owner's token").fill(TOKEN);
      await button("Sign in as the owner").click();
      await button("Delete: One").waitFor();
      await page.getByLabel("Sentence").waitFor();
    } finally {
      await owned.close();
    }
  });
});
