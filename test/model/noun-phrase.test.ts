import { expect } from "chai";
import { foldStory } from "../../model/reading.ts";
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
});
