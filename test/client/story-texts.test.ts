import { expect } from "chai";
import { CallError, type Client } from "../../client/api/client.ts";
import { TextCache } from "../../client/api/story-texts.ts";

interface Call {
  readonly name: string;
  readonly id: string;
}

const article = (id: string) => ({
  id,
  title: id,
  publishedAt: "2026-01-01",
  language: "en",
  text: `Text of ${id}`,
  sentences: [],
});

const NO_ARTICLE = {
  type: "about:blank",
  title: "",
  status: 404,
  detail: "",
  instance: "",
  code: "article/not-found",
} as const;

/** A client that answers for articles a to e, and fails for any other. */
function answering(): { readonly client: Client; readonly calls: Call[]; readonly running: () => number } {
  const calls: Call[] = [];
  let running = 0;
  let most = 0;
  const client = (async (name: string, input: { params: { id?: string }; query?: { offset?: string } }) => {
    const id = input.params.id ?? input.query?.offset ?? "";
    calls.push({ name, id });
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setTimeout(done, 1));
    running -= 1;
    if (name === "articles") {
      const all = ["a", "b", "c", "d", "e"].slice(Number(id), Number(id) + 2);
      return { articles: all.map(article), total: 5 };
    }
    if (name === "entity") return { mentions: [{ article: "a", mention: { sentence: 3 } }] };
    if (!/^[a-z]$/u.test(id)) throw new CallError("There is no such article", NO_ARTICLE);
    return { article: article(id), mentions: [] };
  }) as unknown as Client;
  return { client, calls, running: () => most };
}

const settled = () => new Promise((done) => setTimeout(done, 60));

describe("the texts of a story on the page", () => {
  it("are fetched when they are asked for, each once, and tell when they have come", async () => {
    const { client, calls } = answering();
    const cache = new TextCache(client, "story", new AbortController().signal);
    let told = 0;
    cache.subscribe(() => (told += 1));
    const before = cache.snapshot();
    await settled();
    expect(calls).to.deep.equal([]);
    expect([before.article("a"), before.article("a"), before.text("a")]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    await settled();
    expect(calls).to.deep.equal([{ name: "article", id: "a" }]);
    expect(cache.snapshot()).to.not.equal(before);
    expect(cache.snapshot().article("a")?.article.text).to.equal("Text of a");
    expect(told).to.equal(1);
  });

  it("are fetched six at a time", async () => {
    const { client, calls, running } = answering();
    const { article: ask } = new TextCache(client, "story", new AbortController().signal).snapshot();
    for (const id of "abcdefghijklmnopqrst") ask(id);
    await settled();
    expect([calls.length, running()]).to.deep.equal([20, 6]);
  });

  it("come all in a few answers where all are needed", async () => {
    const { client, calls } = answering();
    const cache = new TextCache(client, "story", new AbortController().signal);
    expect(cache.snapshot().hasAll()).to.equal(false);
    await settled();
    expect(cache.snapshot().hasAll()).to.equal(true);
    expect("abcde".split("").map((id) => cache.snapshot().text(id)?.text)).to.deep.equal(
      "abcde".split("").map((id) => `Text of ${id}`),
    );
    expect(calls).to.deep.equal(["0", "2", "4"].map((id) => ({ name: "articles", id })));
  });

  it("say why one of them cannot be had, and where somebody is named", async () => {
    const { client } = answering();
    const cache = new TextCache(client, "story", new AbortController().signal);
    cache.snapshot().article("no such");
    expect(cache.snapshot().mentionsOf("iran")).to.equal(undefined);
    await settled();
    expect(cache.snapshot().failureOf("no such")?.message).to.equal("There is no such article");
    expect(cache.snapshot().mentionsOf("iran")).to.deep.equal([{ document: "a", sentence: 3 }]);
  });

  it("of a story that is read again are there before it is shown", async () => {
    const { client, calls } = answering();
    const before = new TextCache(client, "story", new AbortController().signal);
    before.snapshot().article("a");
    await settled();
    const next = new TextCache(client, "story", new AbortController().signal);
    await next.follow(before);
    expect(next.snapshot().article("a")?.article.text).to.equal("Text of a");
    expect(calls.map(({ id }) => id)).to.deep.equal(["a", "a"]);
  });
});
