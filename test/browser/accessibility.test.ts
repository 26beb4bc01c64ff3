import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import type { AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { makeClient } from "../../client/api/client.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const VIEWS = [
  { path: "/?at=soleimani", what: "Explore with somebody selected", size: DESK },
  { path: "/?at=soleimani", what: "Explore on a phone", size: PHONE },
  { path: "/?at=trump&at=hashed", what: "how two are linked", size: DESK },
  { path: "/?view=all&show=all", what: "all of it", size: DESK },
  { path: "/claims?at=soleimani", what: "Claims", size: DESK },
  { path: "/claims", what: "Claims on a phone", size: PHONE },
  { path: "/views", what: "Views", size: DESK },
  { path: "/?tour=FIRST", what: "a tour", size: DESK },
  { path: "/?tour=FIRST", what: "a tour on a phone", size: PHONE },
  { path: "/ask", what: "Ask", size: DESK },
  { path: "/share", what: "Share", size: DESK },
  { path: "/?story=nowhere", what: "a story that is not there", size: DESK },
  { path: "/e/us-strikes-iraq-2020/", what: "the embed", size: DESK },
] as const;

describe("what people meet who do not see or do not point", function () {
  this.timeout(60_000);
  let app: RunningApp;
  let browser: Browser;
  /** The first stop of the tour. */
  let first: string;

  before(skipWithoutBrowser);
  before(async function () {
    this.timeout(120_000);
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    const params = { story: "us-strikes-iraq-2020" };
    const save = (name: string, state: string, sentence: string) =>
      makeClient(app.url)("saveView", { params, body: { name, state, sentence } });
    first = (await save("Who was killed", "at=soleimani&v=2", "A drone strike killed two men. ".repeat(9))).id;
    await save("Everything", "view=all&at=nobody&v=2", "All that is said.");
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const { path, what, size } of VIEWS) {
      it(`is without fault by the rules of axe: ${what}, ${colorScheme}`, async () => {
        const page = await browser.newPage({
          viewport: size,
          colorScheme,
          reducedMotion: "reduce",
          // The test's own script is none of the page's.
          bypassCSP: true,
        });
        try {
          await page.goto(`${app.url}${path.replace("FIRST", first)}`);
          await page.getByText(/showing \d+ of \d+|No such story/).waitFor();
          await page.evaluate(axe);
          const found = await page.evaluate(async () => {
            const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
            const { violations } = await axe.run();
            return violations
              .filter(({ impact }) => impact === "serious" || impact === "critical")
              .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" · ")}`);
          });
          expect(found).to.deep.equal([]);
        } finally {
          await page.close();
        }
      });
    }
  }
});
