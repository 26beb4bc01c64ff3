import { expect } from "chai";
import { GraphModel } from "../../client/graph/graph-model.ts";
import { NOTHING, selectLine, selectMark, type Selection } from "../../client/graph/selection.ts";
import { highlightOf } from "../../client/view/view-state.ts";
import { storyDrawing } from "../picture/story-drawing.ts";

describe("the highlight", () => {
  const drawing = storyDrawing(30);
  const model = new GraphModel(drawing, {}, { width: 800, height: 600 });
  const line = drawing.lines.find(({ from }) => from === "qaani")!;
  const highlighted = (selection: Selection, marks: readonly string[], lines: readonly string[] = []) => {
    const hidden = { marks: new Set(marks), lines: new Set(lines) };
    const dimmed = { marks: new Set<string>(), lines: new Set<string>() };
    const found = highlightOf({ theme: "light", transparent: false, selection, hover: null, hidden, dimmed }, model);
    return found === null ? null : [...found.marks].toSorted();
  };

  it("is who is selected and whom a line joins to them", () => {
    expect(highlighted(NOTHING, [])).to.equal(null);
    expect(highlighted(selectMark("qaani"), [])).to.include.members(["qaani", line.to]);
    expect(highlighted(selectLine(line.id), [])).to.deep.equal(["qaani", line.to].toSorted());
  });

  it("is everything where nothing of what is selected is drawn", () => {
    expect(highlighted(selectMark("qaani"), ["qaani"])).to.equal(null);
    expect(highlighted(selectLine(line.id), ["qaani", line.to], [line.id])).to.equal(null);
  });

  it("is the end that is drawn, of a line that fell", () => {
    expect(highlighted(selectLine(line.id), ["qaani"], [line.id])).to.deep.equal([line.to]);
  });
});
