import { expect } from "chai";
import { claimRows } from "../../model/claim-table.ts";
import { foldStory } from "../../model/reading.ts";
import { speakersOf } from "../../model/speakers.ts";
import type { StoryGraph } from "../../model/story.ts";
import { voicesOf, type VoiceClaim } from "../../model/voices.ts";
import { claim, entity, graphOf } from "./claims.ts";
import { graphOf as storyGraph, seedGraph } from "./seed.ts";
import { weekAfterContent } from "./week-after.ts";

const of = (graph: StoryGraph) => voicesOf(claimRows(graph, foldStory(graph)), graph.relations);
const words = (claims: readonly VoiceClaim[]) =>
  claims.map(({ row, others, against }) => [row.says, others.join(), against.join()]);

const people = [
  entity("ann", "Person"),
  entity("bo", "Person"),
  entity("cy", "Person"),
  entity("guild", "Organization"),
];
const quarrel = graphOf(people, [
  claim("ann LEADS guild"),
  claim("ann LEADS guild", { id: "same", source: "bo" }),
  claim("ann LEADS guild", { id: "denied", source: "cy", polarity: "negative" }),
  claim("bo MEMBER_OF guild", { id: "bo's own", source: "bo" }),
  claim("cy MEMBER_OF guild", { id: "cy's own", source: "cy" }),
]);

describe("What rests on one voice", () => {
  it("is what falls with it, what others say too, and what others contradict", () => {
    const { alone, shared, contradicted } = of(quarrel).claimsOf("bo");
    expect([words(alone), words(shared), words(contradicted)]).to.deep.equal([
      [["Bo belongs to guild", "", ""]],
      [],
      [["Ann leads guild", "article", "cy"]],
    ]);
  });

  it("of the seed's television is one claim, which the article says too", () => {
    const { alone, shared, contradicted } = of(seedGraph()).claimsOf("iraqi-state-tv");
    expect([words(alone), words(shared), words(contradicted)]).to.deep.equal([
      [],
      [["The United States carried out the second strike of 4 Jan", "article", ""]],
      [],
    ]);
  });

  it("has each claim of a voice once, in each of two stories", () => {
    for (const graph of [seedGraph(), storyGraph(weekAfterContent())]) {
      const rows = claimRows(graph, foldStory(graph));
      const voices = voicesOf(rows, graph.relations);
      for (const { id } of speakersOf(graph)) {
        const { alone, shared, contradicted } = voices.claimsOf(id);
        const told = [...alone, ...shared, ...contradicted].map(({ row }) => row.key).toSorted();
        const own = rows.filter(({ sources }) => sources.includes(id)).map(({ key }) => key);
        expect(told, id).to.deep.equal(own.toSorted());
      }
    }
  });
});

describe("Two voices beside one another", () => {
  const compared = (graph: StoryGraph, first: string, second: string) => {
    const { agreed, contradicted, together, onlyFirst, onlySecond } = of(graph).compare(first, second);
    return {
      agreed: agreed.map(([one, other]) => [one.says, one.who, other.who]),
      contradicted: contradicted.map(({ kind, sides }) => [
        kind,
        ...sides.map((side) => side.map(({ id }) => id).join()),
      ]),
      together: together.map(({ says }) => says),
      onlyFirst: onlyFirst.map(({ says }) => says),
      onlySecond: onlySecond.map(({ says }) => says),
    };
  };

  it("agree, contradict one another, or are silent", () => {
    expect(compared(quarrel, "bo", "cy")).to.deep.equal({
      agreed: [],
      contradicted: [["denied", "same", "denied"]],
      together: [],
      onlyFirst: ["Bo belongs to guild"],
      onlySecond: ["Cy belongs to guild"],
    });
    expect(compared(quarrel, "article", "bo")).to.deep.equal({
      agreed: [["Ann leads guild", "the article itself", "bo"]],
      contradicted: [],
      together: [],
      onlyFirst: [],
      onlySecond: ["Bo belongs to guild"],
    });
  });

  it("of the seed: the article and US officials agree on the strike, and the officials alone name the car", () => {
    const { agreed, onlySecond } = compared(seedGraph(), "article", "us-officials");
    expect({ agreed, onlySecond }).to.deep.equal({
      agreed: [
        ["The drone strike of 3 Jan killed Qasem Soleimani", "the article itself", "US officials (unnamed)"],
        ["The drone strike of 3 Jan was carried out with a drone", "the article itself", "US officials (unnamed)"],
      ],
      onlySecond: [
        "The drone strike of 3 Jan was directed at Soleimani’s car",
        "The drone strike of 3 Jan took place near the Baghdad airport",
        "Qasem Soleimani has Soleimani’s car",
      ],
    });
  });

  it("are the same pair whichever comes first", () => {
    const graph = storyGraph(weekAfterContent());
    const voices = of(graph);
    const ids = speakersOf(graph).map(({ id }) => id);
    for (const first of ids)
      for (const second of ids.filter((id) => id > first)) {
        const [one, other] = [voices.compare(first, second), voices.compare(second, first)];
        expect(other.agreed.map(([a, b]) => [b.key, a.key])).to.have.deep.members(
          one.agreed.map(([a, b]) => [a.key, b.key]),
        );
        expect([other.onlySecond, other.onlyFirst]).to.deep.equal([one.onlyFirst, one.onlySecond]);
      }
  });
});
