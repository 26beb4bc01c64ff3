import { expect } from "chai";
import { storyIndex } from "../../model/story-index.ts";
import { claim, entity, graphOf } from "./claims.ts";

describe("The index of a story", () => {
  const index = storyIndex(
    graphOf(
      [entity("ann", "Person"), entity("ben", "Person"), entity("guild", "Organization")],
      [
        claim("ann LEADS guild", { startDate: "2024-05-02T10:00:00Z" }),
        claim("ben MEMBER_OF guild", { source: "ann", document: "other", startDate: "2024-05-01" }),
        claim("ann ALLIED_WITH ann"),
        claim("ben LEADS guild", { status: "retracted" }),
      ],
      [
        { id: "article", title: "A report" },
        { id: "other", title: "Another" },
      ],
    ),
  );
  const ids = (relations: readonly { readonly id: string }[]) => relations.map(({ id }) => id);

  it("finds entities, articles and standing relations by their ids", () => {
    expect(index.entities.get("ann")?.label).to.equal("Person");
    expect(index.articles.get("other")?.title).to.equal("Another");
    expect([...index.relations.keys()]).to.deep.equal([
      "ann LEADS guild",
      "ben MEMBER_OF guild",
      "ann ALLIED_WITH ann",
    ]);
  });

  it("finds relations by either end, one that joins somebody to himself once", () => {
    expect(ids(index.relationsOf("ann"))).to.deep.equal(["ann LEADS guild", "ann ALLIED_WITH ann"]);
    expect(ids(index.relationsOf("guild"))).to.deep.equal(["ann LEADS guild", "ben MEMBER_OF guild"]);
    expect(index.relationsOf("nobody")).to.deep.equal([]);
  });

  it("finds relations by type, speaker, document and day", () => {
    expect(ids(index.ofType("LEADS"))).to.deep.equal(["ann LEADS guild"]);
    expect(ids(index.saidBy("ann"))).to.deep.equal(["ben MEMBER_OF guild"]);
    expect(ids(index.inDocument("other"))).to.deep.equal(["ben MEMBER_OF guild"]);
    expect(ids(index.onDay("2024-05-02"))).to.deep.equal(["ann LEADS guild"]);
    expect(ids(index.onDay(""))).to.deep.equal(["ann ALLIED_WITH ann"]);
    expect(index.days()).to.deep.equal(["2024-05-01", "2024-05-02"]);
  });
});
