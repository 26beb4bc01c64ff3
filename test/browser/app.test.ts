import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const FIVE = [
  { asked: "Soleimani", name: "Qasem Soleimani", says: "Qasem Soleimani leads" },
  { asked: "muhandis", name: "Abu Mahdi al-Muhandis", says: "Hashed al-Shaabi" },
  { asked: "الحشد", name: "Hashed al-Shaabi", says: "Iran" },
  { asked: "quds", name: "Quds Force", says: "Revolutionary Guards" },
  { asked: "82nd", name: "82nd Airborne Division", says: "Global Response Force" },
];

describe("the app of an owner with a token, in Chromium", () => {
  const OWNER_TOKEN = "a token of sixteen and more";
  let app: RunningApp;
  let browser: Browser;

  before(skipWithoutBrowser);
  before(async function () {
    this.timeout(120_000);
    [app, browser] = await Promise.all([startApp({ OWNER_TOKEN }), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  it("asks for the token where Cypher needs it, and keeps it nowhere", async () => {
    const page = await browser.newPage();
    await page.goto(`${app.url}/ask`);
    await page.getByRole("button", { name: "How old was he?" }).click();
    await page.getByRole("cell", { name: "62" }).waitFor();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const field = await page.getByLabel("The owner's token").boundingBox();
    expect(field?.width).to.be.at.least(200);
    await page.getByLabel("The owner's token").fill("not the token at all");
    await page.locator("form").getByRole("button", { name: "Run" }).click();
    await page.getByText("That is not the owner's token").waitFor();
    await page.getByLabel("The owner's token").fill(OWNER_TOKEN);
    await page.locator("form").getByRole("button", { name: "Run" }).click();
    await page.getByRole("cell", { name: "62" }).waitFor();
    const kept = await page.evaluate(() =>
      [location.href, document.cookie, JSON.stringify(Object.entries(localStorage))].join(),
    );
    expect(kept).to.not.include("token");
    await page.close();
  });
});

describe("the app in Chromium", () => {
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];
  /** What the browser itself says of an answer that a test asks for. */
  const refusals: string[] = [];

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
    refusals.length = 0;
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    expect(errors).to.deep.equal(refusals);
  });

  /** As a person does: typed over whatever stands there. */
  const type = async (statement: string) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(statement);
  };

  const open = async (address = "/") => {
    await page.goto(`${app.url}${address}`);
    await page.getByText(/showing \d+ of \d+/).waitFor();
  };

  it("opens on the story: its title, thirty marks and the speakers", async () => {
    await open();
    expect(await page.getByText(/showing \d+ of/).textContent()).to.equal("showing 30 of 55");
    expect(await page.title()).to.match(/^A day after it killed an Iranian general/);
    expect(await page.getByRole("checkbox").count()).to.equal(12);
  });

  for (const { asked, name, says } of FIVE) {
    it(`finds ${name} by “${asked}”, opens it and shows its receipts`, async () => {
      await open();
      await page.keyboard.press("/");
      await page.keyboard.type(asked);
      // Of the whole text: while it is typed, hits of its beginning are shown.
      await page.getByRole("option", { name }).first().click();
      await page.getByRole("heading", { name, exact: true }).waitFor();
      const sentence = page.locator(".selection details.sentence", { hasText: says }).last();
      if ((await sentence.getAttribute("open")) === null) await sentence.locator("summary").first().click();
      const receipt = sentence.locator(".receipt").first();
      await receipt.waitFor();
      const marked = await receipt.locator("mark").first().textContent();
      const text = await page.locator(".article").textContent();
      expect(text).to.include(marked);
      expect(await receipt.locator(".receipt-source").textContent()).to.match(/ · (said|claimed|read so|planned)/);
    });
  }

  it("shows in the article what a receipt quotes", async () => {
    await open("/?at=quds-force");
    await page.getByRole("button", { name: "show in text" }).first().click();
    const quoted = page.locator(".article mark.quoted").first();
    await quoted.waitFor();
    expect(await quoted.isVisible()).to.equal(true);
  });

  it("tells what falls when a voice is switched off, and brings it back", async () => {
    await open();
    await page.getByLabel("Donald Trump").click();
    await page.getByText("7 lines fall, 8 sentences beside them stand on other voices.").waitFor();
    expect(page.url()).to.include("off=trump");
    await page.getByRole("button", { name: "Switch everyone on again" }).click();
    expect(await page.getByLabel("Donald Trump").isChecked()).to.equal(true);
  });

  it("switches between Story and All, and shows all", async () => {
    await open();
    await page.getByRole("button", { name: "show all" }).click();
    await page.getByText("showing 55 of 55").waitFor();
    await page.getByRole("button", { name: "All", exact: true }).click();
    await page.getByText("showing 94 of 94").waitFor();
  });

  it("draws what it says it draws, whatever was selected before and wherever the reader goes", async () => {
    await open("/?at=hashed&off=trump");
    const drawn = async (): Promise<{ marks: number; canvas: number; room: number }> => {
      await page.locator('[aria-roledescription="network"] > ul > li').first().waitFor({ state: "attached" });
      // The picture is drawn anew once its room has stood still for a moment.
      await page.waitForTimeout(600);
      return page.evaluate(() => {
        const network = document.querySelector('[aria-roledescription="network"]')!;
        const canvas = network.querySelector("canvas")!;
        return {
          marks: network.querySelectorAll(":scope > ul > li").length,
          canvas: canvas.clientHeight,
          room: network.clientHeight,
        };
      });
    };
    const story = await drawn();
    expect(story).to.deep.equal({ marks: 30, canvas: story.room, room: story.room });
    await page.getByRole("button", { name: "All", exact: true }).click();
    // Without Trump's voice one of them is joined to nothing.
    await page.getByText("showing 29 of 94").waitFor();
    const items = '[aria-roledescription="network"] > ul > li';
    await page.waitForFunction((of) => document.querySelectorAll(of).length === 29, items);
    expect(await drawn()).to.deep.equal({ marks: 29, canvas: story.room, room: story.room });
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const asked = await drawn();
    expect(asked.room).to.be.lessThan(story.room);
    expect(asked.canvas).to.equal(asked.room);
  });

  it("shows in Share the frame that others will see", async () => {
    await open("/share");
    await page.frameLocator("iframe.embed-preview").getByText("showing 30 of 55").waitFor();
  });

  it("answers a question in words, and Cypher with its mistakes in their place", async () => {
    await open("/ask");
    await page.getByRole("button", { name: "How old was he?" }).click();
    await page.getByRole("cell", { name: "62" }).waitFor();
    await type("MATCH (p:Person)\nRETRUN p.name");
    refusals.push("Failed to load resource: the server responded with a status of 400 (Bad Request)");
    await page.getByRole("button", { name: "Run" }).click();
    await page.getByText("(line 2, column 1)").waitFor();
    await page.getByText("did you mean RETURN?").waitFor();
    await type("MATCH (p:Person {id: 'soleimani'}) RETURN p");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("cell", { name: "Qasem Soleimani" }).getByRole("button").click();
    await page.getByRole("heading", { name: "Qasem Soleimani", exact: true }).waitFor();
  });

  it("keeps what is seen in the address", async () => {
    await open("/?at=soleimani&off=trump&show=all");
    await page.getByRole("heading", { name: "Qasem Soleimani", exact: true }).waitFor();
    expect(await page.getByLabel("Donald Trump").isChecked()).to.equal(false);
    await page.getByText("showing 54 of 55").waitFor();
  });

  it("says so when nobody is called as was typed", async () => {
    await open();
    await page.getByLabel("Search people, places, events").fill("Napoleon");
    await page.getByText("No match. Try a part of the name.").waitFor();
    await page.getByLabel("Search people, places, events").fill("Napoleon ".repeat(40));
    await page.waitForTimeout(600);
    await page.getByText("No match. Try a part of the name.").waitFor();
  });

  it("says that there is no story of that name, and which there are", async () => {
    refusals.push("Failed to load resource: the server responded with a status of 404 (Not Found)");
    await page.goto(`${app.url}/?story=nowhere`);
    await page.getByRole("heading", { name: "No such story" }).waitFor();
    expect(await page.getByRole("alert").textContent()).to.contain("“nowhere”");
    await page.getByRole("link", { name: "See all stories" }).click();
    await page.getByRole("link", { name: "A day after it killed an Iranian general" }).click();
    await page.getByText(/showing \d+ of \d+/).waitFor();
  });

  it("stands on a phone without anything hanging over the edge", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).to.be.at.most(390);
  });

  it("keeps a wide plan and a wide answer within a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${app.url}/ask`);
    await page.locator(".cypher-editor .cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(
      "PROFILE MATCH (p:Person)-[r]->(x) RETURN p.name AS person, type(r) AS relation, r.quotes AS quotes LIMIT 3",
    );
    await page.getByRole("button", { name: "Run" }).click();
    await page.getByText("NodeByLabelScan").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(390);
  });

  it("lifts what is read over the picture on a phone, and lets it down again", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open();
    const sheet = page.locator(".reading");
    const height = async () => Math.round(((await sheet.boundingBox())?.height ?? 0) / 8.44);
    expect(await height()).to.equal(10);
    await page.getByLabel("Search people, places, events").fill("Soleimani");
    await page.getByRole("option").first().click();
    await page.getByRole("heading", { name: "Qasem Soleimani", exact: true }).waitFor();
    expect(await height()).to.equal(50);
    await page.getByRole("button", { name: "Expand the reading panel" }).click();
    expect(await height()).to.equal(92);
    await page.getByRole("button", { name: "Close the reading panel" }).press("Enter");
    expect(await height()).to.equal(10);
  });

  it("shows the embed in a page of another origin, in a sandbox, with receipts", async () => {
    const host = createServer((_request, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<!doctype html><title>host</title><iframe src="${app.url}/e/us-strikes-iraq-2020/" sandbox="allow-scripts" width="800" height="700"></iframe>`,
      );
    });
    await new Promise<void>((done) => host.listen(0, "127.0.0.1", done));
    try {
      await page.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
      const frame = page.frameLocator("iframe");
      await frame.getByText("showing 30 of 55").waitFor();
      await frame.locator("#picture canvas").first().waitFor({ state: "attached" });
      await frame.getByText("All 82 sentences, with their receipts").click();
      expect(await frame.locator("details blockquote mark").count()).to.be.greaterThan(82);
    } finally {
      host.closeAllConnections();
      await new Promise((done) => host.close(done));
    }
  });
});
