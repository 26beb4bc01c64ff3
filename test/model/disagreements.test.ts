import { expect } from "chai";
import { contradictedRelations, disagreements } from "../../model/disagreements.ts";
import { foldStory } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import { seedGraph } from "./seed.ts";

const graph = seedGraph();
const strike = graph.relations.find(
  ({ source, type, object }) => source === "iraqi-state-tv" && type === "CARRIED_OUT" && object === "strike-2",
) as Relation;
const claim = (id: string, change: Partial<Relation>): Relation => ({ ...strike, id, ...change });

describe("contradictions", () => {
  it("are none on the seed: to be silent about one thing denies nothing", () => {
    expect([...contradictedRelations(graph.relations)]).to.deep.equal([]);
    expect(foldStory(graph).lines.filter(({ contradicted }) => contradicted)).to.deep.equal([]);
  });

  it("mark both sides of a claim and its denial, and the lines they stand on", () => {
    const denial = claim("denial", { source: "trump", polarity: "negative" });
    const view = foldStory({ ...graph, relations: [...graph.relations, denial] });
    expect(view.lines.filter(({ contradicted }) => contradicted).map(({ id }) => id)).to.deep.equal([
      "strike-2~us",
      "strike-2~us~denial",
    ]);
    expect([...contradictedRelations([strike, denial])]).to.deep.equal([strike.id, "denial"]);
  });

  it("mark two voices that name different doers of one event", () => {
    const other = claim("other", { source: "hashed", subject: "iran" });
    expect([...contradictedRelations([strike, other])]).to.deep.equal([strike.id, "other"]);
  });

  it("have sides of those that say the same, and are of numbers too", () => {
    const sidesOf = (...relations: Relation[]) =>
      disagreements(relations).map(({ kind, sides }) => [kind, sides.map((side) => side.map(({ id }) => id))]);
    const denial = claim("denial", { source: "trump", polarity: "negative" });
    const same = claim("same", { source: "hashed" });
    expect(sidesOf(strike, denial, same)).to.deep.equal([["denied", [[strike.id, "same"], ["denial"]]]]);
    const killed = (id: string, qualifiers: Relation["qualifiers"], more: Partial<Relation> = {}) =>
      claim(id, { type: "KILLED", subject: "strike-2", object: "dead", qualifiers, ...more });
    expect(sidesOf(killed("five", { count: 5 }), killed("six", { count: 6 }), killed("5", { count: 5 }))).to.deep.equal(
      [["number", [["five", "5"], ["six"]]]],
    );
    expect(sidesOf(killed("five", { count: 5 }), killed("about", { count: 6, approx: true }))).to.deep.equal([]);
    expect(
      sidesOf(
        killed("five", { count: 5 }, { startDate: "2020-01-03" }),
        killed("six", { count: 6 }, { startDate: "2020-01-04" }),
      ),
    ).to.deep.equal([]);
    expect(sidesOf(killed("range", { quantityMin: 3, quantityMax: 5 }), killed("six", { count: 6 }))).to.deep.equal([]);
    expect(
      sidesOf(killed("euro", { amount: 5, currency: "EUR" }), killed("dollar", { amount: 5, currency: "USD" })),
    ).to.deep.equal([["number", [["euro"], ["dollar"]]]]);
  });

  it("leave in peace what agrees in part, is only feared, or was taken back", () => {
    const both = [claim("same", { source: "hashed" }), claim("more", { source: "hashed", subject: "iran" })];
    const feared = claim("feared", { source: "hashed", subject: "iran", certainty: "hypothetical" });
    const retracted = claim("retracted", { source: "trump", polarity: "negative", status: "retracted" });
    expect([...contradictedRelations([strike, ...both, feared, retracted])]).to.deep.equal([]);
  });
});
