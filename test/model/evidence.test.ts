import { expect } from "chai";
import { countEvidence, documentWords, evidenceWords } from "../../model/evidence.ts";
import { originsAcross, originsOf, type SourcedDocument } from "../../model/origins.ts";
import { entityRef } from "../../model/clusters.ts";
import { evidenceOf, storyEvidence } from "../../model/story-evidence.ts";
import { reprintedStory } from "../reprinted-story.ts";
import { readStory } from "./read-story.ts";

const from = (id: string, derivedFrom: string): SourcedDocument => ({ id, derivedFrom });
const alone = (id: string): SourcedDocument => ({ id });
const chain = (length: number): SourcedDocument[] =>
  Array.from({ length }, (_, at) => (at === 0 ? alone("d0") : from(`d${at}`, `d${at - 1}`)));

describe("the origin of a document", () => {
  const cases: readonly (readonly [string, readonly SourcedDocument[], Readonly<Record<string, string>>])[] = [
    ["is itself where it copies nothing", [alone("a"), alone("b")], { a: "a", b: "b" }],
    ["is what it copies", [alone("a"), from("b", "a"), alone("c")], { a: "a", b: "a", c: "c" }],
    ["is at the end of a chain", [from("c", "b"), from("b", "a"), alone("a")], { a: "a", b: "a", c: "a" }],
    [
      "is the name that several give, however it is written",
      [from("a", "Reuters"), from("b", " REUTERS "), from("c", "AP")],
      { a: "Reuters", b: "Reuters", c: "AP" },
    ],
    [
      "is the outside name at the end of a chain",
      [from("b", "a"), from("a", "Reuters"), from("c", "Reuters")],
      { a: "Reuters", b: "Reuters", c: "Reuters" },
    ],
    [
      "is an id of no document like any other name from outside",
      [from("a", "gone"), from("b", "gone")],
      { a: "gone", b: "gone" },
    ],
    [
      "is found by the address of what is copied, whose letters all count",
      [
        { id: "a", url: "https://a.example/One" },
        from("b", "https://a.example/One/"),
        from("c", "https://a.example/one"),
      ],
      { a: "a", b: "a", c: "https://a.example/one" },
    ],
    [
      "is one for documents with the same text",
      [
        { id: "a", sha256: "1" },
        { id: "b", sha256: "1" },
        { id: "c", sha256: "2" },
      ],
      { a: "a", b: "a", c: "c" },
    ],
    [
      "is one for the copies of two documents with the same text",
      [{ id: "a", sha256: "1" }, from("b", "a"), { id: "c", sha256: "1" }, from("d", "c")],
      { a: "a", b: "a", c: "a", d: "a" },
    ],
    ["is one for a circle", [from("a", "b"), from("b", "c"), from("c", "a")], { a: "a", b: "a", c: "a" }],
    ["is itself where it is said to copy itself or nothing", [from("a", "a"), from("b", " ")], { a: "a", b: "b" }],
    [
      "is never a document of its name",
      [alone("x"), from("a", "name x"), from("b", "document x")],
      {
        x: "x",
        a: "name x",
        b: "document x",
      },
    ],
  ];
  for (const [what, documents, origins] of cases)
    it(what, () => expect(Object.fromEntries(originsOf(documents))).to.deep.equal(origins));

  it("is found in a chain of ten thousand", () => {
    expect(new Set(originsOf(chain(10_000).toReversed()).values())).to.deep.equal(new Set(["d0"]));
  });

  it("over stories is one for the same text and the same outside name, and never for the same id", () => {
    const stories = new Map<string, SourcedDocument[]>([
      ["one", [{ id: "article", sha256: "1" }, from("b", "Reuters"), from("c", "two/article")]],
      ["two", [alone("article"), { id: "copy", sha256: "1" }, from("b", "reuters"), from("d", "article")]],
    ]);
    expect(Object.fromEntries(originsAcross(stories, entityRef))).to.deep.equal({
      "one/article": "one/article",
      "one/b": "Reuters",
      "one/c": "two/article",
      "two/article": "two/article",
      "two/copy": "one/article",
      "two/b": "Reuters",
      "two/d": "two/article",
    });
  });
});

describe("evidence", () => {
  const quoted = (document: string, ...sentences: number[]) => ({ document, sentences });
  const origins = new Map([
    ["a", "a"],
    ["b", "a"],
    ["c", "c"],
  ]);

  it("counts each sentence, document and origin once", () => {
    const several = [quoted("a", 0), quoted("a", 0, 1), quoted("b", 0), quoted("c", 4)];
    expect(countEvidence(several, origins)).to.deep.equal({ sentences: 4, documents: 3, origins: 2 });
    expect(countEvidence([quoted("data"), quoted("data")], origins)).to.deep.equal({
      sentences: 0,
      documents: 1,
      origins: 1,
    });
    expect(countEvidence([], origins)).to.deep.equal({ sentences: 0, documents: 0, origins: 0 });
  });

  it("is told in words that one document does not clutter", () => {
    const words = (sentences: number, documents: number, origins: number) => {
      const evidence = { sentences, documents, origins };
      return [evidenceWords(evidence), documentWords(evidence)];
    };
    expect([
      words(3, 2, 1),
      words(4, 3, 2),
      words(9, 1, 1),
      words(1, 1, 1),
      words(0, 2, 2),
      words(0, 0, 0),
    ]).to.deep.equal([
      ["3 sentences, 2 documents, 1 origin", "2 documents, 1 origin"],
      ["4 sentences, 3 documents, 2 origins", "3 documents, 2 origins"],
      ["9 sentences", ""],
      ["1 sentence", ""],
      ["2 documents, 2 origins", "2 documents, 2 origins"],
      ["", ""],
    ]);
  });

  it("of a story counts what stands, by the relations' ids", () => {
    const request = reprintedStory();
    const read = readStory(request.story, request);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { articles, relations } = read.content;
    const evidence = storyEvidence({ articles: [...articles], relations: [...relations] });
    expect(evidence(["g1", "g2", "c1"])).to.deep.equal({ sentences: 3, documents: 2, origins: 1 });
    expect(evidence(["g1", "g2", "c1", "l1", "nobody's"])).to.deep.equal({ sentences: 4, documents: 3, origins: 2 });
    const retracted = [...relations].map((relation) => ({ ...relation, status: "retracted" as const }));
    expect(evidenceOf(retracted, originsOf(articles))).to.deep.equal({ sentences: 0, documents: 0, origins: 0 });
  });
});
