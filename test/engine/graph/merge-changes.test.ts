import { expect } from "chai";
import { mergeChanges } from "../../../engine/graph/merge-changes.ts";

describe("the changes of a commit", () => {
  it("are one record an element, with names once", () => {
    const merged = mergeChanges([
      ["n", 7],
      ["+l", 7, "Entity"],
      ["np", 7, "id", "a"],
      ["np", 7, "id", "a"],
      ["np", 7, "name", "Amal"],
      ["+l", 7, "Person"],
      ["n", 8],
      ["+l", 8, "Entity"],
      ["np", 8, "id", "b"],
      ["np", 8, "name", "Boris"],
      ["+l", 8, "Person"],
      ["r", 3, "LEADS", 7, 8],
      ["rp", 3, "quotes", ["l", "leads"]],
      ["np", 2, "name", "Old"],
      ["np", 2, "short", null],
    ]);
    expect(merged).to.deep.equal([
      ["shape", ["Entity", "Person"], ["id", "name"]],
      ["node", 7, 0, "a", "Amal"],
      ["node", 8, 0, "b", "Boris"],
      ["shape", ["LEADS"], ["quotes"]],
      ["relationship", 3, 7, 8, 1, ["l", "leads"]],
      ["shape", [], ["name", "short"]],
      ["set-node", 2, 2, "Old", null],
    ]);
  });

  it("keep their order where another element stands between", () => {
    const changes = [
      ["n", 2],
      ["np", 1, "id", null],
      ["np", 2, "id", "a"],
      ["-n", 1],
      ["-l", 2, "Person"],
    ] as const;
    expect(mergeChanges(changes)).to.deep.equal([
      ["shape", [], []],
      ["node", 2, 0],
      ["shape", [], ["id"]],
      ["set-node", 1, 1, null],
      ["set-node", 2, 1, "a"],
      ["-n", 1],
      ["-l", 2, "Person"],
    ]);
  });
});
