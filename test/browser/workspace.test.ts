import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const SEED = "us-strikes-iraq-2020";

describe("what a reader makes of the picture, in Chromium", function () {
  this.timeout(60_000);
  let app: RunningApp;
  let browser: Browser;
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
  beforeEach(async () => {
    errors.length = 0;
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page.on("pageerror", (error) => errors.push(error.message));
  });
  afterEach(async () => {
    await page.close();
    expect(errors).to.deep.equal([]);
  });

  const open = async (query = "") => {
    await page.goto(`${app.url}/?story=${SEED}${query}`);
    await page.getByText(/showing \d+ of \d+/).waitFor();
  };
  const showing = async () => page.getByText(/showing \d+ of/).textContent();
  const search = () => new URL(page.url()).search.replace(`?story=${SEED}`, "");
  const undo = () => page.getByRole("button", { name: "Undo" });
  const redo = () => page.getByRole("button", { name: "Redo" });

  it("is undone and redone by keys and buttons, and the address and the back button agree", async () => {
    await open();
    expect(await undo().getAttribute("aria-disabled")).to.equal("true");
    await page.getByRole("checkbox", { name: /Donald Trump/ }).uncheck();
    await page.getByRole("button", { name: "All", exact: true }).click();
    await page.getByText(/showing \d+ of 94/).waitFor();
    expect(search()).to.equal("&view=all&off=trump");
    // A checkbox is no field that somebody types in.
    await page.getByRole("checkbox", { name: /Donald Trump/ }).focus();
    await page.keyboard.press("Control+z");
    await page.getByText(/showing \d+ of 55/).waitFor();
    expect(search()).to.equal("&off=trump");
    await page.keyboard.press("Control+z");
    await page.getByText("showing 30 of 55").waitFor();
    expect([search(), await page.getByRole("checkbox", { name: /Donald Trump/ }).isChecked()]).to.deep.equal([
      "",
      true,
    ]);
    await page.keyboard.press("Control+Shift+Z");
    await page.waitForFunction(() => location.search.endsWith("&off=trump"));
    await redo().click();
    await page.getByText(/showing \d+ of 94/).waitFor();
    expect(await redo().getAttribute("aria-disabled")).to.equal("true");
    // Back over a redo undoes it, and what was undone can be redone.
    await page.goBack();
    await page.waitForFunction(() => location.search.endsWith("&off=trump"));
    await page.getByText(/showing \d+ of 55/).waitFor();
    await redo().click();
    await page.getByText(/showing \d+ of 94/).waitFor();
    await undo().click();
    await undo().click();
    expect([search(), await showing()]).to.deep.equal(["", "showing 30 of 55"]);
    expect(await undo().getAttribute("aria-disabled")).to.equal("true");
  });

  it("is filtered by the legend, whose counts agree with the picture, and cleared with one click", async () => {
    await open();
    const rows = page.locator(".filter-row");
    const countOf = async (name: RegExp) =>
      (await rows.filter({ hasText: name }).locator(".count").textContent()) ?? "";
    await page.getByText(/^What joins them/).click();
    const killed = await countOf(/^killed/);
    expect(Number(killed)).to.be.above(0);
    await page.getByRole("button", { name: /^killed/ }).click();
    await page.waitForFunction(() => location.search.endsWith("&hide-type=KILLED"));
    expect(await countOf(/^killed/)).to.equal(`${killed} hidden`);
    await page.getByRole("button", { name: /^claimed/ }).click();
    await page.getByRole("button", { name: /^says not/ }).click();
    await page.getByText("3 switched off").waitFor();
    const sum = async () => {
      const counts = await page.locator(".legend-row .count").allTextContents();
      return counts.reduce((total, count) => total + Number(count), 0);
    };
    expect(await showing()).to.equal(`showing ${await sum()} of 55`);
    const lines = page.locator('[aria-roledescription="network"] [data-line]');
    expect((await lines.allTextContents()).filter((text) => /\(claimed|killed|says not/u.test(text))).to.deep.equal([]);
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await page.getByText("showing 30 of 55").waitFor();
    expect([search(), await countOf(/^killed/)]).to.deep.equal(["", killed]);
    await undo().click();
    await page.getByText("3 switched off").waitFor();
  });

  it("is left alone by the keys while somebody types", async () => {
    await open();
    await page.getByRole("button", { name: "All", exact: true }).click();
    await page.getByText("showing 30 of 94").waitFor();
    await page.getByRole("combobox", { name: /Search/ }).fill("x");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Escape");
    expect(await showing()).to.equal("showing 30 of 94");
  });

  it("keeps where a mark was dragged to in the address, and undo takes it back", async () => {
    await open("&pin=0.5_0.5_iran");
    const canvas = page.locator('[aria-roledescription="network"]:not([aria-busy])');
    const { x, y, width, height } = (await canvas.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 80, y + height / 2 - 40, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => !location.search.includes("pin=0.5_0.5_iran"));
    const [, shareX, shareY] = /^&pin=(0\.\d+)_(0\.\d+)_iran$/u.exec(search()) ?? [];
    expect(Number(shareX)).to.be.closeTo(0.5 + 80 / width, 0.01);
    expect(Number(shareY)).to.be.closeTo(0.5 - 40 / height, 0.01);
    await undo().click();
    await page.waitForFunction(() => location.search.includes("pin=0.5_0.5_iran"));
    await canvas.click({ position: { x: width / 2, y: height / 2 } });
    await page.getByRole("heading", { name: "Iran", exact: true }).waitFor();
  });

  it("is expanded by type from a menu, which a key opens; nothing that stands moves, and undo takes it back", async () => {
    await open("&show=own&with=iran&with=soleimani&at=iran&v=2");
    await page.getByText("showing 2 of 55").waitFor();
    const canvas = page.locator('[aria-roledescription="network"]:not([aria-busy])');
    await canvas.focus();
    await page.keyboard.press("Shift+F10");
    const menu = page.getByRole("menu", { name: "Iran" });
    await menu.waitFor();
    const item = menu.getByRole("menuitem", { name: /^Iran took part in …/ });
    const fresh = Number(/\+(\d+)/u.exec((await item.textContent()) ?? "")?.[1]);
    expect(fresh).to.be.above(0);
    await item.click();
    await page.getByText(`showing ${2 + fresh} of 55`).waitFor();
    await undo().click();
    await page.getByText("showing 2 of 55").waitFor();
    await page.keyboard.press("Escape");
    await redo().click();
    await page.getByText(`showing ${2 + fresh} of 55`).waitFor();
    await page.getByRole("button", { name: "expand …" }).click();
    await menu.getByRole("menuitem", { name: /^Hide/ }).click();
    await page.getByText(`showing ${1 + fresh} of 55`).waitFor();
    expect(search()).to.include("without=iran");
    await undo().click();
    await page.getByText(`showing ${2 + fresh} of 55`).waitFor();
    await page.getByRole("button", { name: "expand …" }).click();
    await menu.getByRole("menuitem", { name: /^Keep only/ }).click();
    await page.waitForFunction(() => !location.search.includes("without="));
  });

  it("opens its menu with a right click, and a double click expands", async () => {
    await open("&show=own&with=iran&pin=0.5_0.5_iran");
    await page.getByText("showing 1 of 55").waitFor();
    const canvas = page.locator('[aria-roledescription="network"]:not([aria-busy])');
    const { width, height } = (await canvas.boundingBox())!;
    const position = { x: width / 2, y: height / 2 };
    await canvas.click({ position, button: "right" });
    await page.getByRole("menu", { name: "Iran" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await page.waitForTimeout(400);
    await canvas.dblclick({ position });
    await page.getByText(/showing \d\d of 55/).waitFor();
    expect(search()).to.include("pin=0.5_0.5_iran");
    await canvas.click({ position });
    await page.getByRole("heading", { name: "Iran", exact: true }).waitFor();
  });

  it("leaves the canvas as high as it is, whatever comes to stand below it", async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await open();
    const canvas = page.locator('[aria-roledescription="network"]');
    const before = await canvas.boundingBox();
    await page.getByRole("button", { name: /^events/ }).click();
    await page.getByRole("link", { name: "Qasem Soleimani" }).first().click();
    await page.getByRole("button", { name: "expand …" }).waitFor();
    expect(await canvas.boundingBox()).to.deep.equal(before);
    await page.getByRole("button", { name: "Zoom in" }).click();
  });

  it("starts empty where a reader wants a picture of his own, and takes what is found", async () => {
    await open();
    await page.getByRole("button", { name: "start empty" }).click();
    await page.getByText("showing 0 of 55").waitFor();
    await page.getByText("Find somebody above to begin").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("Quds Force");
    await page.getByRole("option", { name: "Quds Force" }).first().click();
    await page.getByText("showing 1 of 55").waitFor();
    await page.getByRole("button", { name: "show the most important" }).click();
    await page.getByText("showing 30 of 55").waitFor();
  });

  it("is linked by a packed address where it is long, and opens from it", async () => {
    const many = Array.from({ length: 80 }, (_, at) => `&with=nobody-of-this-story-number-${at}`).join("");
    await open(`&with=soleimani&view=all${many}`);
    await page.waitForFunction(() => location.hash.startsWith("#v2."));
    expect(search()).to.equal("");
    const packed = page.url();
    await page.goto("about:blank");
    await page.goto(packed);
    await page.getByText(/showing \d+ of 94/).waitFor();
    await page.getByRole("button", { name: "Story", exact: true }).click();
    await page.getByText(/showing \d+ of 55/).waitFor();
    await page.goBack();
    await page.getByText(/showing \d+ of 94/).waitFor();
    expect(page.url()).to.equal(packed);
  });

  it("is saved as it is seen, as PNG and as SVG, without what a filter hides", async () => {
    await open();
    await page.getByRole("button", { name: /^events/u }).click();
    await page.getByText("1 switched off").waitFor();
    const saved = async (format: string) => {
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: `Save the picture as ${format}` }).click(),
      ]);
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
    };
    const [svg, png] = [await saved("SVG"), await saved("PNG")];
    expect([svg.name, png.name]).to.deep.equal([
      "A day after it killed an Iranian general, the US bombs pro-I.svg",
      "A day after it killed an Iranian general, the US bombs pro-I.png",
    ]);
    const text = svg.bytes.toString("utf8");
    expect(text)
      .to.match(/^<svg /u)
      .and.to.contain("Qasem Soleimani")
      .and.not.to.contain("Mourning procession");
    expect(png.bytes.subarray(0, 8).toString("latin1")).to.equal("\u0089PNG\r\n\u001a\n");
    expect(png.bytes.readUInt32BE(16)).to.be.greaterThan(1_000);
  });
});
