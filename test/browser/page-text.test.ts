import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { makeClient } from "../../client/api/client.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { twoArticles } from "./two-articles.ts";

describe("the text of the page, in Chromium", function () {
  this.timeout(120_000);
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(skipWithoutBrowser);
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    const report = await makeClient(app.url)("load", { body: twoArticles });
    expect(report.refused).to.deep.equal([]);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  beforeEach(async () => {
    errors.length = 0;
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page.on("pageerror", (error) => errors.push(error.message));
  });
  afterEach(async () => {
    await page.close();
    expect(errors).to.deep.equal([]);
  });

  const open = async (address: string) => {
    await page.goto(`${app.url}${address}`);
    await page.getByText(/showing \d+ of \d+/).waitFor();
    await page.locator(".article:not(.skeleton)").waitFor();
  };
  const quoted = () => page.locator(".article mark.quoted").allTextContents();
  const openArticle = () => page.locator('nav.articles [aria-current="true"]').textContent();

  it("paints what a line quotes on the article it is quoted from, and opens that article", async () => {
    await open("/?story=aden-port&line=omar~salma");
    expect([await openArticle(), (await quoted()).join("")]).to.deep.equal([
      "Aden port to reopen",
      "Omar Said is to meet Salma Badr",
    ]);
    await page.locator("nav.articles").getByRole("button", { name: "Port of Aden shut after blast" }).click();
    expect([await openArticle(), await quoted()]).to.deep.equal(["Port of Aden shut after blast", []]);
  });

  it("lists the articles, and where they disagree with both sides' receipts", async () => {
    await open("/?story=aden-port");
    expect(await page.locator(".article-entry").allInnerTexts()).to.deep.equal([
      "Port of Aden shut after blast\nHarbour Times · 4 May 2024",
      "Aden port to reopen\nGulf Post · 5 May 2024",
    ]);
    const disagreement = page.locator(".selection details");
    expect((await disagreement.allInnerTexts()).map((text) => text.split("\n"))).to.deep.equal([
      ["The Reef Brigade carried out the blast at the port", "≠ Salma Badr, Reef Brigade"],
    ]);
    await disagreement.locator("summary").click();
    await page.locator(".side-of").first().waitFor();
    const sides = await page.locator(".side-of").allInnerTexts();
    expect(
      sides.map((side) =>
        side
          .split("\n")
          .filter((line) => line !== "")
          .slice(0, 2),
      ),
    ).to.deep.equal([
      ["Says so", "Harbour chief Salma Badr blamed the Reef Brigade."],
      ["Says not", "The brigade denied it."],
    ]);
    await page.locator(".article-entry").getByText("Aden port to reopen").click();
    expect(await openArticle()).to.equal("Aden port to reopen");
  });

  it("opens the other article for a receipt that is in it, with the whole sentence in the panel", async () => {
    await open("/?story=aden-port&line=port-office~salma");
    const receipts = page.locator(".selection .receipt");
    expect(await receipts.locator("blockquote").allTextContents()).to.deep.equal([
      "Harbour chief Salma Badr blamed the Reef Brigade.",
      "Omar Said is to meet Salma Badr there.",
    ]);
    expect([await openArticle(), (await quoted()).join("")]).to.deep.equal([
      "Port of Aden shut after blast",
      "Harbour chief Salma Badr",
    ]);
    await receipts.last().getByRole("button", { name: "show in text" }).click();
    expect([await openArticle(), (await quoted()).join("")]).to.deep.equal(["Aden port to reopen", "Salma Badr there"]);
  });

  it("opens an article that names what is selected, and links to it within its story", async () => {
    await open("/?story=aden-port&at=omar");
    expect(await openArticle()).to.equal("Aden port to reopen");
    const link = page.locator(".article a.mention", { hasText: "Omar Said" }).first();
    expect(await link.getAttribute("href")).to.equal("/?story=aden-port&at=omar");
  });

  it("calls two articles by two names, and hears one voice in one click", async () => {
    await open("/?story=aden-port");
    expect(await page.locator(".speaker bdi").allTextContents()).to.deep.equal([
      "Gulf Post",
      "Harbour Times",
      "Omar Said",
      "Reef Brigade",
      "Salma Badr",
    ]);
    await page.locator(".speaker", { hasText: "Gulf Post" }).getByRole("button", { name: "only" }).click();
    expect(await page.getByRole("checkbox", { checked: true }).count()).to.equal(1);
    const stands = page.locator(".fell-row", { hasText: "Salma Badr leads Port office, Aden" });
    expect(await stands.allTextContents()).to.deep.equal([
      "Salma Badr leads Port office, Aden",
      "Salma Badr leads Port office, Aden stands on Gulf Post",
    ]);
    await stands.last().click();
    await page.locator(".selection summary", { hasText: "Salma Badr leads Port office, Aden" }).first().waitFor();
    await page.getByRole("button", { name: "Switch everyone on again" }).click();
    expect(await page.getByRole("checkbox", { checked: true }).count()).to.equal(5);
  });

  it("tells a planned event as planned, also where it is folded away", async () => {
    await open("/?story=aden-port&at=funeral");
    const said = await page.locator(".selection summary > span:first-child").allTextContents();
    expect(said).to.include("The funeral in Aden is to take place in Aden");
    expect(said.filter((text) => /occurred|participated|took place/u.test(text))).to.deep.equal([]);
  });

  it("lists what fell with a voice and what stands on whom, and counts what is seen", async () => {
    await open("/?story=us-strikes-iraq-2020&hide=Country");
    const counted = async () => {
      const network = page.locator('[aria-roledescription="network"] > ul > li');
      const told = (await page.getByText(/showing \d+ of \d+/).textContent()) ?? "";
      const legend = await page.locator(".legend-row .count").allTextContents();
      const sum = legend.filter((text) => !text.includes("hidden")).reduce((total, text) => total + Number(text), 0);
      return { listed: await network.count(), told, sum };
    };
    await page.getByText("showing 27 of 55").waitFor();
    await page.locator('[aria-roledescription="network"] > ul > li').nth(26).waitFor({ state: "attached" });
    expect(await counted()).to.deep.equal({ listed: 27, told: "showing 27 of 55", sum: 27 });
    await page.getByLabel("Donald Trump").click();
    await page.getByText("7 lines fall, 8 sentences beside them stand on other voices.").waitFor();
    expect(await page.locator(".fell-row.fallen").count()).to.equal(7);
    await page.locator(".fell-row.fallen", { hasText: "planned to attack the US armed forces" }).click();
    await page.locator(".selection .fallen", { hasText: "planned to attack the US armed forces" }).waitFor();
    expect(page.url()).to.include("line=soleimani~us-troops");
    await page.getByText("The drone strike of 3 Jan killed Qasem Soleimani").first().waitFor();
  });

  it("says under both ends of a line which way it goes", async () => {
    await open("/?story=us-strikes-iraq-2020");
    const lines = page.locator('[data-line="strike-1~strike-2"]');
    await lines.first().waitFor({ state: "attached" });
    const both =
      "The drone strike of 3 Jan came before the second strike of 4 Jan (a day; almost 24 hours to the minute) (said)";
    expect(await lines.allTextContents()).to.deep.equal([both, both]);
  });

  it("prints no sentence of the text twice under one claim", async () => {
    await open("/?story=us-strikes-iraq-2020&line=iran~qaani");
    const texts = await page.locator(".selection details").first().locator("blockquote").allTextContents();
    expect(texts.length).to.equal(new Set(texts).size);
    expect(texts).to.have.length(1);
  });

  it("shares a link to the picture, and a frame that shows what is seen", async () => {
    await open("/share?story=us-strikes-iraq-2020&at=soleimani&off=trump&hide=Country");
    const link = await page.locator(".copied textarea").first().inputValue();
    expect(link).to.equal(`${app.url}/?story=us-strikes-iraq-2020&at=soleimani&off=trump&hide=Country`);
    const frame = page.frameLocator("iframe.embed-preview");
    await frame.getByText("showing 27 of 55").waitFor();
    expect(await page.locator("iframe.embed-preview").getAttribute("src")).to.equal(
      `${app.url}/e/us-strikes-iraq-2020/?theme=light&focus=soleimani&off=trump&hide=Country`,
    );
    await frame.locator("dialog#receipts[open]").waitFor();
    const receipts = await frame.locator("dialog#receipts h3").allTextContents();
    expect(receipts).to.include("Qasem Soleimani leads the Quds Force");
    expect(receipts.filter((text) => text.includes("planned to attack"))).to.deep.equal([]);
    await page.goto(link);
    await page.getByRole("heading", { name: "Qasem Soleimani", exact: true }).waitFor();
    expect(await page.getByLabel("Donald Trump").isChecked()).to.equal(false);
  });

  it("shares a frame of the article that is open alone", async () => {
    await open("/share?story=aden-port");
    await page.locator("nav.articles").getByRole("button", { name: "Aden port to reopen" }).click();
    await page.getByLabel("Only what “Aden port to reopen” says").check();
    expect(await page.locator("iframe.embed-preview").getAttribute("src")).to.equal(
      `${app.url}/e/aden-port/?theme=light&article=post`,
    );
    expect(await page.locator(".copied textarea").nth(1).inputValue()).to.include("&amp;article=post");
  });

  it("answers a question with names that open", async () => {
    await open("/ask?story=us-strikes-iraq-2020");
    await page.getByRole("button", { name: "Which events are planned and had not happened yet?" }).click();
    await page.getByRole("cell", { name: "Emergency session of the Iraqi parliament about the strike" }).waitFor();
    expect(await page.getByText("mourning-procession", { exact: true }).count()).to.equal(0);
    await page.getByRole("button", { name: "State funeral in Baghdad", exact: true }).click();
    await page.getByRole("heading", { name: "State funeral in Baghdad", exact: true }).waitFor();
    expect(await page.locator(".selection summary > span:first-child").allTextContents()).to.include(
      "The state funeral in Baghdad is to take place in Baghdad",
    );
  });
});
