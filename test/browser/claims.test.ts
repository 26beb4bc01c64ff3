import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const SEED = "us-strikes-iraq-2020";

describe("the table of claims, in Chromium", function () {
  this.timeout(60_000);
  let app: RunningApp;
  let browser: Browser;
  let context: BrowserContext;
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
  beforeEach(() => {
    errors.length = 0;
  });
  afterEach(async () => {
    await context.close();
    expect(errors).to.deep.equal([]);
  });

  const open = async (query = "", viewport = { width: 1440, height: 900 }) => {
    context = await browser.newContext({
      viewport,
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page = await context.newPage();
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(`${app.url}/claims?story=${SEED}${query}`);
    await rows().first().waitFor();
  };
  const rows = () => page.locator(".claims-rows [role=row]");
  const counted = () => page.locator(".claims-count").textContent();
  const cells = async (column: string) => page.locator(`.claims-rows .claim-${column}`).allTextContents();
  const selected = () => page.locator(".claims-rows [role=row][aria-selected=true]");
  const heading = (name: string) => page.getByRole("columnheader", { name }).getByRole("button");

  it("holds in the document only what is in view, and tells how many there are", async () => {
    await open();
    expect(await counted()).to.equal("170 claims");
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).to.equal("171");
    expect(await rows().count()).to.be.within(5, 40);
    await page.getByRole("grid").focus();
    await page.keyboard.press("End");
    await page.locator('[role=row][aria-rowindex="171"]').waitFor();
    expect(await page.locator('[role=row][aria-rowindex="2"]').count()).to.equal(0);
  });

  it("selects a claim in the picture, with its receipt, and undo takes its marks back", async () => {
    await open();
    await page.getByRole("searchbox").fill("television carried out strike");
    await rows().first().click();
    await page.waitForFunction(() => location.search.includes("line=strike-2~us"));
    expect(await selected().count()).to.equal(1);
    await page.locator(".selection blockquote", { hasText: "Iraqi state television, however" }).first().waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForFunction(() => !location.search.includes("with="));
  });

  it("follows the picture: its rows are marked, scrolled to, and alone when that is wanted", async () => {
    await open("&at=hezbollah");
    await selected().first().waitFor();
    const all = await selected().count();
    await page.getByRole("checkbox", { name: "only about what is selected" }).check();
    expect(await counted()).to.match(/^\d+ of 170 claims$/u);
    expect(await selected().count()).to.equal(await rows().count());
    expect(all).to.be.greaterThan(0);
    await page.getByRole("checkbox", { name: "only about what is selected" }).uncheck();
    expect(await counted()).to.equal("170 claims");
  });

  it("is sorted by a heading, the other way by a second press, and as in the text by a third", async () => {
    await open();
    const inText = await cells("says");
    await heading("Who").click();
    const ascending = await cells("who");
    expect(ascending).to.deep.equal(ascending.toSorted(new Intl.Collator("en").compare));
    await heading("Who").click();
    expect(await page.getByRole("columnheader", { name: "Who" }).getAttribute("aria-sort")).to.equal("descending");
    await heading("Who").click();
    expect(await cells("says")).to.deep.equal(inText);
  });

  it("is of one day, of its undated claims, or of what fits everything that was chosen", async () => {
    await open();
    await page.getByRole("button", { name: /^5 January 2020/ }).click();
    expect(await counted()).to.equal("5 of 170 claims");
    await page.getByRole("button", { name: /^no date said/ }).click();
    expect(await counted()).to.equal("92 of 170 claims");
    await page.getByRole("searchbox").fill("nothing like this");
    await page.getByText("No claim fits all of this.").waitFor();
    await page.getByRole("button", { name: "Show all claims" }).click();
    expect(await counted()).to.equal("170 claims");
  });

  it("leaves out what rests on a voice that is off", async () => {
    await open();
    await page.getByRole("checkbox", { name: /Donald Trump/ }).uncheck();
    await page.waitForFunction(() => location.search.includes("off=trump"));
    expect(await counted()).to.match(/^1[56]\d of 170 claims$/u);
    await page.getByRole("searchbox").fill("Donald Trump");
    expect(await cells("who")).not.to.include("Donald Trump");
  });

  it("leaves out what the legend switches off: a kind, and how sure", async () => {
    await open("&hide=Person");
    const countOf = async () => Number(/^(\d+) of/u.exec((await counted()) ?? "")?.[1]);
    const withoutPeople = await countOf();
    expect(withoutPeople).to.be.within(1, 169);
    expect((await cells("says")).join(" ")).not.to.contain("Soleimani");
    await page.getByRole("button", { name: /^claimed/ }).click();
    await page.waitForFunction(() => location.search.includes("claimed"));
    expect(await countOf()).to.be.below(withoutPeople);
    expect(await cells("sure")).not.to.include("claimed");
  });

  it("goes by arrow keys, selects by Enter, and is one Tab stop", async () => {
    await open();
    await page.getByRole("grid").focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
    const active = await page.getByRole("grid").getAttribute("aria-activedescendant");
    expect(active).to.equal("claim-row-1");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.search.includes("line="));
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).to.equal("grid");
    expect(await page.locator(`#${active}`).getAttribute("aria-selected")).to.equal("true");
  });

  it("is copied for a spreadsheet as it is sorted and filtered, each row with the address of its claim", async () => {
    await open();
    await page.getByRole("searchbox").fill("television carried out strike");
    await page.getByRole("button", { name: /^Copy the table/ }).click();
    await page.getByText("Copied", { exact: true }).first().waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const [head, row] = text.split("\n").map((line) => line.split("\t"));
    expect(head).to.deep.equal(["Who", "Says", "When", "From", "Until", "How sure", "Document", "Quote", "Link"]);
    expect(row?.slice(0, 3)).to.deep.equal([
      "Iraqi state television",
      "The United States carried out the second strike of 4 Jan",
      "Before dawn on Saturday (4 January 2020)",
    ]);
    await page.goto(row?.at(-1) ?? "");
    await page.getByText("The United States carried out the second strike of 4 Jan").first().waitFor();
  });

  it("is copied into a document as numbered claims with footnotes: what is planned, in three steps", async () => {
    await open();
    await page.getByRole("searchbox").fill("planned mourn");
    await page.getByRole("button", { name: /^Copy with footnotes: \d+ claims$/u }).click();
    await page.getByText("Copied", { exact: true }).first().waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).to.match(/^\d+\. The mourning procession is to mourn .+\.\[\^\d+\]/mu);
    expect(text).to.match(/^\[\^\d+\]: “.+” – the article itself \(planned\), in “A day after/mu);
  });

  it("prints its claims as a sheet of sources, numbered, each with its quote and document", async () => {
    await open();
    await page.getByRole("searchbox").fill("television carried out strike");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const sheet = page.locator(".source-sheet");
    await sheet.waitFor();
    expect(await sheet.locator("ol > li").count()).to.equal(1);
    const text = await sheet.innerText();
    expect(text).to.contain("1 claim and what bears them out");
    expect(text).to.match(
      /Iraqi state television \(claimed\), in “A day after it killed an Iranian general[^”]*”, .*4 January 2020, http/u,
    );
    expect(await page.locator(".claims-table").isVisible()).to.equal(false);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await sheet.waitFor({ state: "detached" });
  });

  it("stands below the picture on a phone, nothing cut off", async () => {
    await open("", { width: 390, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).to.equal(390);
    await rows().first().click();
    await page.waitForFunction(() => location.search.includes("line="));
  });

  it("are of one day in the picture and in the table alike, by the days below the picture", async () => {
    await open();
    const go = (name: string) =>
      page
        .getByRole("link", { name, exact: true })
        .or(page.getByRole("button", { name, exact: true }))
        .click();
    await go("Explore");
    const day = () => page.getByRole("button", { name: /^4 January 2020/u });
    await day().click();
    await page.getByText("showing 14 of 55").waitFor();
    expect(await day().getAttribute("aria-pressed")).to.equal("true");
    expect(new URL(page.url()).searchParams.getAll("hide-day")).to.have.members([
      "2020-01-03",
      "2020-01-05",
      "undated",
    ]);
    await go("Claims");
    await page.getByText(/^33 of 170 claims$/u).waitFor();
    await day().click();
    await page.getByText(/^170 claims$/u).waitFor();
    await go("Explore");
    await page.getByText("showing 30 of 55").waitFor();
  });
});
