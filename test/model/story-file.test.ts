import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { z } from "zod";
import { foldName, matchName, searchNames } from "../../model/names.ts";
import { StoryFile } from "../../model/story-file.ts";
import type { StoryProblemCode } from "../../model/story-problem.ts";
import { seedContent, seedJson, seedText } from "./seed.ts";
import { readStory } from "./read-story.ts";
import { writeStoryFile } from "./write-story-file.ts";

const SCHEMA = "stories/story.schema.json";

/** The published JSON Schema of a story file, made from the model's own. */
function storySchema(): string {
  return `${JSON.stringify(z.toJSONSchema(StoryFile, { io: "input", target: "draft-2020-12" }), null, 1)}\n`;
}

describe("the story file of the seed", () => {
  it("holds 94 entities and the article, 217 mentions, 200 relations and 225 spans", () => {
    const { entities, articles, mentions, relations } = seedContent();
    const spans = relations.reduce((sum, { quotes }) => sum + quotes.length, 0);
    expect({
      nodes: entities.length + articles.length,
      mentions: mentions.length,
      relations: relations.length,
      spans,
    }).to.deep.equal({ nodes: 95, mentions: 217, relations: 200, spans: 225 });
  });

  it("gives each relation an id of its own that a second reading gives again", () => {
    const ids = seedContent().relations.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(200);
    expect(seedContent().relations.map(({ id }) => id)).to.deep.equal(ids);
  });

  it("is written as it was read, a record a line", () => {
    expect(writeStoryFile(StoryFile.parse(JSON.parse(seedJson)))).to.equal(seedJson);
  });

  it("fits the published JSON Schema, which is the model's", () => {
    if (process.env["UPDATE_SCHEMA"] === "1") writeFileSync(SCHEMA, storySchema());
    expect(readFileSync(SCHEMA, "utf8")).to.equal(storySchema());
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(storySchema()) as object);
    expect(validate(JSON.parse(seedJson)), JSON.stringify(validate.errors)).to.equal(true);
  });
});

describe("the checks of a story file", () => {
  const texts = { "article.txt": seedText };
  type Change = (file: {
    relations: Record<string, unknown>[];
    entities: Record<string, unknown>[];
    articles: unknown[];
  }) => void;
  const problemsOf = (change: Change): { code: StoryProblemCode; place: string }[] => {
    const file = JSON.parse(seedJson) as Parameters<Change>[0];
    change(file);
    const read = readStory(JSON.stringify(file), { articles: texts });
    return (read.ok ? read.refused : read.problems).map(({ code, place }) => ({ code, place }));
  };
  const first = (file: Parameters<Change>[0]) => file.relations[0] as Record<string, unknown>;

  const cases: readonly (readonly [string, Change, readonly { code: StoryProblemCode; place: string }[]])[] = [
    [
      "a relation without a receipt",
      (file) => (first(file)["receipt"] = []),
      [{ code: "no-receipt", place: "relations[0] (r001)" }],
    ],
    [
      "a quote that is not what the text says there",
      (file) =>
        ((first(file)["receipt"] as { quote: string }[])[1] = {
          ...(first(file)["receipt"] as { quote: string }[])[1],
          quote: "something else",
        }),
      [{ code: "quote-differs", place: "relations[0] (r001).receipt[1]" }],
    ],
    [
      "what is inferred without a reason",
      (file) => (first(file)["certainty"] = "inferred"),
      [{ code: "no-reason", place: "relations[0] (r001)" }],
    ],
    [
      "a speaker nobody knows",
      (file) => (first(file)["source"] = "nobody"),
      [{ code: "unknown-id", place: "relations[0] (r001).source" }],
    ],
    [
      "a type that does not join these kinds",
      (file) => (first(file)["type"] = "LEADS"),
      [{ code: "type-misplaced", place: "relations[0] (r001).type" }],
    ],
    [
      "a type the ontology does not have",
      (file) => (first(file)["type"] = "LIKES"),
      [{ code: "type-unknown", place: "relations[0] (r001).type" }],
    ],
    [
      "the same claim twice",
      (file) => file.relations.push({ ...first(file) }),
      [{ code: "duplicate-id", place: "relations[200] (r001)" }],
    ],
    [
      "a date that is none",
      (file) => (first(file)["startDate"] = "last Friday"),
      [{ code: "not-a-date", place: "relations[0] (r001).startDate" }],
    ],
    [
      "a property that would hide an entity's own",
      (file) => file.entities.push({ id: "new", label: "Person", name: "New", properties: { searchNames: ["x"] } }),
      [{ code: "property-name", place: "entities[94] (new).properties.searchNames" }],
    ],
    [
      "an entity that takes the article's id, and who is featured and is not there",
      (file) => {
        file.entities.push({ id: "article", label: "Document", name: "Article" });
        (file as unknown as { story: { featured: string[] } }).story.featured.push("nobody");
      },
      [
        { code: "unknown-id", place: "story.featured[5]" },
        { code: "duplicate-id", place: "entities[94] (article)" },
      ],
    ],
    [
      "a sentence that reaches past the end of the text",
      (file) => ((file.articles[0] as { sentences: number[][] }).sentences[25] = [3452, 9999]),
      [{ code: "outside-text", place: "articles[0] (article).sentences[25]" }],
    ],
    [
      "a field the format does not have",
      (file) => (first(file)["colour"] = "red"),
      [{ code: "shape", place: "relations[0] (r001)" }],
    ],
  ];
  for (const [what, change, wanted] of cases) {
    it(`name ${what}, and its place`, () => expect(problemsOf(change)).to.deep.equal(wanted));
  }

  it("name the line and column where a file is no JSON", () => {
    const read = readStory('{\n  "format": x', { articles: texts });
    expect(read.ok ? [] : read.problems.map(({ code, place }) => ({ code, place }))).to.deep.equal([
      { code: "json", place: "line 2, column 13" },
    ]);
  });
});

describe("names, as search folds them", () => {
  it("are the same in every spelling of one script", () => {
    expect(["Hashed al-Shaabi", "HASHED  Al Shaabi", "hashed el-shaabi"].map(foldName)).to.deep.equal([
      "hashed shaabi",
      "hashed shaabi",
      "hashed shaabi",
    ]);
    expect(["الحشد الشعبي", "الحشد الشعبى", "حشد شعبي"].map(foldName)).to.deep.equal([
      "حشد شعبي",
      "حشد شعبي",
      "حشد شعبي",
    ]);
  });

  it("are found by a beginning, by a word and with a slip, the closer the better", () => {
    const ranked = ["soleimani", "soleimanis car", "qasem soleimani"].map((name) => matchName(name, "soleimani") > 0);
    expect(ranked).to.deep.equal([true, true, true]);
    expect(matchName("soleimani", "soleimani")).to.be.greaterThan(matchName("qasem soleimani", "soleimani"));
    expect(matchName("soleimani", "solemani")).to.be.greaterThan(0);
    expect(matchName("soleimani", "trump")).to.equal(0);
  });

  it("stand once each in what is searched", () => {
    expect(
      searchNames({ name: "Quds Force", short: "Quds Force", aliases: ["al-Quds Force"], otherNames: [] }),
    ).to.deep.equal(["quds force"]);
  });
});
