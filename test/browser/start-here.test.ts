import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

describe("what stands beside the picture at rest, in Chromium", function () {
  this.timeout(60_000);
  let app: RunningApp;
  let browser: Browser;
  let page: Page;

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
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    await page.goto(`${app.url}/?story=us-strikes-iraq-2020`);
    await start().waitFor();
  });
  afterEach(async () => page.close());

  const start = () => page.getByRole("region", { name: "Start here" });

  it("begins with the summary and leads to somebody, with what is said of them", async () => {
    expect(await start().innerText()).to.contain("A news report of 4 January 2020");
    await start().getByRole("button", { name: "Donald Trump" }).click();
    await page.getByRole("heading", { name: "Donald Trump" }).waitFor();
    expect(await start().count()).to.equal(0);
  });

  it("asks a question of the story in one step", async () => {
    const question = start().getByRole("listitem").filter({ hasText: "?" }).first().getByRole("button");
    const words = (await question.textContent()) ?? "";
    await question.click();
    await page.waitForURL(/\/ask/u);
    await page.getByRole("button", { name: words }).first().waitFor();
    await page.getByText(/^\d+ rows? · [\d.]+ ms$/u).waitFor();
  });

  it("leads to what is planned, with its receipt", async () => {
    await start().getByRole("button", { name: "The mourning procession is to mourn Qasem Soleimani" }).click();
    await page.waitForFunction(() => location.search.includes("line=mourning-procession~soleimani"));
    await page.locator(".selection blockquote").first().waitFor();
  });
});
