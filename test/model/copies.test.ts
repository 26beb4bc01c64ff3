import { expect } from "chai";
import type { ArticleHead } from "../../model/article.ts";
import { copiesOf, copyWords } from "../../model/copies.ts";
import { speakerNames } from "../../model/speakers.ts";

const article = (id: string, more: Partial<ArticleHead> = {}): ArticleHead => ({
  id,
  title: id,
  publisher: `Paper ${id.toUpperCase()}`,
  publishedAt: "2025-03-01",
  language: "en",
  ...more,
});

/** What readers are told of each article that copies another. */
function told(articles: readonly ArticleHead[]): Record<string, string> {
  const agency = { id: "dpa", label: "Organization" as const, name: "The German agency" };
  const entities = [{ ...agency, aliases: [], otherNames: [], properties: {}, receipts: [] }];
  const copies = copiesOf(articles, speakerNames({ articles: [...articles], entities }));
  return Object.fromEntries(
    [...copies].map(([id, copied]) => [id, `${copyWords(copied)} [${copied.id ?? "outside"}]`]),
  );
}

describe("what an article copies", () => {
  it("is called as the story calls it, by its host where it is an address, and as it is written otherwise", () => {
    expect(
      told([
        article("a"),
        article("b", { derivedFrom: "a" }),
        article("c", { derivedFrom: "b" }),
        article("d", { derivedFrom: "Reuters " }),
        article("e", { derivedFrom: "https://www.agency.example/world/1" }),
        article("f", { derivedFrom: "dpa" }),
        article("g", { url: "https://g.example/1" }),
        article("h", { derivedFrom: "https://g.example/1" }),
      ]),
    ).to.deep.equal({
      b: "reprinted from Paper A [a]",
      c: "reprinted from Paper B [b]",
      d: "reprinted from Reuters [outside]",
      e: "reprinted from agency.example [outside]",
      f: "reprinted from The German agency [outside]",
      h: "reprinted from Paper G [g]",
    });
  });

  it("is the first that was published with the same text, where no article says that it copies", () => {
    expect(
      told([
        article("late", { sha256: "1", publishedAt: "2025-03-09" }),
        article("first", { sha256: "1", publishedAt: "2025-03-02" }),
        article("said", { sha256: "1", derivedFrom: "AP", publishedAt: "2025-03-01" }),
        article("other", { sha256: "2" }),
        article("unknown"),
      ]),
    ).to.deep.equal({
      late: "the same text as Paper FIRST [first]",
      said: "reprinted from AP [outside]",
    });
  });

  it("is nothing where it names itself or nothing", () => {
    expect(told([article("a", { derivedFrom: "a" }), article("b", { derivedFrom: " " })])).to.deep.equal({});
  });
});
