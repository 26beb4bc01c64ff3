import { expect } from "chai";
import { whoGraph } from "../../client/who/who-graph.ts";
import type { WhoAnswer } from "../../contract/who.ts";
import { Entity } from "../../model/entity.ts";
import { Relation } from "../../model/relation.ts";

const person = (id: string, name: string) => Entity.parse({ id, label: "Person", name });
const end = (id: string, name: string, label = "Person") => ({ id, name, short: null, label });

function relation(id: string, ends: readonly [string, string, string], more: Partial<Relation> = {}): Relation {
  const [subject, type, object] = ends;
  return Relation.parse({
    id,
    document: "report",
    subject,
    type,
    object,
    source: "report",
    certainty: "fact",
    polarity: "positive",
    status: "confirmed",
    method: "hand",
    quotes: ["words"],
    starts: [0],
    ends: [5],
    sentences: [0],
    ...more,
  });
}

const WHO: WhoAnswer = {
  id: "first/rita",
  name: "Rita Holm",
  why: "used by 2 of 2 origins",
  names: [],
  members: [
    { story: { id: "first", title: "First" }, entity: person("rita", "Rita Holm") },
    { story: { id: "second", title: "Second" }, entity: person("holm", "R. Holm") },
  ],
  counts: { stories: 2, sentences: 2, documents: 2, origins: 1 },
  properties: [],
  relations: [
    {
      story: "first",
      relation: {
        relation: relation("r1", ["rita", "OWNS", "mill"]),
        subject: end("rita", "Rita Holm"),
        object: end("mill", "Tarn mill", "Facility"),
        speaker: null,
      },
    },
    {
      story: "second",
      relation: {
        relation: relation("r1", ["holm", "OWNS", "the-mill"], { source: "olle", polarity: "negative" }),
        subject: end("holm", "R. Holm"),
        object: end("the-mill", "The mill", "Facility"),
        speaker: "Olle Berg",
      },
    },
  ],
  joined: { "first/rita": "first/rita", "second/the-mill": "first/mill", "first/mill": "first/mill" },
  saidNoMore: [],
  documents: [
    {
      story: "first",
      id: "report",
      title: "A",
      publishedAt: "2026-11-01",
      language: "en",
      publisher: "The Post",
      origin: "first/report",
    },
    {
      story: "second",
      id: "report",
      title: "B",
      publishedAt: "2026-11-02",
      language: "en",
      publisher: "The Courier",
      origin: "first/report",
    },
  ],
  judgements: [],
  different: [],
  proposals: [],
};

describe("what all stories say of one, as one graph", () => {
  const { graph, center, placeOf, speakerOf } = whoGraph(WHO);

  it("has the one in its middle under one id, and ends that are the same once", () => {
    expect(center).to.equal("first/rita");
    expect(graph.entities.map(({ id, name, label }) => [id, name, label])).to.deep.equal([
      ["first/rita", "Rita Holm", "Person"],
      ["first/mill", "Tarn mill", "Facility"],
    ]);
  });

  it("keeps every relation with its story, its document and who says it", () => {
    expect(
      graph.relations.map(({ id, subject, object, source, document }) => ({ id, subject, object, source, document })),
    ).to.deep.equal([
      {
        id: "first/r1",
        subject: "first/rita",
        object: "first/mill",
        source: "first/report",
        document: "first/report",
      },
      {
        id: "second/r1",
        subject: "first/rita",
        object: "first/mill",
        source: "second/olle",
        document: "second/report",
      },
    ]);
    expect(placeOf.get("second/r1")).to.deep.equal({ story: "second", id: "r1" });
    expect(["first/report", "second/olle"].map(speakerOf)).to.deep.equal(["The Post", "Olle Berg"]);
  });

  it("tells documents of one origin as copies of one", () => {
    expect(graph.articles.map(({ id, derivedFrom }) => [id, derivedFrom])).to.deep.equal([
      ["first/report", undefined],
      ["second/report", "first/report"],
    ]);
  });
});
