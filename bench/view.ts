import type { Browser, CDPSession, Page } from "playwright-core";
import { KINDS } from "../model/kinds.ts";
import type { Drawing, DrawnLine, DrawnMark } from "../picture/drawing.ts";
import { layoutPicture } from "../picture/layout.ts";
import type { Positions } from "../picture/positions.ts";
import { launchBrowser } from "../test/browser/chromium.ts";
import { openSite } from "../test/browser/site.ts";
import { storyDrawing } from "../test/picture/story-drawing.ts";
import { FIRST_SIGHT_FIGURES, firstSightRows } from "./first-sight.ts";
import { millisText, type Row } from "./report.ts";
import { randomNumbers } from "./sample.ts";
import type { BenchPage, SideName } from "./view-page/page.ts";

const FRAME = { width: 1_200, height: 800 };
const ROUNDS = 3;
const SIDES: readonly SideName[] = ["ours", "sigma"];

/** A drawing with its layout; both sides show the same. */
interface Picture {
  readonly drawing: Drawing;
  readonly positions: Positions;
}

/** Milliseconds of the main thread's CPU in each round. */
type Rounds = Record<SideName, number[]>;

/**
 * What the network view costs compared with plain sigma: CPU time of the page's main thread, as Chromium counts it.
 * Neither the GPU process nor waiting for it is included.
 */
export async function viewRows(isWanted: (figure: string) => boolean): Promise<Row[]> {
  const figures: readonly [figure: string, row: (open: Opened) => Promise<Row>][] = [
    ["a frame of panning, 10,000 marks, 50,000 lines", panRow],
    ["pointing at another mark, 1,501 marks, 3,000 lines", hoverRow],
    ["selecting a mark, 10,000 marks, 50,000 lines", selectRow],
    ["from data to picture, the seed's 30 marks", firstRow],
    ["from data to picture, 5,000 marks, 18,644 lines", wholeRow],
  ];
  const wanted = figures.filter(([figure]) => isWanted(figure));
  const isStoryWanted = FIRST_SIGHT_FIGURES.some(isWanted);
  if (wanted.length === 0 && !isStoryWanted) return [];
  const site = await openSite(new URL("view-page", import.meta.url).pathname);
  const browser = await launchBrowser();
  try {
    const rows: Row[] = [];
    for (const [figure, row] of wanted) rows.push(await row({ browser, url: site.url, figure }));
    if (isStoryWanted) rows.push(...(await firstSightRows(browser, isWanted)));
    return rows;
  } finally {
    await browser.close();
    await site.close();
  }
}

interface Opened {
  readonly browser: Browser;
  readonly url: string;
  readonly figure: string;
}

async function panRow(opened: Opened): Promise<Row> {
  const moves = 12;
  const rounds = await measured(opened, pictureOf(10_000, 50_000), {
    prepare: async (page) => page.mouse.move(600, 400),
    work: async (page) => {
      await page.mouse.down();
      for (let move = 1; move <= moves; move += 1) {
        await page.mouse.move(600 + move * 4, 400 + move * 2);
        await settled(page);
      }
      await page.mouse.up();
    },
  });
  return rowOf(opened.figure, perUnit(rounds, moves), 1.25);
}

async function hoverRow(opened: Opened): Promise<Row> {
  const picture = pictureOf(1_501, 3_000);
  const ids = picture.drawing.marks.slice(0, 20).map(({ id }) => id);
  const rounds = await measured(opened, picture, {
    prepare: async (page) => page.mouse.move(1, 1),
    work: async (page) => {
      for (const id of ids) {
        const { x, y } = await page.evaluate((mark) => bench.placeOf(mark), id);
        await page.mouse.move(x, y);
        // The view delays a highlight, so that marks that the pointer only crosses do not flash.
        await page.waitForTimeout(120);
      }
    },
  });
  return rowOf(opened.figure, perUnit(rounds, ids.length), 2);
}

async function selectRow(opened: Opened): Promise<Row> {
  const picture = pictureOf(10_000, 50_000);
  const ids = picture.drawing.marks.slice(0, 20).map(({ id }) => id);
  const { ours } = await measured(
    opened,
    picture,
    {
      prepare: async (page) => page.evaluate(() => bench.select(null)),
      work: async (page) => {
        for (const id of ids) {
          await page.evaluate((mark) => bench.select(mark), id);
          await settled(page);
        }
      },
    },
    ["ours"],
  );
  const millis = median(ours) / ids.length;
  return {
    figure: opened.figure,
    ours: millisText(millis),
    against: "",
    ratio: null,
    neo4j: "",
    goal: "≤ 20 ms",
    reached: millis <= 20,
    note: "",
  };
}

async function firstRow(opened: Opened): Promise<Row> {
  const drawing = storyDrawing(30);
  return rowOf(opened.figure, await shown(opened, { drawing, positions: layoutPicture(drawing, FRAME) }), 1.15);
}

async function wholeRow(opened: Opened): Promise<Row> {
  return rowOf(opened.figure, await shown(opened, pictureOf(5_000, 18_644)), 2);
}

/** Shows a picture in a new page in each round. */
async function shown({ browser, url }: Opened, picture: Picture): Promise<Rounds> {
  const rounds: Rounds = { ours: [], sigma: [] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const side of SIDES) {
      const { page, cpu } = await openPage(browser, url);
      const given = await page.evaluateHandle((json) => JSON.parse(json) as Picture, JSON.stringify(picture));
      const before = await cpu();
      await page.evaluate(async ([name, { drawing, positions }]) => bench.show(name, drawing, positions), [
        side,
        given,
      ] as const);
      rounds[side].push((await cpu()) - before);
      await page.close();
    }
  return rounds;
}

interface Work {
  prepare(page: Page): Promise<unknown>;
  work(page: Page): Promise<unknown>;
}

/**
 * Runs the same work on each side in turn, each in a page that stays open. The first round warms up and is not counted.
 */
async function measured(
  { browser, url }: Opened,
  picture: Picture,
  { prepare, work }: Work,
  sides: readonly SideName[] = SIDES,
): Promise<Rounds> {
  const pages = new Map<SideName, Awaited<ReturnType<typeof openPage>>>();
  for (const side of sides) {
    const opened = await openPage(browser, url);
    const given = await opened.page.evaluateHandle((json) => JSON.parse(json) as Picture, JSON.stringify(picture));
    await opened.page.evaluate(async ([name, { drawing, positions }]) => bench.show(name, drawing, positions), [
      side,
      given,
    ] as const);
    pages.set(side, opened);
  }
  const rounds: Rounds = { ours: [], sigma: [] };
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [side, { page, cpu }] of pages) {
      await page.bringToFront();
      await prepare(page);
      await page.waitForTimeout(300);
      const before = await cpu();
      await work(page);
      await page.waitForTimeout(300);
      if (round > 0) rounds[side].push((await cpu()) - before);
    }
  for (const { page } of pages.values()) await page.close();
  return rounds;
}

/** Defined by bench/view-page/page.ts. */
declare const bench: BenchPage;

async function openPage(browser: Browser, url: string): Promise<{ page: Page; cpu(): Promise<number> }> {
  const page = await browser.newPage({ viewport: FRAME });
  await page.goto(url);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return { page, cpu: () => mainThreadMillis(session) };
}

/** Milliseconds of CPU time that the page's main thread has spent in tasks so far. */
async function mainThreadMillis(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1_000;
}

async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => bench.settled());
}

function rowOf(figure: string, { ours, sigma }: Rounds, most: number): Row {
  const [own, bare] = [median(ours), median(sigma)];
  const ratio = own / bare;
  return {
    figure,
    ours: millisText(own),
    against: `bare sigma ${millisText(bare)}`,
    ratio,
    neo4j: "",
    goal: `≤ ${most}`,
    reached: ratio <= most,
    note: "",
  };
}

function perUnit({ ours, sigma }: Rounds, units: number): Rounds {
  return { ours: ours.map((millis) => millis / units), sigma: sigma.map((millis) => millis / units) };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;
}

/** Marks on a jittered grid, randomly connected, with one hub; the same on every call. */
function pictureOf(marks: number, lines: number): Picture {
  const random = randomNumbers(20_261_130);
  const side = Math.ceil(Math.sqrt(marks));
  const joins = new Int32Array(marks);
  const ends = Array.from({ length: lines }, (_, at) => {
    const from = at % 100 === 0 ? 0 : random(marks);
    const to = (from + 1 + random(marks - 1)) % marks;
    joins[from] = (joins[from] ?? 0) + 1;
    joins[to] = (joins[to] ?? 0) + 1;
    return { from, to };
  });
  const shaken = () => (random(1_000) - 500) / 2_000;
  return {
    drawing: {
      marks: Array.from({ length: marks }, (_, at) => markOf(at, joins[at] ?? 0)),
      lines: ends.map(({ from, to }, at) => lineOf(at, `m${from}`, `m${to}`)),
    },
    positions: Object.fromEntries(
      Array.from({ length: marks }, (_, at) => [
        `m${at}`,
        { x: ((at % side) + 1 + shaken()) / (side + 1), y: (Math.floor(at / side) + 1 + shaken()) / (side + 1) },
      ]),
    ),
  };
}

function markOf(at: number, joins: number): DrawnMark {
  const kind = KINDS[at % KINDS.length] ?? KINDS[0];
  return { id: `m${at}`, kind, label: `Mark ${at}`, caption: "generated", joins };
}

function lineOf(at: number, from: string, to: string): DrawnLine {
  return {
    id: `l${at}`,
    from,
    to,
    certainty: "claimed",
    negative: false,
    count: 1,
    words: "stands by",
    text: `Mark ${from} stands by mark ${to}`,
    contradicted: false,
    composed: false,
    arrows: { from: false, to: true },
    lane: 0,
  };
}
