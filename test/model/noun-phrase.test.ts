import { expect } from "chai";
import { allOf, foldStory } from "../../model/reading.ts";
import { claim, entity, graphOf } from "./claims.ts";

describe("names with and without an article", () => {
  it("are told as English has them: a camp and a fort without, a coalition and a command with one", () => {
    const entities = [
      entity("coalition", "ArmedForce", { name: "US-led coalition" }),
      entity("command", "ArmedForce", { name: "Joint Operations Command" }),
      entity("camp", "Facility", { name: "Camp Taji" }),
      entity("stadium", "Facility", { name: "stadium of Taji" }),
    ];
    const relations = ["coalition OWNS camp", "command OWNS stadium"].map((words) => claim(words));
    const { lines } = foldStory(graphOf(entities, relations));
    expect(lines.flatMap(({ sentences }) => sentences.map(({ text }) => text))).to.deep.equal([
      "The US-led coalition has Camp Taji",
      "The Joint Operations Command has the stadium of Taji",
    ]);
  });

  it("are of somebody where he stands before them, not where he stands behind", () => {
    const entities = [
      entity("vote", "Event", { name: "Vote of Iran’s parliament" }),
      entity("visit", "Event", { name: "Ann’s visit to Bo's house" }),
      entity("tour", "Event", { name: "The guards’ tour" }),
      entity("ann", "Person", { name: "Ann" }),
    ];
    const relations = ["vote", "visit", "tour"].map((id) => claim(`ann PARTICIPATED_IN ${id}`));
    expect(allOf(graphOf(entities, relations)).lines.flatMap(({ sentences: [one] }) => one?.text)).to.deep.equal([
      "Ann took part in the vote of Iran’s parliament",
      "Ann took part in Ann’s visit to Bo's house",
      "Ann took part in the guards’ tour",
    ]);
  });
});
