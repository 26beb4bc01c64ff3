import { expect } from "chai";
import { isExplain, namesIn } from "../../client/graph/statement-names.ts";

describe("the names in a statement", () => {
  for (const [statement, names] of [
    [
      "MATCH (p:Persn)-[r:LEADS|KILLED*1..2]->(:Event:Strike) RETURN p",
      ["Persn", "LEADS", "KILLED", "Event", "Strike"],
    ],
    [
      "MATCH (p:!Person&(Place|`Armed force`) {story: $story, of: name}) RETURN {a: p}",
      ["Person", "Place", "Armed force"],
    ],
    ["MATCH (p) WHERE EXISTS { MATCH (p)-[:MADE]->() } RETURN COUNT { (p)--(:Event) }", ["MADE", "Event"]],
    ["MATCH (p) CALL (p) { MATCH (p)--(e:Event) RETURN e } RETURN [x IN labels(p) WHERE e:Event | x]", ["Event"]],
    [
      "MATCH (p:Person) WHERE p.name IS :: INTEGER OR p.age IS NOT :: LIST<STRING NOT NULL> RETURN p.name IS::FLOAT",
      ["Person"],
    ],
    ["RETURN ':Person' // (:Place)\n, \"it's :Event\" /* :Law */", []],
  ] as const) {
    it(`of ${statement}`, () => {
      expect(namesIn(statement)).to.deep.equal(names);
    });
  }

  it("and whether it asks for its plan alone", () => {
    expect(isExplain("// the plan\n explain MATCH (n) RETURN n")).to.equal(true);
    expect(isExplain("CYPHER 5 planner=cost Explain MATCH (n) RETURN n")).to.equal(true);
    expect(isExplain("CYPHER 5 MATCH (explain) RETURN explain")).to.equal(false);
    expect(isExplain("cypher 25 PROFILE MATCH (explain) RETURN explain")).to.equal(false);
    expect(isExplain("MATCH (explain) RETURN explain")).to.equal(false);
  });
});
