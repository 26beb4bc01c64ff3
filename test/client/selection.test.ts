import { expect } from "chai";
import {
  backOut,
  isSelected,
  keepExisting,
  NOTHING,
  sameSelection,
  selectLine,
  selectMark,
  selectMarks,
  toggleMark,
} from "../../client/graph/selection.ts";

describe("the selection", () => {
  it("adds and takes away marks, and is nothing when the last is gone", () => {
    const two = toggleMark(selectMark("iran"), "iraq");
    expect(two).to.deep.equal({ kind: "marks", ids: ["iran", "iraq"] });
    expect(toggleMark(two, "iran")).to.deep.equal(selectMark("iraq"));
    expect(toggleMark(selectMark("iran"), "iran")).to.deep.equal(NOTHING);
    expect(toggleMark(selectLine("l1"), "iran")).to.deep.equal(selectMark("iran"));
  });

  it("backs out one step at a time", () => {
    expect(backOut(selectMarks(["iran", "iraq"]))).to.deep.equal(selectMark("iran"));
    expect(backOut(selectMark("iran"))).to.deep.equal(NOTHING);
    expect(backOut(selectLine("l1"))).to.deep.equal(NOTHING);
    expect(backOut(NOTHING)).to.deep.equal(NOTHING);
  });

  it("lets go of what is no longer there", () => {
    const there = { marks: new Set(["a"]), lines: new Set(["l1"]) };
    expect(keepExisting(selectMarks(["a", "b"]), there)).to.deep.equal(selectMark("a"));
    expect(keepExisting(selectLine("l1"), there)).to.deep.equal(selectLine("l1"));
    expect(keepExisting(selectLine("l2"), there)).to.deep.equal(NOTHING);
  });

  it("knows what is in it and when two are the same", () => {
    expect([
      isSelected(selectMark("a"), "a"),
      isSelected(selectLine("a"), "b"),
      isSelected(NOTHING, "a"),
    ]).to.deep.equal([true, false, false]);
    expect(sameSelection(selectMarks(["a", "b"]), selectMarks(["a", "b"]))).to.equal(true);
    expect(sameSelection(selectMarks(["a", "b"]), selectMarks(["b", "a"]))).to.equal(false);
    expect(sameSelection(selectLine("a"), selectMark("a"))).to.equal(false);
  });
});
