import { expect } from "chai";
import { KINDS } from "../../model/kinds.ts";
import { bestOfEach, SEARCH_SECTIONS, sectionOf } from "../../model/search-sections.ts";

describe("the sections of a search", () => {
  it("hold every kind", () => {
    expect([...new Set(KINDS.map(sectionOf))]).to.deep.equal(SEARCH_SECTIONS);
  });

  it("each keep a place where one of them would take them all, the best hits first", () => {
    const hits = [...Array.from({ length: 40 }, (_, at) => `Person ${at}`), "Event 1", "Statement 1"];
    const of = (hit: string) => sectionOf(hit.split(" ")[0] ?? "");
    expect(bestOfEach(hits, 6, of)).to.deep.equal([
      "Person 0",
      "Person 1",
      "Person 2",
      "Person 3",
      "Event 1",
      "Statement 1",
    ]);
    expect(bestOfEach(hits.slice(0, 3), 6, of)).to.deep.equal(hits.slice(0, 3));
    expect(bestOfEach(hits, 1, of)).to.deep.equal(["Person 0"]);
  });
});
