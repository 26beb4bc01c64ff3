import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { makeClient } from "../client/api/client.ts";
import { serveApp } from "../test/server/served-app.ts";
import { writeLargeStory } from "./large-story.ts";
import { millisText, type Row } from "./report.ts";

const ROUNDS = 3;
const SIZES = { entities: 5_000, relations: 18_644 };
const OF_STORY = "5,000 entities, 18,644 relations";
export const FIRST_SIGHT_FIGURES = [
  `first sight of a story, live: ${OF_STORY}`,
  `the same as soon as the app listens: ${OF_STORY}`,
  `the longest task until all of it is there: ${OF_STORY}`,
] as const;

/** Milliseconds since the page was asked for. */
interface Opening {
  /** Marks can be selected. */
  readonly live: number;
  readonly longest: number;
}

/** How long the page takes to show the first marks of a large story, and to keep a reader from acting. */
export async function firstSightRows(browser: Browser, isWanted: (figure: string) => boolean): Promise<Row[]> {
  const [live, early, longest] = FIRST_SIGHT_FIGURES;
  if (!FIRST_SIGHT_FIGURES.some(isWanted)) return [];
  const folder = mkdtempSync(join(tmpdir(), "wiregraph-first-sight-"));
  const settings = { DATA_DIR: join(folder, "data") };
  try {
    const { id, file } = writeLargeStory(join(folder, "story"), SIZES);
    const loading = await serveApp(settings, "/readyz");
    await load(loading.url, file);
    await loading.stop();
    const atStart: Opening[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const app = await serveApp(settings);
      atStart.push(await openStory(browser, `${app.url}/?story=${id}`));
      await app.stop();
    }
    const app = await serveApp(settings, "/readyz");
    await makeClient(app.url)("view", { params: { story: id }, query: {} });
    const openings: Opening[] = [];
    for (let round = 0; round < ROUNDS; round += 1) openings.push(await openStory(browser, `${app.url}/?story=${id}`));
    await app.stop();
    return [
      rowOf(live, median(openings.map((opening) => opening.live)), 1_000),
      rowOf(early, median(atStart.map((opening) => opening.live)), 1_000),
      rowOf(longest, Math.max(...openings.map((opening) => opening.longest)), 200),
    ].filter(({ figure }) => isWanted(figure));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(url: string, file: string): Promise<void> {
  const folder = dirname(file);
  const texts = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  const articles = Object.fromEntries(texts.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  await makeClient(url)("load", { body: { story: readFileSync(file, "utf8"), articles } });
}

/** Runs in the page before anything of it. */
const WATCH = `
  window.opening = { live: 0, longest: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) opening.longest = Math.max(opening.longest, duration);
  }).observe({ type: "longtask", buffered: true });
  const watch = setInterval(() => {
    if (document.querySelector('[aria-roledescription="network"]:not([aria-busy]) li') === null) return;
    opening.live = performance.now();
    clearInterval(watch);
  }, 5);
`;

async function openStory(browser: Browser, address: string): Promise<Opening> {
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.addInitScript(WATCH);
  await page.goto(address);
  await page.locator('[aria-roledescription="network"] li').first().waitFor({ state: "attached", timeout: 60_000 });
  await page.locator("main:not([data-partial])").waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_000);
  const opening = await page.evaluate<Opening>("opening");
  await page.close();
  return opening;
}

function rowOf(figure: string, millis: number, most: number): Row {
  return {
    figure,
    ours: millisText(millis),
    against: "",
    ratio: null,
    neo4j: "",
    goal: `≤ ${millisText(most)}`,
    reached: millis <= most,
    note: "elapsed",
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;
}
