import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import type { NetworkView, NetworkViewOptions } from "../../client/view/network-view.ts";
import type { LayoutClient } from "../../client/view/layout-client.ts";
import type { Selection } from "../../client/graph/selection.ts";
import { overlap } from "../../picture/boxes.ts";
import type { Drawing } from "../../picture/drawing.ts";
import { layoutPicture } from "../../picture/layout.ts";
import { storyDrawing } from "../picture/story-drawing.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";
import { openSite, type Site } from "./site.ts";

interface Fixture {
  networkView(element: HTMLElement, drawing: Drawing, options: NetworkViewOptions): NetworkView;
  layoutPicture: typeof layoutPicture;
  LayoutClient: typeof LayoutClient;
  view: NetworkView;
  heard: [string, unknown][];
}

const CANVAS = { width: 800, height: 620 };
const drawing = storyDrawing(30);

describe("the network view, in Chromium", function () {
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
  afterEach(async () => page?.close());

  async function open(options: NetworkViewOptions & { beside?: boolean; before?: string } = {}): Promise<void> {
    page = await browser.newPage({ viewport: CANVAS });
    if (options.before !== undefined) await page.addInitScript(options.before);
    await page.goto(site.url);
    await page.evaluate(
      async ([drawing, { beside, ...options }]) => {
        const fixture = window as unknown as Fixture;
        const stage = document.getElementById("stage")!;
        const layouts = beside === true ? { layoutProvider: new fixture.LayoutClient() } : {};
        fixture.view = fixture.networkView(stage, drawing, { ...options, ...layouts, reducedMotion: true });
        fixture.heard = [];
        for (const name of ["select", "open", "menu", "move", "hover", "fallback"] as const) {
          fixture.view.on(name, (payload) => fixture.heard.push([name, payload]));
        }
        await fixture.view.ready;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      },
      [drawing, options] as const,
    );
  }

  const heard = (name: string): Promise<unknown[]> =>
    page.evaluate(
      (name) => (window as unknown as Fixture).heard.filter(([at]) => at === name).map(([, payload]) => payload),
      name,
    );

  /** Waits until the page has told so many selections, and then until a click is no longer the second of a double one. */
  async function selected(times: number): Promise<void> {
    await page.waitForFunction(
      (wanted) => (window as unknown as Fixture).heard.filter(([at]) => at === "select").length >= wanted,
      times,
    );
    await page.waitForTimeout(350);
  }

  async function placeOf(id: string): Promise<{ x: number; y: number }> {
    const { x, y } = await page.evaluate((id) => (window as unknown as Fixture).view.positions()[id]!, id);
    return { x: x * CANVAS.width, y: y * CANVAS.height };
  }

  it("lays out as the server does, beside the page or on it", async () => {
    await open({ beside: true });
    const there = await page.evaluate(
      ([drawing, canvas]) => (window as unknown as Fixture).layoutPicture(drawing, canvas),
      [drawing, CANVAS] as const,
    );
    expect(there).to.deep.equal(layoutPicture(drawing, CANVAS));
    const beside = await page.evaluate(() => (window as unknown as Fixture).view.positions());
    await page.close();
    await open();
    expect(await page.evaluate(() => (window as unknown as Fixture).view.positions())).to.deep.equal(beside);
  });

  it("letters every mark, none on another, none cut", async () => {
    await open();
    const labels = await page.evaluate(() => (window as unknown as Fixture).view.labels());
    expect(labels.map(({ id }) => id)).to.have.members(drawing.marks.map(({ id }) => id));
    const touching = labels.flatMap((label, at) =>
      labels.slice(at + 1).flatMap((other) => (overlap(label, other) > 0 ? [`${label.text}, ${other.text}`] : [])),
    );
    expect(touching).to.deep.equal([]);
    const cut = labels.filter(
      ({ x, y, width, height }) => x < 0 || y < 0 || x + width > CANVAS.width || y + height > CANVAS.height,
    );
    expect(cut).to.deep.equal([]);
  });

  it("selects by click, adds by shift, opens by double click, and lets go on the paper", async () => {
    await open();
    const [one, other] = [await placeOf("soleimani"), await placeOf("iran")];
    await page.mouse.click(one.x, one.y);
    await selected(1);
    await page.keyboard.down("Shift");
    await page.mouse.click(other.x, other.y);
    await page.keyboard.up("Shift");
    await selected(2);
    await page.mouse.dblclick(other.x, other.y);
    await selected(3);
    await page.mouse.click(3, 3);
    await selected(4);
    expect(await heard("select")).to.deep.equal([
      { kind: "marks", ids: ["soleimani"] },
      { kind: "marks", ids: ["soleimani", "iran"] },
      { kind: "marks", ids: ["iran"] },
      { kind: "nothing" },
    ]);
    expect(await heard("open")).to.deep.equal([{ kind: "mark", id: "iran" }]);
  });

  it("takes two quick clicks on two marks for two", async () => {
    await open();
    const [one, other] = [await placeOf("soleimani"), await placeOf("iran")];
    await page.mouse.click(one.x, one.y);
    await page.mouse.click(other.x, other.y);
    await selected(2);
    expect(await heard("select")).to.deep.equal([
      { kind: "marks", ids: ["soleimani"] },
      { kind: "marks", ids: ["iran"] },
    ]);
    expect(await heard("open")).to.deep.equal([]);
  });

  it("takes a name for its mark", async () => {
    await open();
    const labels = await page.evaluate(() => (window as unknown as Fixture).view.labels());
    const { x, y, width, height } = labels.find(({ id }) => id === "soleimani")!;
    await page.mouse.move(x + width / 2, y + 5);
    await page.mouse.click(x + width / 2, y + height / 4);
    await selected(1);
    expect(await heard("select")).to.deep.equal([{ kind: "marks", ids: ["soleimani"] }]);
    expect((await heard("hover"))[0]).to.deep.equal({ kind: "mark", id: "soleimani" });
  });

  it("goes no nearer than a few marks fill it", async () => {
    await open();
    await page.evaluate(async () => {
      const { view } = window as unknown as Fixture;
      view.focus("soleimani");
      for (let times = 0; times < 20; times++) view.zoomIn();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
    await page.mouse.click(CANVAS.width / 2, CANVAS.height / 2);
    await selected(1);
    const seen = await page.evaluate(() => (window as unknown as Fixture).view.labels().map(({ id }) => id));
    expect(seen).to.include("soleimani");
    expect(seen.length).to.be.within(2, 12);
  });

  it("shows no frame around itself when Shift is held in a click", async () => {
    await open();
    const { x, y } = await placeOf("soleimani");
    await page.keyboard.down("Shift");
    await page.mouse.click(x, y);
    await page.keyboard.up("Shift");
    await selected(1);
    const frame = () => page.evaluate(() => getComputedStyle(document.querySelector("#stage > div")!).outlineStyle);
    expect(await frame()).to.equal("none");
    await page.keyboard.press("ArrowUp");
    expect(await frame()).to.not.equal("none");
  });

  it("tells what is hovered and where the menu is asked for", async () => {
    await open();
    const { x, y } = await placeOf("iran");
    await page.mouse.move(x, y);
    await page.mouse.move(3, 3);
    await page.mouse.click(x, y, { button: "right" });
    expect((await heard("hover")).slice(0, 2)).to.deep.equal([{ kind: "mark", id: "iran" }, null]);
    expect(await heard("menu"))
      .to.have.nested.property("[0].target")
      .that.deep.equals({ kind: "mark", id: "iran" });
  });

  it("moves a mark that is dragged and nothing else", async () => {
    await open();
    const before = await page.evaluate(() => (window as unknown as Fixture).view.positions());
    const { x, y } = await placeOf("iran");
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y - 40, { steps: 6 });
    await page.mouse.up();
    const after = await page.evaluate(() => (window as unknown as Fixture).view.positions());
    const moved = Object.keys(after).filter((id) => Math.abs(after[id]!.x - before[id]!.x) > 1e-9);
    expect(moved).to.deep.equal(["iran"]);
    expect(after["iran"]!.x * CANVAS.width).to.be.closeTo(x + 60, 1.5);
    expect(await heard("move")).to.have.length(1);
    expect(await heard("select")).to.deep.equal([]);
    await page.evaluate(() => (window as unknown as Fixture).view.setPinned(new Map()));
    expect(await page.evaluate(() => (window as unknown as Fixture).view.positions())).to.deep.equal(before);
    await page.evaluate(() => (window as unknown as Fixture).view.setPinned(new Map([["iran", { x: 0.25, y: 0.75 }]])));
    const pinned = await page.evaluate(() => (window as unknown as Fixture).view.positions());
    expect(pinned["iran"]).to.deep.include({ x: 0.25, y: 0.75 });
  });

  it("is walked by keyboard, and says aloud where one is", async () => {
    await open({ selection: { kind: "marks", ids: ["iran"] } });
    await page.keyboard.press("Tab");
    for (const key of ["ArrowUp", "Enter", "+", "0", "Escape"]) await page.keyboard.press(key);
    const [chosen, none] = (await heard("select")) as [{ ids: [string] }, unknown];
    const id = chosen.ids[0];
    expect(drawing.lines.some(({ from, to }) => [from, to].includes(id) && [from, to].includes("iran"))).to.equal(true);
    expect(none).to.deep.equal({ kind: "nothing" });
    expect(await heard("open")).to.deep.equal([{ kind: "mark", id }]);
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("[aria-live]").textContent()).to.match(/^.+, .+ lines?$/);
  });

  it("keeps a list of every mark and line for those who hear it", async () => {
    await open();
    expect(await page.locator("#stage ul > li > button[data-mark]").count()).to.equal(30);
    await page.evaluate(() => document.querySelector<HTMLElement>("button[data-mark=iran]")?.click());
    expect(await heard("select")).to.deep.equal([{ kind: "marks", ids: ["iran"] }]);
    await page.evaluate(() => (window as unknown as Fixture).view.setHidden({ marks: ["iran"], lines: [] }));
    expect(await page.locator("button[data-mark]").count()).to.equal(29);
  });

  it("draws on dark paper when told to", async () => {
    await open({ theme: "dark" });
    const paper = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.querySelector("#stage > div > div")!).backgroundColor);
    expect(await paper()).to.equal("rgb(21, 24, 28)");
    await page.evaluate(() => (window as unknown as Fixture).view.setTheme("light"));
    expect(await paper()).to.equal("rgb(255, 254, 251)");
  });

  it("leaves the wheel to the page until it is pressed, when asked to", async () => {
    await open({ wheel: "after-click" });
    await page.evaluate(() => {
      document.body.style.height = "3000px";
    });
    await page.mouse.move(5, 5);
    await page.mouse.wheel(0, 120);
    await page.waitForFunction(() => window.scrollY > 0);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.mouse.click(5, 5);
    const labels = async (): Promise<unknown> =>
      page.evaluate(() => (window as unknown as Fixture).view.labels().map(({ x }) => Math.round(x)));
    const before = await labels();
    await page.mouse.wheel(0, -240);
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => window.scrollY)).to.equal(0);
    expect(await labels()).not.to.deep.equal(before);
  });

  it("shows the SVG, which can be pressed, where there is no WebGL", async () => {
    await open({
      before: `const get = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
          return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
        };`,
    });
    expect(await heard("fallback")).to.deep.equal([{ reason: "no-webgl" }]);
    await page.locator('svg [data-mark="iran"]').first().click();
    expect(await heard("select")).to.deep.equal([{ kind: "marks", ids: ["iran"] }]);
  });

  it("falls back to the SVG when the graphics card is lost", async () => {
    await open();
    // The mouse lies on the picture when the card is lost.
    await page.mouse.move(3, 3);
    await page.evaluate(() => {
      for (const canvas of document.querySelectorAll("canvas")) {
        canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
      }
    });
    await page.locator('#stage svg [data-mark="iran"]').first().waitFor();
    expect(await heard("fallback")).to.deep.equal([{ reason: "lost" }]);
    await page.mouse.move(5, 5);
    await page.locator("#stage canvas").first().waitFor({ state: "attached" });
    expect(await heard("fallback")).to.deep.equal([{ reason: "lost" }, { reason: null }]);
  });

  it("adds new marks beside the known ones, and gives the picture as SVG and PNG", async () => {
    await open();
    const more = storyDrawing(34);
    const [before, after] = await page.evaluate(async (more) => {
      const { view } = window as unknown as Fixture;
      const before = view.positions();
      await view.setDrawing(more);
      return [before, view.positions()] as const;
    }, more);
    expect(Object.keys(after)).to.have.length(34);
    // A mark may step aside by at most 50 px to make room for a label.
    const strayed = Object.keys(before).filter(
      (id) => Math.hypot((after[id]!.x - before[id]!.x) * 800, (after[id]!.y - before[id]!.y) * 620) > 51,
    );
    expect(strayed).to.deep.equal([]);
    const [svg, png] = await page.evaluate(async () => {
      const { view } = window as unknown as Fixture;
      const blob = await view.picturePng("Title", 1);
      return [await view.picture("Title"), blob.type] as const;
    });
    expect(svg).to.include("<title>Title</title>");
    expect(png).to.equal("image/png");
  });

  it("moves nothing that stands when a picture grows, however much comes and whatever its labels need", async () => {
    const few = drawing.marks.slice(0, 6);
    const ids = new Set(few.map(({ id }) => id));
    const small = { marks: few, lines: drawing.lines.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
    await open();
    const [before, after] = await page.evaluate(
      async ([small, drawing]) => {
        const { view } = window as unknown as Fixture;
        await view.setDrawing(small);
        await view.relayout();
        const before = view.positions();
        await view.setDrawing(drawing, { grows: true });
        return [before, view.positions()] as const;
      },
      [small, drawing] as const,
    );
    expect(Object.keys(after)).to.have.length(drawing.marks.length);
    for (const [id, { x, y }] of Object.entries(before)) {
      expect(after[id]!.x, id).to.be.closeTo(x, 1e-9);
      expect(after[id]!.y, id).to.be.closeTo(y, 1e-9);
    }
  });

  it("lays a smaller picture out anew where it is wanted so, as if no larger one had been there", async () => {
    const marks = drawing.marks.slice(0, 6);
    const ids = new Set(marks.map(({ id }) => id));
    const small = { marks, lines: drawing.lines.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
    await open();
    const [anew, alone] = await page.evaluate(async (small) => {
      const { view } = window as unknown as Fixture;
      await view.setDrawing(small, { grows: true, anew: true });
      const anew = view.positions();
      await view.relayout();
      return [anew, view.positions()] as const;
    }, small);
    expect(anew).to.deep.equal(alone);
  });

  it("takes a smaller picture in the place of a larger one while somebody is selected", async () => {
    await open({ selection: { kind: "marks", ids: ["soleimani"] } });
    const marks = drawing.marks.slice(0, 8);
    const ids = new Set(marks.map(({ id }) => id));
    const fewer = { marks, lines: drawing.lines.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
    const labels = await page.evaluate(async (fewer) => {
      const { view } = window as unknown as Fixture;
      await view.setDrawing(fewer);
      return view.labels();
    }, fewer);
    expect(labels.map(({ id }) => id)).to.have.members([...ids]);
  });

  it("draws three thousand marks as points, with as many names as have room", async () => {
    page = await browser.newPage({ viewport: CANVAS });
    await page.goto(site.url);
    const [mark, line] = [drawing.marks[0]!, drawing.lines[0]!];
    const marks = Array.from({ length: 3000 }, (_, at) => ({ ...mark, id: `m${at}`, label: `Name ${at}` }));
    const lines = Array.from({ length: 7000 }, (_, at) => {
      return { ...line, id: `l${at}`, from: `m${at % 3000}`, to: `m${(at * 7 + 1) % 3000}` };
    });
    const labels = await page.evaluate(
      async (crowd) => {
        const fixture = window as unknown as Fixture;
        const layoutProvider = new fixture.LayoutClient();
        const view = fixture.networkView(document.getElementById("stage")!, crowd, { layoutProvider });
        await view.ready;
        return view.labels();
      },
      { marks, lines },
    );
    expect(labels.length).to.be.within(20, 300);
    const touching = labels.filter((label, at) => labels.slice(at + 1).some((other) => overlap(label, other) > 0));
    expect(touching).to.deep.equal([]);
  });

  it("lights what is hovered or selected among many marks without drawing them anew", async () => {
    page = await browser.newPage({ viewport: CANVAS });
    await page.addInitScript(() => {
      const fixture = window as unknown as { uploaded: number };
      fixture.uploaded = 0;
      const { bufferData } = WebGL2RenderingContext.prototype;
      WebGL2RenderingContext.prototype.bufferData = new Proxy(bufferData, {
        apply(target, context: WebGL2RenderingContext, given: [number, ArrayBufferView, number]) {
          fixture.uploaded = Math.max(fixture.uploaded, given[1].byteLength);
          Reflect.apply(target, context, given);
        },
      });
    });
    await page.goto(site.url);
    const [mark, line] = [drawing.marks[0]!, drawing.lines[0]!];
    const marks = Array.from({ length: 400 }, (_, at) => ({ ...mark, id: `m${at}`, label: `Name ${at}` }));
    const positions = Object.fromEntries(
      marks.map(({ id }, at) => [id, { x: ((at % 20) + 0.5) / 20, y: (Math.floor(at / 20) + 0.5) / 20 }]),
    );
    const lines = marks.slice(1).map(({ id }, at) => ({ ...line, id: `l${at}`, from: `m${at}`, to: id }));
    await page.evaluate(
      async ({ crowd, positions }) => {
        const fixture = window as unknown as Fixture;
        fixture.heard = [];
        fixture.view = fixture.networkView(document.getElementById("stage")!, crowd, {
          positions,
          reducedMotion: true,
        });
        fixture.view.on("hover", (payload) => fixture.heard.push(["hover", payload]));
        await fixture.view.ready;
      },
      { crowd: { marks, lines }, positions },
    );
    await page.mouse.move(2, 2);
    await page.waitForTimeout(500);
    const uploads = (): Promise<number> =>
      page.evaluate(() => {
        const fixture = window as unknown as { uploaded: number };
        const most = fixture.uploaded;
        fixture.uploaded = 0;
        return most;
      });
    expect(await uploads()).to.be.greaterThan(4_000);
    const seen = () =>
      page.evaluate(() => {
        const [preview, ...others] = [...document.querySelectorAll<HTMLCanvasElement>("#stage canvas")].toReversed();
        const { data } = preview!.getContext("2d")!.getImageData(0, 0, preview!.width, preview!.height);
        return {
          isShown: preview!.style.display !== "none",
          isPainted: data.some((value) => value !== 0),
          faded: [...new Set(others.map(({ style }) => style.opacity))],
        };
      });
    expect(await seen())
      .to.include({ isShown: false })
      .and.to.have.deep.property("faded", [""]);
    await page.mouse.move((10.5 / 20) * CANVAS.width, (10.5 / 20) * CANVAS.height);
    await page.waitForTimeout(500);
    expect(await seen()).to.deep.equal({ isShown: true, isPainted: true, faded: ["0.15"] });
    await page.mouse.move(2, 2);
    await page.waitForTimeout(500);
    expect(await seen())
      .to.include({ isShown: false })
      .and.to.have.deep.property("faded", [""]);
    expect(await heard("hover")).to.deep.equal([{ kind: "mark", id: "m210" }, null]);
    const select = (selection: Selection) =>
      page.evaluate((next) => (window as unknown as Fixture).view.select(next), selection);
    const lit = { isShown: true, isPainted: true, faded: ["0.15"] };
    await select({ kind: "marks", ids: ["m210"] });
    expect(await seen()).to.deep.equal(lit);
    const ring = await page.evaluate(
      ([x, y]) => {
        const layer = [...document.querySelectorAll<HTMLCanvasElement>("#stage canvas")].at(-1)!;
        const radius = 30;
        const { data } = layer.getContext("2d")!.getImageData(x - radius, y - radius, radius * 2, radius * 2);
        let painted = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at] === 0xa3 && data[at + 1] === 0x12) painted += 1;
        return painted;
      },
      [(10.5 / 20) * CANVAS.width, (10.5 / 20) * CANVAS.height] as const,
    );
    expect(ring).to.be.greaterThan(20);
    await select({ kind: "line", id: "l210" });
    expect(await seen()).to.deep.equal(lit);
    await select({ kind: "nothing" });
    expect(await seen()).to.include({ isShown: false });
    await page.waitForTimeout(200);
    expect(await uploads()).to.be.lessThan(4_000);
  });

  it("leaves nothing behind when it is destroyed, also twice, also at once", async () => {
    await open();
    const left = await page.evaluate(async (drawing) => {
      const fixture = window as unknown as Fixture;
      const stage = document.getElementById("stage")!;
      fixture.view.destroy();
      fixture.view.destroy();
      const early = fixture.networkView(stage, drawing, { layoutProvider: new fixture.LayoutClient() });
      early.destroy();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return stage.innerHTML;
    }, drawing);
    expect(left).to.equal("");
  });
});
