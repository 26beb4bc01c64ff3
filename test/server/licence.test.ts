import { expect } from "chai";
import { ask } from "../attacks/clients.ts";
import { smallStory } from "../model/small-story.ts";
import { startApp, type RunningApp } from "./running-app.ts";

const TEXT = "Ann leads the Guild. Her secret is kept.";
const READER = { "X-Forwarded-For": "203.0.113.9" };

describe("the text of an article", function () {
  this.timeout(60_000);
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app?.close());

  async function load(licence: string | undefined): Promise<void> {
    const story = smallStory();
    story.articles[0] = { ...story.articles[0], licence, sentences: [[0, 20]] };
    const reply = await ask(app.url, {
      path: "/api/load",
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ story: JSON.stringify(story), articles: { "a.txt": TEXT } }),
    });
    expect(JSON.parse(reply.body)).to.deep.include({ refusedCount: 0 });
    await ask(app.url, {
      path: "/api/stories/bad-input",
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ visibility: "public" }),
    });
  }
  /** The text as it is answered alone, and with the story's others. */
  const textFor = async (headers: Record<string, string>) => {
    const reply = await ask(app.url, { path: "/api/stories/bad-input/articles/article", headers });
    const all = await ask(app.url, { path: "/api/stories/bad-input/articles", headers });
    const { articles } = JSON.parse(all.body) as { articles: { text: string }[] };
    const { article } = JSON.parse(reply.body) as { article: { text: string } };
    expect(articles).to.deep.equal([article]);
    return [article.text, reply.headers["etag"]];
  };

  for (const licence of [undefined, "", " "])
    it(`is the owner's alone where its licence is ${JSON.stringify(licence)}`, async () => {
      await load(licence);
      const [[owners, ownersTag], [readers, readersTag]] = [await textFor({}), await textFor(READER)];
      expect([owners, readers]).to.deep.equal([TEXT, ""]);
      expect(ownersTag).to.not.equal(readersTag);
      for (const path of ["/e/bad-input/", "/e/bad-input/sentences.txt"]) {
        const { body } = await ask(app.url, { path });
        expect(body).to.contain("Ann leads the Guild.");
        expect(body).to.not.contain("secret");
      }
    });

  it("is everybody's where it has a licence", async () => {
    await load("CC0-1.0");
    expect([(await textFor({}))[0], (await textFor(READER))[0]]).to.deep.equal([TEXT, TEXT]);
  });
});
