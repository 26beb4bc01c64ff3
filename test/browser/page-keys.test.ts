import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { PALETTES } from "../../picture/palette.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { pixelsOf } from "./pixels.ts";

const SEED = "us-strikes-iraq-2020";

describe("the page by keys and on a phone, in Chromium", function () {
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
  afterEach(async () => page.close());

  const open = async (query = "", viewport = { width: 1440, height: 900 }) => {
    page = await browser.newPage({ viewport, reducedMotion: "reduce" });
    await page.goto(`${app.url}/?story=${SEED}${query}`);
    await page.getByText(/showing \d+ of \d+/u).waitFor();
  };
  const focused = () => page.evaluate(() => document.activeElement?.className ?? "");

  it("tells its keys when ? is pressed, and gives the focus back", async () => {
    await open();
    const keys = page.getByRole("dialog", { name: "Keys" });
    await page.locator('[aria-roledescription="network"]').focus();
    await page.keyboard.press("?");
    await keys.waitFor();
    expect(await keys.innerText()).to.contain("undo what was done to the picture");
    await page.keyboard.press("Escape");
    await keys.waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-roledescription"))).to.equal("network");
    await page.getByRole("button", { name: "Keys" }).click();
    await keys.getByRole("button", { name: "Close" }).click();
    await keys.waitFor({ state: "detached" });
  });

  it("leaves ? to a field in which somebody types", async () => {
    await open();
    await page.getByRole("combobox", { name: /Search/u }).pressSequentially("who?");
    expect(await page.getByRole("dialog", { name: "Keys" }).count()).to.equal(0);
  });

  it("leads by its first stop to what is said, and keeps the address of the picture", async () => {
    await open("&at=soleimani");
    const address = page.url();
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to what is said" });
    expect(await skip.evaluate((link) => link === document.activeElement)).to.equal(true);
    expect((await skip.boundingBox())!.y).to.be.at.least(0);
    await page.keyboard.press("Enter");
    expect([await focused(), page.url()]).to.deep.equal(["selection", address]);
    // Ten stops at most, from the top of the page, to the first receipt.
    let stops = 2;
    do {
      await page.keyboard.press("Tab");
      stops += 1;
    } while (stops <= 10 && (await page.evaluate(() => document.activeElement?.tagName)) !== "SUMMARY");
    expect(stops).to.be.at.most(10);
    const isOpen = () => page.evaluate(() => document.activeElement?.closest("details")?.open);
    expect([await isOpen(), await page.locator(".selection blockquote").count()]).to.deep.equal([true, 1]);
    await page.keyboard.press("Enter");
    expect(await isOpen()).to.equal(false);
  });

  it("moves whom a reader selects on a phone above the sheet", async () => {
    await open("", { width: 390, height: 844 });
    // The ring around who is selected.
    const accent = PALETTES.light.accent;
    await page.getByRole("combobox", { name: /Search/u }).fill("Trump");
    await page.getByRole("option", { name: /Donald Trump/u }).click();
    await page.getByRole("heading", { name: "Donald Trump" }).waitFor();
    await page.waitForTimeout(900);
    const canvas = (await page.getByTestId("canvas").boundingBox())!;
    const sheet = (await page.locator(".reading").boundingBox())!;
    expect(sheet.y).to.be.below(canvas.y + canvas.height);
    const above = { x: 0, y: canvas.y, width: 390, height: sheet.y - canvas.y };
    expect(await pixelsOf(browser, page, accent, above)).to.be.greaterThan(20);
  });
});
