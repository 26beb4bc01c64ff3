import { expect } from "chai";
import { isExplain, namesIn, propertyKeysIn } from "../../client/graph/statement-names.ts";

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

  for (const [statement, keys] of [
    ["MATCH (n:Person {nme: $x, id: 'a'}) WHERE n.age > 1.5 RETURN n.naem", ["nme", "id", "age", "naem"]],
    ["RETURN date.truncate('day', date()).year, apoc.text.join(['a'], 'b')", []],
    ["MATCH (n) RETURN n {.name, .*, born: n.born}, {a: 1}, collect(n {.age})", ["name", "born", "age"]],
    ["MATCH (n:Person {at: {x: 1}}) WHERE n.born.year > 1 RETURN n.`full name` // n.none", ["at", "born", "full name"]],
    ["RETURN 'n.text' AS n, [1, 2][0..1] AS l", []],
  ] as const) {
    it(`its property keys, of ${statement}`, () => {
      expect(propertyKeysIn(statement)).to.have.members([...keys]);
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
