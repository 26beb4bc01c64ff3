import { expect } from "chai";
import { lengthInside } from "../../picture/boxes.ts";
import { placeLabels, type LabelledMark } from "../../picture/labels.ts";
import { readsRightToLeft, textWidth } from "../../picture/text-metrics.ts";

const frame = { width: 300, height: 200 };
const mark: LabelledMark = { id: "iran", label: "Iran", caption: "country", x: 150, y: 100, radius: 10 };

describe("labels", () => {
  it("stand to the right, with the caption below, when all is free", () => {
    const [label] = placeLabels([mark], { frame, captions: true });
    expect(label).to.include({ id: "iran", text: "Iran", caption: "country", side: "right", x: 163, y: 92 });
  });

  it("step to the left at the right edge", () => {
    expect(placeLabels([{ ...mark, x: 285 }], { frame, captions: false })).to.have.nested.property("[0].side", "left");
  });

  it("keep the side they had", () => {
    const placed = placeLabels([{ ...mark, side: "above" }], { frame, captions: false });
    expect(placed).to.have.nested.property("[0].side", "above");
  });

  it("rather stand where no line passes", () => {
    const lines = Float64Array.of(150, 100, 300, 100);
    expect(placeLabels([mark], { frame, captions: false, lines })).to.have.nested.property("[0].side", "left");
  });

  it("are left out, the last first, where there is no room", () => {
    const crowd = Array.from({ length: 40 }, (_, at) => ({ ...mark, id: `m${at}`, label: "A name of some length" }));
    const placed = placeLabels(crowd, { frame, captions: true });
    expect(placed.length).to.be.within(1, 8);
    expect(placed[0]?.id).to.equal("m0");
  });

  it("are measured by script", () => {
    expect(textWidth("", 13)).to.equal(0);
    expect(textWidth("漢字", 10)).to.be.closeTo(20.6, 0.01);
    expect(textWidth("mmm", 10)).to.be.above(textWidth("iii", 10));
  });

  it("read from right to left by their first letter", () => {
    const texts = ["الحشد الشعبي", "“פרס", "Iran الحشد", "3 Jan", "Иран"];
    expect(texts.map(readsRightToLeft)).to.deep.equal([true, true, false, false, false]);
  });
});

describe("a segment in a box", () => {
  const box = { x: 10, y: 10, width: 20, height: 10 };
  it("is measured where it passes, ends or misses", () => {
    expect(lengthInside(box, 0, 15, 50, 15)).to.equal(20);
    expect(lengthInside(box, 20, 15, 20, 100)).to.equal(5);
    expect(lengthInside(box, 0, 0, 50, 5)).to.equal(0);
    expect(lengthInside(box, 0, 18, 8, 40)).to.equal(0);
  });
});
