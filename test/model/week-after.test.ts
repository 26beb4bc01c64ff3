import { expect } from "chai";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { contradictedRelations } from "../../model/disagreements.ts";
import { foldStory } from "../../model/reading.ts";
import { StoryFile } from "../../model/story-file.ts";
import { coverageOf } from "./coverage.ts";
import { graphOf } from "./seed.ts";
import { weekAfterContent, weekAfterJson } from "./week-after.ts";
import { writeStoryFile } from "./write-story-file.ts";

describe("the story file of the week after", () => {
  const content = weekAfterContent();
  const view = foldStory(graphOf(content));
  const sentences = view.lines.flatMap((line) => line.sentences.map(({ text }) => text));

  it("holds 113 entities and four articles, 289 mentions and 264 relations, 3 more of a text that was replaced", () => {
    const { entities, articles, mentions, relations, earlier = [], questions, judgements } = content;
    expect({
      entities: entities.length,
      articles: articles.map(({ id, derivedFrom }) => [id, derivedFrom]),
      mentions: mentions.length,
      relations: relations.length,
      earlier: earlier.map(({ article, relations: own }) => [article.id, own.length]),
      questions: questions.length,
      judgements: judgements?.map(({ verdict }) => verdict).filter((verdict) => verdict === "same").length,
    }).to.deep.equal({
      entities: 113,
      articles: [
        ["denial-report", undefined],
        ["denial-brief", "denial-report"],
        ["vote-report", undefined],
        ["burial-report", undefined],
      ],
      mentions: 289,
      relations: 264,
      earlier: [["vote-report", 3]],
      questions: 8,
      judgements: 25,
    });
  });

  it("is written as it was read, a record a line, and fits the published JSON Schema", () => {
    const file = JSON.parse(weekAfterJson) as object;
    expect(writeStoryFile(StoryFile.parse(file))).to.equal(weekAfterJson);
    const schema = JSON.parse(readFileSync("stories/story.schema.json", "utf8")) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect(validate(file), JSON.stringify(validate.errors)).to.equal(true);
  });

  it("is annotated to the last word of each text but one “that”", () => {
    const read = content.articles.map((article) => {
      const { words, fed } = coverageOf(article, content.relations);
      return [article.id, words, words - fed];
    });
    expect(read).to.deep.equal([
      ["denial-report", 259, 1],
      ["denial-brief", 68, 0],
      ["vote-report", 267, 0],
      ["burial-report", 221, 0],
    ]);
  });

  it("contradicts itself where the raid is told both ways, and nowhere else", () => {
    const denied = contradictedRelations(content.relations);
    const ends = content.relations
      .filter(({ id }) => denied.has(id))
      .map(({ subject, type, object }) => `${subject} ${type} ${object}`);
    expect([...new Set(ends)].toSorted()).to.deep.equal([
      "taji-raid TARGETED convoy",
      "taji-raid TARGETED hashed-medics",
    ]);
  });

  it("tells what is planned as planned, what is asked for as not done, and what is denied as denied", () => {
    for (const sentence of [
      "The US-led coalition did not carry out the air raid on a Hashed convoy near Taji",
      "Iran is to avenge Qasem Soleimani: revenge of Iran",
      "The Government of Iraq would carry out the departure of the foreign troops",
      "The vote on foreign troops did not bind the Government of Iraq",
      "The vote on foreign troops adopted the Resolution on troops",
      "The burial in Kerman laid to rest Qasem Soleimani",
    ])
      expect(sentences).to.include(sentence);
  });

  it("has names that are told apart on the picture", () => {
    const labels = view.marks.map(({ label }) => label);
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).to.deep.equal([]);
    expect(labels.filter((label) => Array.from(label).length > 24)).to.deep.equal([]);
  });
});
