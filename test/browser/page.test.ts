import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

describe("the page, click by click", function () {
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
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  });
  afterEach(async () => page?.close());

  const open = async (address = "/") => {
    await page.goto(`${app.url}${address}`);
    await page.getByText(/showing \d+ of \d+/).waitFor();
  };
  const run = async (statement: string) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(statement);
    await page.keyboard.press("Control+Enter");
  };
  const cell = async () => {
    const first = page.locator(".answer td").first();
    await first.waitFor();
    return (await first.textContent())!;
  };

  it("fetches the editor only when Ask is opened, and says in words when it cannot be had", async () => {
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
    await open();
    expect(fetched.filter((path) => path.includes("AskPanel"))).to.deep.equal([]);
    await page.route("**/AskPanel-*.js", (route) => route.abort());
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("heading", { name: "Ask cannot be opened" }).waitFor();
    await page.unroute("**/AskPanel-*.js");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".cm-content").waitFor();
    expect(fetched.filter((path) => path.includes("AskPanel"))).to.have.length(2);
  });

  for (const { asked, name, said, id } of [
    { asked: "vote", name: "Vote at the emergency session", said: "Vote, event", id: "parliament-vote" },
    { asked: "najaf", name: "Najaf", said: "Najaf, place", id: "najaf" },
  ])
    it(`brings ${name}, which the picture folds away, in and selects it`, async () => {
      await open();
      await page.getByLabel("Search people, places, events").fill(asked);
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name, exact: true }).waitFor();
      const mark = page.locator(`[aria-roledescription="network"] button[data-mark="${id}"]`);
      await mark.waitFor({ state: "attached" });
      const own = page.locator('[aria-roledescription="network"] > ul > li', {
        has: page.locator(`button[data-mark="${id}"]`),
      });
      expect(await own.locator("button[data-line]").count()).to.be.greaterThan(0);
      // What the picture says aloud is what it lights.
      await page
        .locator('[aria-roledescription="network"] [aria-live]', { hasText: said })
        .waitFor({ state: "attached" });
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-roledescription"));
      expect(await focused()).to.equal("network");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowDown");
      expect(await focused()).to.equal("network");
    });

  it("stays in the search when its list is closed by Escape", async () => {
    await open();
    const search = page.getByLabel("Search people, places, events");
    await search.fill("Iran");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    expect(await search.evaluate((input) => input === document.activeElement)).to.equal(true);
  });

  it("shows the story where one of its articles cannot be had, and the article when it can", async () => {
    let fails = true;
    await page.route("**/articles/**", (route) =>
      fails
        ? route.fulfill({
            status: 503,
            contentType: "application/problem+json",
            body: JSON.stringify({
              type: "about:blank",
              title: "Busy",
              status: 503,
              detail: "Too many ask at once",
              code: "store/busy",
              remedy: "Try again in a moment",
            }),
          })
        : route.continue(),
    );
    await open();
    await page.getByText("This article cannot be read now.").waitFor();
    fails = false;
    await page.locator("article.article h2").waitFor();
  });

  it("lays a story out once", async () => {
    await page.addInitScript(() => {
      const { postMessage } = Worker.prototype;
      Object.assign(window, { layouts: 0 });
      Worker.prototype.postMessage = new Proxy(postMessage, {
        apply(target, worker: Worker, given: [unknown]) {
          if (typeof given[0] === "object" && given[0] !== null && "drawing" in given[0])
            (window as unknown as { layouts: number }).layouts++;
          Reflect.apply(target, worker, given);
        },
      });
    });
    await open();
    await page.locator('[aria-roledescription="network"] li').first().waitFor({ state: "attached" });
    expect(await page.evaluate(() => (window as unknown as { layouts: number }).layouts)).to.equal(1);
  });

  it("answers with values as Cypher writes them", async () => {
    await open("/ask");
    await run("RETURN [1.0, 1, [1, [2, 3]], 'a, b', {k: null}, point({x: 1, y: 2.5})] AS x");
    expect(await cell()).to.equal('[1.0, 1, [1, [2, 3]], "a, b", {k: null}, point({x: 1.0, y: 2.5, srid: 7203})]');
  });

  it("tells a relation of an answer by names, with its receipt one click away", async () => {
    await open("/ask");
    await run("MATCH ({id: 'soleimani', story: $story})-[r:LEADS]->() RETURN r");
    expect(await cell()).to.match(/^Qasem Soleimani leads the Quds Force/);
    await page.locator(".answer td summary").click();
    await page.locator(".answer td .receipt mark").first().waitFor();
  });

  it("tells a mention of an answer by the names of both", async () => {
    await open("/ask");
    await run("MATCH (:Article {story: $story})-[m:MENTIONS]->({id: 'soleimani'}) RETURN m LIMIT 1");
    expect(await cell()).to.equal(
      "A day after it killed an Iranian general, the US bombs pro-Iran fighters in Iraq MENTIONS Qasem Soleimani",
    );
  });

  it("tells a path with its relations", async () => {
    await open("/ask");
    await run("MATCH p = ({id: 'soleimani', story: $story})-[:LEADS]->() RETURN p");
    expect(await cell()).to.match(/Qasem Soleimani leads the Quds Force.*Quds Force$/s);
  });

  it("says of a plan and of a label that nobody has what they are", async () => {
    await open("/ask");
    await run("EXPLAIN MATCH (n:Person) RETURN n");
    await page.locator(".answer .plan").waitFor();
    expect(await page.getByText("No row").count()).to.equal(0);
    await run("MATCH (n:Persn) RETURN n");
    await page.getByText("No row: nothing in the story has :Persn.").waitFor();
    await run("MATCH (n:Person {nme: 'Donald Trump'}) WHERE n.story = $story RETURN n");
    await page.getByText("No row: nothing in the story has nme.").waitFor();
  });

  it("closes the list of completions when a statement runs", async () => {
    await open("/ask");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("RETURN 1 AS co");
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    await page.keyboard.press("Control+Enter");
    await cell();
    expect(await page.locator(".cm-tooltip-autocomplete").count()).to.equal(0);
  });

  it("prints the picture, what is selected with every receipt, and the article", async () => {
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await open();
    await page.getByLabel("Search people, places, events").fill("soleimani");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Qasem Soleimani", exact: true }).waitFor();
    const seen = async () => {
      const [picture, canvas, search, article] = await Promise.all(
        [".printed-picture svg", ".canvas-frame", ".search", "article.article"].map((part) =>
          page.locator(part).isVisible(),
        ),
      );
      const open = await page.locator(".sentence:has(.receipt)").count();
      const paper = await page.locator(".page").evaluate((one) => getComputedStyle(one).backgroundColor);
      return { picture, canvas, search, article, open, paper };
    };
    const marks = () => page.locator(".printed-picture").evaluate((host) => host.textContent);
    const sentences = await page.locator(".sentence").count();
    expect(await seen()).to.include({ picture: false, canvas: true, search: true, article: true, open: 1 });
    // The order in which a browser does it.
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    expect(await seen()).to.deep.equal({
      picture: true,
      canvas: false,
      search: false,
      article: true,
      open: sentences,
      paper: "rgb(255, 255, 255)",
    });
    expect(await marks())
      .to.contain("Qasem Soleimani")
      .and.to.contain("Hashed al-Shaabi");
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await seen()).to.include({ picture: false, canvas: true, search: true, article: true, open: 1 });
  });

  it("prints a picture that is not laid out yet", async () => {
    await page.addInitScript(() => {
      Worker.prototype.postMessage = () => undefined;
    });
    await open();
    await page.getByText("Drawing the picture …").waitFor();
    await page.waitForFunction(() => {
      dispatchEvent(new Event("beforeprint"));
      return document.querySelector(".printed-picture svg") !== null;
    });
    expect(await page.locator(".printed-picture").textContent()).to.contain("Qasem Soleimani");
  });

  for (const [width, height] of [
    [568, 320],
    [667, 375],
    [812, 375],
    [932, 430],
  ] as const)
    it(`sets picture and reading side by side on a phone of ${width} by ${height}`, async () => {
      await page.setViewportSize({ width, height });
      await open("/?at=iran");
      const boxOf = async (selector: string) => (await page.locator(selector).boundingBox())!;
      const [picture, reading, bar] = [
        await boxOf(".canvas-frame"),
        await boxOf(".reading"),
        await boxOf(".under-canvas"),
      ];
      const [selection, article] = [await boxOf(".reading .selection"), await boxOf(".reading .article")];
      expect({
        selectionFirst: selection.y < article.y,
        articleWhole: await page.locator(".reading .article").evaluate((one) => one.scrollHeight <= one.clientHeight),
        beside: picture.x + picture.width <= reading.x,
        inside: reading.x + reading.width <= width && reading.y + reading.height <= height,
        whole: bar.y + bar.height <= height,
        large: picture.height >= height * 0.6,
      }).to.deep.equal({
        selectionFirst: true,
        articleWhole: true,
        beside: true,
        inside: true,
        whole: true,
        large: true,
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(width);
    });
});
