import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { makeClient, type Client } from "../../client/api/client.ts";
import { correctedMillStory, MILL, millStory } from "../corrected-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AT = "3 November 2026, 14:10 UTC";

describe("a corrected story, in Chromium", function () {
  this.timeout(180_000);
  const OWNER_TOKEN = "a token of sixteen and more";
  let app: RunningApp;
  let guarded: RunningApp;
  let client: Client;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];
  const params = { story: MILL.id };

  before(skipWithoutBrowser);
  before(async () => {
    [app, guarded, browser] = await Promise.all([startApp(), startApp({ OWNER_TOKEN }), launchBrowser()]);
    client = makeClient(app.url);
    const asOwner = makeClient(guarded.url);
    for (const body of [millStory, correctedMillStory]) await asOwner("load", { body, ownerToken: OWNER_TOKEN });
    await asOwner("changeStory", { params, body: { visibility: "public" }, ownerToken: OWNER_TOKEN });
  });
  after(async () => {
    await browser?.close();
    await Promise.all([app?.close(), guarded?.close()]);
  });
  beforeEach(async () => {
    errors.length = 0;
    page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
      // The test's own script is none of the page's.
      bypassCSP: true,
    });
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => errors.push(error.message));
    for (const body of [millStory, correctedMillStory]) await client("load", { body });
  });
  afterEach(async () => {
    await page.close();
    await client("unload", { params });
    expect(errors).to.deep.equal([]);
  });

  const open = async (search = "", { url } = app) => {
    await page.goto(`${url}/?story=${MILL.id}${search}`);
    await page.getByText(/showing \d+ of \d+/).waitFor();
    await page.locator(".article:not(.skeleton)").waitFor();
  };
  const linesOf = async (selector: string) =>
    (await page.locator(selector).allInnerTexts()).map((text) => text.split("\n").filter((line) => line.trim() !== ""));

  it("tells of somebody what is said no more, what said it and what is said instead, and draws whom it has left", async () => {
    await open("&at=rita", guarded);
    expect(await linesOf(".what-changed .changed-claim")).to.deep.equal([
      [
        "Rita Holm has the Tarn mill",
        MILL.owned,
        `Corrected by Lake Courier on ${AT}: “${MILL.notice}”`,
        "Now: Olle Berg has the Tarn mill",
        "A fire at Tarn mill",
      ],
    ]);
    expect(await page.locator(".changed-claim s").count()).to.equal(1);
    expect(await page.locator(".claim-actions").count()).to.equal(0);
    await open("&at=bo", guarded);
    expect(await linesOf(".what-changed .changed-claim")).to.deep.equal([
      [
        "Bo Lund leads night watch",
        MILL.led,
        `In this article until ${AT}. Lake Courier says: “${MILL.notice}”`,
        "A fire at Tarn mill",
      ],
    ]);
    // Bo Lund and the night watch stood on that sentence alone.
    await page.getByRole("button", { name: "All", exact: true }).click();
    await page.getByText("showing 5 of 5").waitFor();
  });

  it("tells at a receipt since when it is said, and that the report it copies says it no more", async () => {
    await open("&at=kim");
    expect(await page.locator(".receipt-note").allTextContents()).to.deep.equal([`In this article since ${AT}.`]);
    await open("&at=rita");
    expect(await page.locator(".receipt-note").allTextContents()).to.deep.equal([
      "The report this copies no longer says so.",
    ]);
  });

  it("tells above the article that it was corrected, and the owner how", async () => {
    await open();
    expect(await page.locator(".version-note > p").textContent()).to.equal(`Corrected on ${AT}: “${MILL.notice}”`);
    await page.getByText("What changed in the text").click();
    await page.locator(".text-change").first().waitFor();
    expect(await page.locator(".text-change").allTextContents()).to.deep.equal([
      "Gone Rita Holm owns the Tarn mill.",
      "Gone Bo Lund led the night watch.",
      "New Olle Berg owns the Tarn mill.",
      "New Kim Aal joined the fire brigade as a girl.",
    ]);
  });

  it("is taken back by its owner with the keyboard, and stands as it did", async () => {
    await open("&at=bo");
    await page.getByText("The story was loaded again.").waitFor();
    await page.getByRole("button", { name: "Take back change 2" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Taken back: the story was loaded again.").waitFor();
    await page.locator(".selection details", { hasText: "Bo Lund leads night watch" }).waitFor();
    expect(await page.locator(".what-changed").count()).to.equal(0);
  });

  it("marks what was changed since the reader's last look, in this browser", async () => {
    await open();
    await page.getByText("The story was loaded again.").waitFor();
    expect(await page.getByText("since you last looked").count()).to.equal(0);
    await client("decide", { params: { ...params, id: "leads" }, body: { status: "disputed" } });
    await open();
    await page.getByText(/^1 since you last looked, on \d+ \p{L}+ \d{4}, \d\d:\d\d UTC\.$/u).waitFor();
    expect(await page.locator(".change.new > span").first().textContent()).to.equal(
      "Decided about the claim “Kim Aal leads the fire brigade”.",
    );
    await open();
    await page.getByText("Nothing since you last looked").waitFor();
    expect(await page.locator(".change.new").count()).to.equal(0);
  });

  it("lists what was changed of one thing alone", async () => {
    await client("decide", { params: { ...params, id: "leads" }, body: { status: "disputed" } });
    await open("&at=kim");
    const leads = "Kim Aal leads the fire brigade";
    await page.locator(".selection > section > details", { hasText: leads }).locator("summary").click();
    await page.getByLabel(`Changes: ${leads}`).click();
    const changes = page.locator(".sentence .thing-changes .change > span:not(.claim-actions)");
    await changes.first().waitFor();
    // The corrected text moved its receipt.
    expect(await changes.allTextContents()).to.deep.equal([
      `Decided about the claim “${leads}”.`,
      "The story was loaded again.",
    ]);
    await page.getByLabel("Changes: Kim Aal", { exact: true }).click();
    await page.locator(".selection > section > .thing-changes").getByText("Nothing was changed since").waitFor();
  });

  it("says in words why a change cannot be taken back", async () => {
    await client("decide", { params: { ...params, id: "leads" }, body: { status: "disputed" } });
    await client("decide", { params: { ...params, id: "leads" }, body: { note: "Asked again" } });
    await open();
    await page.getByRole("button", { name: "Take back change 3" }).click();
    await page.getByText(/A later change has touched the same: the relation leads\. Nothing was taken back/).waitFor();
  });

  it("shows what was taken back in another tab meanwhile", async () => {
    await client("decide", { params: { ...params, id: "leads" }, body: { status: "disputed" } });
    await open();
    await client("revert", { params: { ...params, number: "3" }, body: {} });
    await page.getByRole("button", { name: "Take back change 3" }).click();
    await page.getByRole("button", { name: "Take back change 4" }).waitFor();
    await page.getByText("Taken back.", { exact: true }).waitFor();
  });

  it("lets its owner dispute a claim, take it back and restore it", async () => {
    await open("&at=kim");
    const leads = "Kim Aal leads the fire brigade";
    await page.locator(".selection details", { hasText: leads }).locator("summary").click();
    await page.getByRole("button", { name: `Dispute: ${leads}` }).click();
    await page.getByText("Disputed by the editors here.").waitFor();
    await page.locator(".sure", { hasText: / · disputed by the editors$/ }).waitFor();
    await page.getByRole("button", { name: `Take back: ${leads}` }).click();
    await page.locator(".changed-claim", { hasText: "Taken back here." }).waitFor();
    await page.getByRole("button", { name: `Restore: ${leads}` }).click();
    await page.locator(".selection details", { hasText: leads }).waitFor();
    expect(await page.locator(".what-changed").count()).to.equal(0);
  });

  it("lets its owner say that a reworded sentence still says it", async () => {
    const text = MILL.corrected.replace("leads the fire brigade", "leads, since May, the fire brigade");
    await client("correct", { params: { ...params, id: "courier" }, body: { text } });
    await open("&at=kim");
    await page.getByRole("button", { name: "It still says this: Kim Aal leads the fire brigade" }).click();
    await page.locator(".selection details", { hasText: "Kim Aal leads the fire brigade" }).waitFor();
    expect((await client("claims", { params, query: {} })).claims.map(({ id }) => id)).to.deep.equal(["led", "owns"]);
  });

  it("asks for the owner's token, and offers then what only the owner may do", async () => {
    await open("&at=rita", guarded);
    await page.getByRole("button", { name: "I am the owner" }).click();
    await page.getByLabel("The owner's token").fill("not the token at all");
    await page.keyboard.press("Enter");
    await page.getByText("That is not the owner's token").waitFor();
    await page.getByLabel("The owner's token").fill(OWNER_TOKEN);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Take back: Rita Holm has the Tarn mill" }).first().waitFor();
    await page.getByRole("button", { name: "Take back change 2" }).waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const)
    it(`is without fault by the rules of axe, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      for (const url of [`/?story=${MILL.id}&at=rita`, `/e/${MILL.id}/?focus=rita`]) {
        await page.goto(`${app.url}${url}`);
        await page.getByText("What changed").first().waitFor();
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
          const { violations } = await axe.run();
          return violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" · ")}`);
        });
        expect(found, url).to.deep.equal([]);
      }
    });

  it("says the same in an embed, of whom is selected, without a script and as text", async () => {
    await page.goto(`${app.url}/e/${MILL.id}/?focus=rita`);
    await page.locator("dialog[open] .changed").waitFor();
    expect((await linesOf("dialog .changed"))[0]).to.deep.equal([
      "What changed",
      "Rita Holm has the Tarn mill",
      MILL.owned,
      `Corrected by Lake Courier on ${AT}: “${MILL.notice}”`,
      "Now: Olle Berg has the Tarn mill",
      "A fire at Tarn mill",
    ]);
    expect(await page.locator("dialog article").first().textContent()).to.include(
      "The report this copies no longer says so.",
    );
    expect(await page.locator("details.changes > summary").textContent()).to.equal("What changed (2)");
    const text = await (await fetch(`${app.url}/e/${MILL.id}/sentences.txt`)).text();
    expect(text).to.include(`In this article since ${AT}.`);
    expect(text.split("What changed\n\n")[1]).to.equal(
      [
        `Bo Lund leads night watch\n  “${MILL.led}”\n  In this article until ${AT}. Lake Courier says: “${MILL.notice}”\n  A fire at Tarn mill`,
        `Rita Holm has the Tarn mill\n  “${MILL.owned}”\n  Corrected by Lake Courier on ${AT}: “${MILL.notice}”\n  Now: Olle Berg has the Tarn mill\n  A fire at Tarn mill\n`,
      ].join("\n\n"),
    );
  });
});
