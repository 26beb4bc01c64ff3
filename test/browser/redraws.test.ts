import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import type { NetworkView, NetworkViewOptions } from "../../client/view/network-view.ts";
import type { Drawing } from "../../picture/drawing.ts";
import { storyDrawing } from "../picture/story-drawing.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { openSite, type Site } from "./site.ts";

interface Fixture {
  networkView(element: HTMLElement, drawing: Drawing, options: NetworkViewOptions): NetworkView;
  view: NetworkView;
  draws: number;
}

const CANVAS = { width: 800, height: 620 };
const drawing = storyDrawing(30);

describe("how often the picture is drawn, in Chromium", function () {
  this.timeout(60_000);
  let site: Site;
  let browser: Browser;
  let page: Page;

  before(skipWithoutBrowser);
  before(async () => {
    site = await openSite(new URL("fixture", import.meta.url).pathname);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: CANVAS });
    await page.addInitScript(() => {
      const fixture = window as unknown as Fixture;
      fixture.draws = 0;
      const { drawArraysInstanced } = WebGL2RenderingContext.prototype;
      WebGL2RenderingContext.prototype.drawArraysInstanced = new Proxy(drawArraysInstanced, {
        apply(target, context: WebGL2RenderingContext, given: [number, number, number, number]) {
          const isOfMarks = (context.canvas as HTMLCanvasElement).classList.contains("sigma-nodes");
          // Sigma draws marks twice each time: to be seen, and to tell what is pointed at.
          const isSeen = context.getParameter(context.FRAMEBUFFER_BINDING) === null;
          if (isOfMarks && isSeen) fixture.draws++;
          Reflect.apply(target, context, given);
        },
      });
    });
    await page.goto(site.url);
    await page.evaluate(async (drawing) => {
      const fixture = window as unknown as Fixture;
      const stage = document.getElementById("stage")!;
      fixture.view = fixture.networkView(stage, drawing, { reducedMotion: true });
      await fixture.view.ready;
    }, drawing);
  });
  afterEach(async () => page?.close());

  /** How often it was drawn since this was last asked. */
  async function draws(): Promise<number> {
    await page.waitForTimeout(500);
    return page.evaluate(() => {
      const fixture = window as unknown as Fixture;
      const { draws } = fixture;
      fixture.draws = 0;
      return draws;
    });
  }

  async function placeOf(id: string): Promise<{ x: number; y: number }> {
    const { x, y } = await page.evaluate((id) => (window as unknown as Fixture).view.positions()[id]!, id);
    return { x: x * CANVAS.width, y: y * CANVAS.height };
  }

  it("draws the first picture once", async () => {
    expect(await draws()).to.equal(1);
  });

  it("draws once for a click, also where the pointer arrives with it", async () => {
    const { x, y } = await placeOf("soleimani");
    await draws();
    await page.mouse.click(x, y);
    expect(await draws()).to.equal(1);
    await page.mouse.click(3, 3);
    expect(await draws()).to.equal(1);
  });

  it("draws once for what is changed at one time", async () => {
    await draws();
    await page.evaluate(() => {
      const { view } = window as unknown as Fixture;
      view.setHidden({ marks: ["iraq"], lines: [] });
      view.setDimmed({ marks: ["iran"], lines: [] });
      view.setTheme("dark");
      view.select({ kind: "marks", ids: ["soleimani"] });
    });
    expect(await draws()).to.equal(1);
  });

  it("draws once for another drawing, with what is hidden in it", async () => {
    // What places newcomers is fetched with the first of them.
    await page.evaluate(async (other) => (window as unknown as Fixture).view.setDrawing(other), storyDrawing(35));
    await draws();
    await page.evaluate(async (other) => {
      const { view } = window as unknown as Fixture;
      view.setHidden({ marks: ["iraq"], lines: [] });
      await view.setDrawing(other);
    }, storyDrawing(40));
    expect(await draws()).to.equal(1);
  });
});
