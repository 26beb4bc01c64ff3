import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { launchBrowser, skipWithoutBrowser } from "./chromium.ts";

describe("the voices of a story, in Chromium", function () {
  this.timeout(60_000);
  let app: RunningApp;
  let browser: Browser;
  let page: Page;

  before(skipWithoutBrowser);
  before(async function () {
    this.timeout(120_000);
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  afterEach(async () => page.close());

  const open = async (path: string) => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: app.url });
    await page.goto(`${app.url}${path}`);
    await page.getByRole("heading", { name: "Who says it" }).waitFor();
  };
  const slot = () => page.locator(".selection");
  const groups = async () =>
    Object.fromEntries(
      await Promise.all(
        (await slot().locator(".voice section").all()).map(async (group) => [
          await group.locator("h3").textContent(),
          await group.locator(".sentence summary > span:first-child").allTextContents(),
        ]),
      ),
    ) as unknown;

  it("say who says the second strike was American and what else rests on that word, in four steps to a copy", async () => {
    await open("/claims?story=us-strikes-iraq-2020");
    await page.getByRole("searchbox", { name: "Find in the claims" }).fill("carried out second strike television");
    await page.getByRole("row").filter({ hasText: "The United States carried out the second strike" }).click();
    const receipt = slot().locator(".receipt").filter({ hasText: "Iraqi state television" });
    await receipt.getByRole("button", { name: "Iraqi state television", exact: true }).click();
    await slot().getByRole("heading", { name: "Iraqi state television" }).waitFor();
    expect(await groups()).to.deep.equal({
      "Others say it, too (1)": ["The United States carried out the second strike of 4 Jan"],
    });
    await slot().getByRole("button", { name: "Copy with footnotes" }).first().click();
    await page.getByText("Copied").first().waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).to.match(/^1\. The United States carried out the second strike of 4 Jan\.\[\^1\]/u);
    expect(copied).to.contain("Iraqi state television (claimed)");
  });

  it("are looked at from the list, and switched to alone and back", async () => {
    await open("/?story=us-strikes-iraq-2020");
    await page.getByRole("button", { name: "US officials (unnamed)" }).click();
    await slot().getByText("5 claims: 3 rest on this voice alone, 2 are said by others, too.").waitFor();
    await slot().getByRole("button", { name: "Only this voice" }).click();
    await page.waitForFunction(() => location.search.includes("off=article"));
    expect(await page.getByRole("checkbox", { name: "US officials (unnamed)" }).isChecked()).to.equal(true);
    expect(await page.getByRole("checkbox", { name: "Donald Trump" }).isChecked()).to.equal(false);
    await slot().getByRole("button", { name: "All voices again" }).click();
    await page.waitForFunction(() => !location.search.includes("off="));
    await slot().getByRole("button", { name: "Back to the picture" }).click();
    await page.getByRole("heading", { name: "Start here" }).waitFor();
  });

  it("are compared, and the comparison is a link of its own", async () => {
    await open("/?story=us-strikes-iraq-2020&voice=us-officials");
    await slot().getByRole("combobox", { name: "Compare with" }).selectOption({ label: "the article itself" });
    await slot().getByText("They agree on 2 claims and contradict one another on none.").waitFor();
    expect(new URL(page.url()).searchParams.getAll("voice")).to.deep.equal(["us-officials", "article"]);
    await page.reload();
    await slot().getByRole("heading", { name: "US officials (unnamed) and the article itself" }).waitFor();
    const [both] = Object.entries((await groups()) as Record<string, string[]>);
    expect(both).to.deep.equal([
      "Both say (2)",
      ["The drone strike of 3 Jan killed Qasem Soleimani", "The drone strike of 3 Jan was carried out with a drone"],
    ]);
  });

  it("say so where nobody has that name", async () => {
    await open("/?story=us-strikes-iraq-2020&voice=nobody");
    await slot().getByText("Nobody with that name says anything in this story.").waitFor();
    await slot().getByRole("button", { name: "Back to the picture" }).click();
    await page.getByRole("heading", { name: "Start here" }).waitFor();
  });

  it("give way to whoever is clicked next", async () => {
    await open("/?story=us-strikes-iraq-2020&voice=us-officials");
    await slot().getByRole("heading", { name: "US officials (unnamed)" }).waitFor();
    await page.locator(".article .mention").first().click();
    await page.waitForFunction(() => !location.search.includes("voice="));
    expect(await slot().locator(".voice").count()).to.equal(0);
  });
});
