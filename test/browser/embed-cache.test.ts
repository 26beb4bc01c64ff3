import { expect } from "chai";
import type { Browser } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser } from "./chromium.ts";

describe("an embed that the browser has already", function () {
  this.timeout(120_000);
  let app: RunningApp;
  let browser: Browser;
  before(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  it("is answered 304 and shown in its own style", async () => {
    const page = await browser.newPage();
    const told: string[] = [];
    const statuses: number[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy/i.test(message.text())) told.push(message.text());
    });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Network.enable");
    // Playwright tells 200 for a page that was revalidated; the network's own status is in the extra information.
    devtools.on("Network.responseReceivedExtraInfo", ({ statusCode }) => statuses.push(statusCode));
    const paper = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--wg-paper").trim());
    const url = `${app.url}/e/us-strikes-iraq-2020/`;
    await page.goto(url);
    const first = await paper();
    await page.goto("about:blank");
    statuses.length = 0;
    await page.goto(url);
    expect({ again: await paper(), page: statuses[0], told }).to.deep.equal({ again: first, page: 304, told: [] });
    expect(first).to.match(/^#[0-9a-f]{6}$/);
  });
});
