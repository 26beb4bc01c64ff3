import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const HEADING = "How Donald Trump is linked to Hashed al-Shaabi";
const BOTH = "/?story=us-strikes-iraq-2020&at=trump&at=hashed";
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

describe("how two are linked, on the page", function () {
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
  afterEach(async () => page?.context().close());

  const open = async (address: string, viewport = DESK) => {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    page = await context.newPage();
    await page.goto(`${app.url}${address}`);
    await page.getByText(/showing \d+ of \d+/).waitFor();
  };
  const connection = () => page.getByRole("region", { name: HEADING });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const steps = () => connection().locator("details[open] > .steps > li > .step-claim > span:first-child");

  it("is offered for two names with a comma, and kept in the address", async () => {
    await open("/");
    await page.keyboard.press("/");
    await page.keyboard.insertText("Trump, Hashed");
    await page.getByRole("option", { name: HEADING }).waitFor();
    await page.keyboard.press("Enter");
    await connection().waitFor();
    expect(await steps().allTextContents()).to.deep.equal([
      "Donald Trump backs the drone strike of 3 Jan",
      "The drone strike of 3 Jan killed five Hashed",
      "Five Hashed belong to Hashed al-Shaabi",
    ]);
    expect(new URL(page.url()).searchParams.getAll("at")).to.deep.equal(["trump", "hashed"]);
    await page.reload();
    await connection().waitFor();
  });

  it("is found from a selected mark, the second by name and keyboard alone", async () => {
    await open("/?story=us-strikes-iraq-2020&at=trump");
    await page.getByRole("button", { name: "How linked to …" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "How Donald Trump is linked to" }).waitFor();
    await page.keyboard.insertText("hashed al");
    await page.getByRole("option", { name: "Hashed al-Shaabi armed force" }).waitFor();
    await page.keyboard.press("Enter");
    await connection().waitFor();
  });

  it("is found from a selected mark, the second clicked in the text; Escape takes the asking back", async () => {
    await open("/?story=us-strikes-iraq-2020&at=trump");
    await page.getByRole("button", { name: "How linked to …" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "How linked to …" }).click();
    await page.locator('.article a.mention[href*="at=hashed"]').first().click();
    await connection().waitFor();
  });

  it("says in sentences what it rests on, and opens another way", async () => {
    await open(BOTH);
    const words = connection().locator(".connection-words");
    expect(await words.textContent()).to.equal(
      "Weakest step: 2, one source (the article itself, said). If that source is wrong: no other link in 4 steps. The article itself says each step; put together here.",
    );
    await connection().locator("summary", { hasText: "2. through" }).click();
    await connection().locator("summary", { hasText: "1. through" }).waitFor();
    expect(await connection().locator("details.way[open]").count()).to.equal(1);
    expect(await connection().locator("details.way[open] > summary").textContent()).to.match(/^2\. through/u);
    expect(await page.locator("body").textContent()).to.not.match(/\b(shortest|path|node)\b/iu);
  });

  it("is copied as Markdown with footnotes", async () => {
    await open(BOTH);
    await connection()
      .getByRole("button", { name: /^Copy with footnotes: How Donald Trump/u })
      .first()
      .click();
    await page
      .getByRole("button", { name: /^Copy with footnotes: How Donald Trump/u })
      .getByText("Copied")
      .waitFor();
    const text = await copied();
    expect(text).to.contain(`**${HEADING}**`);
    expect(text).to.match(/^1\. Donald Trump backs the drone strike of 3 Jan\.\[\^1\]/mu);
    expect(text).to.match(
      /^\[\^1\]: “.*” – the article itself \(said\), in “.*”, .*4 January 2020, http:\/\/.*line=/mu,
    );
  });

  it("says that nothing links two, and shows the sentence that names both", async () => {
    await open("/?story=us-strikes-iraq-2020&at=trump&at=uk");
    const none = page.getByRole("region", { name: /^How Donald Trump is linked to/u });
    await none.getByText("Nothing here says how they are linked. Sentence 2 names both.").waitFor();
    await none.getByRole("button", { name: "show in text" }).click();
  });

  it("leaves out a voice that is switched off", async () => {
    await open(`${BOTH}&off=article`);
    await connection().getByText("Without the voices that are switched off.").waitFor();
    await connection()
      .getByText(/^Nothing here says how they are linked/u)
      .waitFor();
  });

  it("copies a receipt, and shows it to be copied by hand where the browser refuses", async () => {
    await open("/?story=us-strikes-iraq-2020&at=qaani");
    const receipt = page.locator(".receipt").first();
    await receipt.getByRole("button", { name: /^Copy:/u }).click();
    await receipt.getByText("Copied").first().waitFor();
    const text = await copied();
    expect(text).to.match(/^“.+” – the article itself \(said\), in “.+”, .*4 January 2020, http:.*story=/u);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
    });
    await receipt.getByRole("button", { name: /^(Copy:|Copied)/u }).click();
    await receipt.getByText("The browser does not let this page copy. Copy the text here:").waitFor();
    expect(await receipt.getByRole("textbox").inputValue()).to.equal(text);
    expect(await page.evaluate(() => getSelection()?.toString())).to.equal(text);
  });

  it("copies a claim with a footnote for each receipt", async () => {
    await open("/?story=us-strikes-iraq-2020&at=qaani");
    await page
      .getByRole("button", { name: /^Copy with footnotes:/u })
      .first()
      .click();
    await page.getByText("Copied").first().waitFor();
    expect(await copied()).to.match(/^.+\.\[\^1\].*\n\n\[\^1\]: “/u);
  });

  it("is told where what finds it cannot be loaded; all else works", async () => {
    await open("/?story=us-strikes-iraq-2020");
    await page.route("**/find-connection-*.js", (route) => route.abort());
    await page.evaluate((address) => {
      history.pushState(null, "", address);
      dispatchEvent(new PopStateEvent("popstate"));
    }, BOTH);
    await page
      .getByRole("alert")
      .getByText(/^How they are linked cannot be shown/u)
      .waitFor();
    await page.getByRole("heading", { name: "Donald Trump", exact: true }).waitFor();
  });

  it("is read and copied on a phone", async () => {
    await open(BOTH, PHONE);
    await connection().waitFor();
    await connection()
      .getByRole("button", { name: /^Copy with footnotes: How/u })
      .first()
      .click();
    expect(await copied()).to.contain(HEADING);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).to.be.at.most(PHONE.width);
  });
});
