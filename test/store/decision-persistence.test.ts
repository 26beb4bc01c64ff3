import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import { textOf, written, type WrittenStory } from "../model/written-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const STORY = "offices";
const TOKEN = "a-secret-of-the-owner";
const OF_EACH = 10;

/** What is decided of ten claims each; of the last sort a person finds the words again that a correction reworded. */
const SORTS = {
  disputed: { status: "disputed", why: "the register says otherwise" },
  retracted: { status: "retracted", why: "misread" },
  certainty: { certainty: "hypothetical" },
  inferred: { certainty: "inferred", reason: "read from the list" },
  polarity: { polarity: "negative" },
  note: { note: "asked on the phone" },
  receipt: {},
} as const;
type Sort = keyof typeof SORTS;
const ALL = Object.keys(SORTS) as Sort[];

const CLAIMS = ALL.flatMap((sort) => Array.from({ length: OF_EACH }, (_, number) => ({ sort, number })));
const idOf = (sort: Sort, number: number) => `${sort}-${number}`;
/** Made words, no two of which are like one another. */
const nameOf = (sort: Sort, number: number) => `${sort[0]?.toUpperCase()}${sort.slice(1)} ${"abcdefghij"[number]}son`;
const quoteOf = (sort: Sort, number: number) => `${nameOf(sort, number)} has led office ${idOf(sort, number)} since`;
const rewordedOf = (sort: Sort, number: number) =>
  `${nameOf(sort, number)} has newly led office ${idOf(sort, number)} since May.`;
const sentencesOf = (isReworded: boolean) =>
  CLAIMS.map(({ sort, number }) =>
    isReworded && sort === "receipt" ? rewordedOf(sort, number) : `${quoteOf(sort, number)} May.`,
  );

/** The story with its text, and without some of its claims. */
function offices(isReworded: boolean, isLeftOut: (sort: Sort, number: number) => boolean): WrittenStory {
  const made = CLAIMS.filter(({ sort, number }) => !(isReworded && sort === "receipt") && !isLeftOut(sort, number));
  return {
    id: STORY,
    articles: [{ sentences: sentencesOf(isReworded) }],
    entities: CLAIMS.flatMap(({ sort, number }): WrittenStory["entities"][number][] => [
      [`p-${idOf(sort, number)}`, "Person", nameOf(sort, number)],
      [`o-${idOf(sort, number)}`, "Organization", `office ${idOf(sort, number)}`],
    ]),
    claims: made.map(({ sort, number }) => ({
      key: idOf(sort, number),
      subject: `p-${idOf(sort, number)}`,
      type: "LEADS",
      object: `o-${idOf(sort, number)}`,
      quote: quoteOf(sort, number),
    })),
  };
}

function decisions(start: (env: Readonly<Record<string, string>>) => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  const own = { ownerToken: TOKEN };
  const of = (id: string) => ({ params: { story: STORY, id }, ...own });
  const load = (story: WrittenStory) => client("load", { body: written(story), ...own });

  /** Every claim of the story, standing or not, with what people may set of it. */
  async function decided(): Promise<Record<string, unknown>> {
    const { graph } = await client("story", { params: { story: STORY }, ...own });
    const { claims } = await client("claims", { params: { story: STORY }, query: { limit: "1000" }, ...own });
    return Object.fromEntries(
      [...graph.relations, ...claims].map((claim) => {
        const { id, status, certainty, polarity, note, reason, edited, quotes } = claim;
        const inText = "inText" in claim ? claim.inText : "stands";
        return [id, { status, certainty, polarity, note, reason, edited, quotes, inText }];
      }),
    );
  }

  before(async function () {
    this.timeout(180_000);
    app = await start({ OWNER_TOKEN: TOKEN });
    client = makeClient(app.url);
    await load(offices(false, () => false));
    const text = textOf(sentencesOf(true));
    const { receipts } = await client("correct", { ...of("article-1"), body: { text } });
    expect({ kept: receipts.kept, lost: receipts.gone + receipts.unsure }).to.deep.equal({
      kept: CLAIMS.length - OF_EACH,
      lost: OF_EACH,
    });
    for (const { sort, number } of CLAIMS) {
      const quote = rewordedOf(sort, number);
      const begin = text.indexOf(quote);
      const receipt = [{ start: begin, end: begin + quote.length, quote }];
      if (sort === "receipt") await client("confirm", { ...of(idOf(sort, number)), body: { receipt } });
      else await client("decide", { ...of(idOf(sort, number)), body: SORTS[sort] });
    }
  });
  after(() => app?.close());

  it("stand behind the next load of the file, ten of each sort", async () => {
    const before = await decided();
    expect(Object.keys(before).length).to.equal(CLAIMS.length);
    for (const { sort, number } of CLAIMS)
      expect(before[idOf(sort, number)], idOf(sort, number)).to.deep.include({
        status: sort === "disputed" || sort === "retracted" ? sort : "confirmed",
        certainty: sort === "certainty" ? "hypothetical" : sort === "inferred" ? "inferred" : "claimed",
        polarity: sort === "polarity" ? "negative" : "positive",
        note: sort === "note" ? SORTS.note.note : undefined,
        quotes: [sort === "receipt" ? rewordedOf(sort, number) : quoteOf(sort, number)],
        inText: "stands",
      });
    const report = await load(offices(true, () => false));
    expect(report.lost).to.deep.equal([]);
    expect(await decided()).to.deep.equal(before);
  });

  it("are listed where the file no longer makes their claim, and stand again with it", async () => {
    const before = await decided();
    const gone = await load(offices(true, (_, number) => number % 2 === 0));
    const lost = CLAIMS.filter(({ sort, number }) => sort !== "receipt" && number % 2 === 0);
    expect(gone.lost.map(({ relation }) => relation).toSorted()).to.deep.equal(
      lost.map(({ sort, number }) => idOf(sort, number)).toSorted(),
    );
    expect((await load(offices(true, () => false))).lost).to.deep.equal([]);
    expect(await decided()).to.deep.equal(before);
  });

  it("are listed where the text loses their words, and stand again with those", async () => {
    const before = await decided();
    const text = textOf(sentencesOf(true).filter((_, at) => at % OF_EACH !== 3));
    const { receipts } = await client("correct", { ...of("article-1"), body: { text } });
    // One that was taken back had no receipt to lose.
    expect(receipts.gone).to.equal(ALL.length - 1);
    const { lost } = await load({
      ...offices(true, (_, number) => number === 3),
      articles: [{ sentences: sentencesOf(true).filter((_, at) => at % OF_EACH !== 3) }],
    });
    expect(Object.fromEntries(lost.map(({ relation, inText }) => [relation, inText]))).to.deep.equal(
      Object.fromEntries(ALL.map((sort) => [idOf(sort, 3), "gone"])),
    );
    await client("correct", { ...of("article-1"), body: { text: textOf(sentencesOf(true)) } });
    expect(await decided()).to.deep.equal(before);
  });

  it("go with a publisher who puts the report on hold, and are back with it", async () => {
    const before = await decided();
    const hold = (versionKind: "hold" | "refile") => {
      const story = offices(true, () => false);
      return load({ ...story, articles: story.articles.map((article) => ({ ...article, versionKind })) });
    };
    await hold("hold");
    const { graph } = await client("story", { params: { story: STORY }, ...own });
    expect(graph.relations).to.deep.equal([]);
    await hold("refile");
    expect(await decided()).to.deep.equal(before);
  });
}

describe("what people decided, in the embedded store,", function () {
  this.timeout(120_000);
  decisions((env) => startApp(env));
});

describe("what people decided, in Neo4j,", function () {
  this.timeout(240_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  decisions(async (env) => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ ...env, NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
