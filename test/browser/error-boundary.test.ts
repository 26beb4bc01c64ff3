import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const STORY = "us-strikes-iraq-2020";

describe("the page of a story that it cannot draw, in Chromium", function () {
  this.timeout(120_000);
  let app: RunningApp;
  let browser: Browser;
  let page: Page;

  before(skipWithoutBrowser);
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  afterEach(() => page?.close());

  /** Opens the story with its first entity changed on the way. */
  async function open(change: object): Promise<void> {
    page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
    await page.route(`**/api/stories/${STORY}`, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { graph: { entities: object[] } };
      Object.assign(body.graph.entities[0] ?? {}, change);
      await route.fulfill({ response: answer, json: body });
    });
    await page.goto(app.url);
  }

  it("says in words that it cannot, with the error, beside the head with its search", async () => {
    await open({ name: null });
    const told = page.getByRole("alert");
    await told.getByRole("heading", { name: "The story cannot be shown" }).waitFor();
    expect(await told.textContent()).to.include("Your data is safe; the page stopped at this error:TypeError: ");
    expect(await page.getByRole("navigation", { name: "Sections" }).count()).to.equal(1);
    const folder = process.env["SCREENSHOTS"];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/error-boundary.png` });
  });

  it("draws it again once the cause is gone", async () => {
    await open({ name: null });
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await page.unroute(`**/api/stories/${STORY}`);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("showing 30 of 55").waitFor();
  });
});
