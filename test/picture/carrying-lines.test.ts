import { expect } from "chai";
import { GraphModel } from "../../client/graph/graph-model.ts";
import { NOTHING, selectMark, type Selection } from "../../client/graph/selection.ts";
import { Appearance } from "../../client/view/view-state.ts";
import { withCarryingLines } from "../../picture/carrying-lines.ts";
import { seedGraph } from "../model/seed.ts";
import { storyDrawing, wholeDrawing } from "./story-drawing.ts";

const { featured } = seedGraph().story;

describe("The lines that carry a story", () => {
  const drawing = storyDrawing(30);
  const carried = withCarryingLines(drawing, featured);
  const carrying = carried.lines.filter(({ carries }) => carries === true);

  it("are eight, begin with whom the story features first, and reach all over the picture", () => {
    expect(carrying.map(({ text }) => text)).to.include.members([
      "The drone strike of 3 Jan killed Qasem Soleimani",
      "Qasem Soleimani leads the Quds Force",
    ]);
    expect(carrying).to.have.length(8);
    expect(new Set(carrying.flatMap(({ from, to }) => [from, to])).size).to.be.at.least(10);
    expect(carrying.every(({ negative }) => !negative)).to.equal(true);
  });

  it("change nothing else of the drawing, and are none where all lines can be read, or too many are drawn", () => {
    expect(carried.lines.map(({ carries: _, ...line }) => line)).to.deep.equal(drawing.lines);
    expect(carried.marks).to.equal(drawing.marks);
    for (const other of [storyDrawing(6), wholeDrawing()])
      expect(withCarryingLines(other, featured).lines.some(({ carries }) => carries === true)).to.equal(false);
  });

  it("stand out until something is highlighted", () => {
    const model = new GraphModel(carried, {}, { width: 800, height: 600 });
    const none = { marks: new Set<string>(), lines: new Set<string>() };
    const strokeOf = (line: (typeof carried.lines)[number], selection: Selection) => {
      const drawn = { theme: "light", transparent: false, hidden: none, dimmed: none, highlighted: null } as const;
      return new Appearance({ ...drawn, selection, hover: null }, model).strokeStyle(line, 1);
    };
    const [strong] = carrying;
    const weak = carried.lines.find(({ carries, from, to }) => carries !== true && from !== "trump" && to !== "trump");
    if (strong === undefined || weak === undefined) throw new Error("The seed's picture has no such lines");
    expect(strokeOf(strong, NOTHING).size).to.equal(1.5);
    expect(strokeOf(weak, NOTHING).size).to.equal(1);
    expect(strokeOf(weak, NOTHING).color).not.to.equal(strokeOf(strong, NOTHING).color);
    const plain = new GraphModel(drawing, {}, { width: 800, height: 600 });
    expect(plain.hasCarryingLines).to.equal(false);
    expect(strokeOf(strong, selectMark("trump"))).to.deep.equal(strokeOf(weak, selectMark("trump")));
  });
});
