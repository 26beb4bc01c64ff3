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
    const drawn = { theme: "light", transparent: false, hidden, dimmed } as const;
    const found = highlightOf({ ...drawn, selection, hover: null, highlighted: null }, model);
    return found === null ? null : [...found.marks].toSorted();
  };

  it("is what the page says in place of the neighbours, as far as it is drawn and until something is hovered", () => {
    const hidden = { marks: new Set(["trump"]), lines: new Set<string>() };
    const none = { marks: new Set<string>(), lines: new Set<string>() };
    const own = { marks: new Set(["qaani", "trump", "nobody"]), lines: new Set([line.id, "no line"]) };
    const drawn = { theme: "light", transparent: false, hidden, dimmed: none, highlighted: own } as const;
    const selection = selectMark("iran");
    const found = highlightOf({ ...drawn, selection, hover: null }, model);
    expect([...(found?.marks ?? [])]).to.deep.equal(["qaani"]);
    expect([...(found?.lines ?? [])]).to.deep.equal([line.id]);
    const hovered = highlightOf({ ...drawn, selection, hover: { kind: "mark", id: "iran" } }, model);
    expect(hovered?.marks.has("iran")).to.equal(true);
  });

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
