import { expect } from "chai";
import { speakerNames, speakersOf } from "../../model/speakers.ts";
import { claim, entity, graphOf } from "./claims.ts";

const named = (...articles: Record<string, unknown>[]) => {
  const nameOf = speakerNames(graphOf([], [], articles));
  return articles.map(({ id }) => nameOf(String(id)));
};

describe("the voices of a story", () => {
  it("are the article itself only where there is one; several go by what tells them apart", () => {
    expect([
      named({ id: "a", title: "Strike" }),
      named({ id: "a", title: "Strike", publisher: "Times" }, { id: "b", title: "Strike", publisher: "Post" }),
      named({ id: "a", title: "Strike" }, { id: "b", title: "March", publisher: "Post" }),
      named({ id: "a", title: "Strike" }, { id: "b", title: "Strike", publishedAt: "2024-05-02" }),
      named({ id: "a", title: "Strike" }, { id: "b", title: "Strike" }),
    ]).to.deep.equal([
      ["the article itself"],
      ["Times", "Post"],
      ["“Strike”", "“March”"],
      ["“Strike”, 2024-05-01", "“Strike”, 2024-05-02"],
      ["“Strike” (a)", "“Strike” (b)"],
    ]);
  });

  it("are listed under names of their own", () => {
    const relations = [
      claim("ann LEADS guild"),
      claim("ann LEADS guild", { id: "b", document: "second", source: "second" }),
      claim("ann LEADS guild", { id: "c", source: "bo" }),
    ];
    const graph = graphOf(
      [entity("ann", "Person"), entity("bo", "Person", { name: "Bo" }), entity("guild", "Organization")],
      relations,
      [
        { id: "article", title: "Strike", publisher: "Times" },
        { id: "second", title: "Strike", publisher: "Post" },
      ],
    );
    expect(speakersOf(graph).map(({ name }) => name)).to.deep.equal(["Post", "Times", "Bo"]);
  });

  it("are listed by the numbers in their names", () => {
    const ids = ["Day 2", "Day 10", "Day 1"];
    const relations = ids.map((id) => claim("ann LEADS guild", { id: `r ${id}`, document: id, source: id }));
    const graph = graphOf(
      [entity("ann", "Person"), entity("guild", "Organization")],
      relations,
      ids.map((id) => ({ id, title: id, publisher: id })),
    );
    expect(speakersOf(graph).map(({ name }) => name)).to.deep.equal(["Day 1", "Day 2", "Day 10"]);
  });
});
