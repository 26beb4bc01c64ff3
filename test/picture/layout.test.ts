import { expect } from "chai";
import { overlap } from "../../picture/boxes.ts";
import { compose } from "../../picture/composition.ts";
import type { Drawing, Frame } from "../../picture/drawing.ts";
import { layoutPicture } from "../../picture/layout.ts";
import { randomFrom } from "../../picture/seed.ts";
import { storyDrawing, wholeDrawing } from "./story-drawing.ts";

const CANVAS = { width: 800, height: 620 };
const PHONE = { width: 390, height: 640 };

function faults(drawing: Drawing, frame: Frame): string[] {
  const { marks, labels } = compose(drawing, layoutPicture(drawing, frame), frame);
  const lettered = new Set(labels.map(({ id }) => id));
  const found = marks.flatMap(({ mark }) => (lettered.has(mark.id) ? [] : [`${mark.label} has no label`]));
  labels.forEach((label, at) => {
    for (const other of labels.slice(at + 1)) {
      if (overlap(label, other) > 0) found.push(`${label.text} lies on ${other.text}`);
    }
    for (const { mark, x, y, radius } of marks) {
      const box = { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 };
      if (mark.id !== label.id && overlap(label, box) > 0)
        found.push(`${label.text} lies on the mark of ${mark.label}`);
    }
    const { x, y, width, height } = label;
    if (x < 0 || y < 0 || x + width > frame.width || y + height > frame.height) found.push(`${label.text} is cut`);
  });
  return found;
}

describe("the layout", function () {
  this.timeout(30_000);
  const thirty = storyDrawing(30);

  it("letters all thirty marks of the story at 800 by 620, none on another, none cut", () => {
    expect(faults(thirty, CANVAS)).to.deep.equal([]);
  });

  it("does so on a phone", () => {
    expect(faults(thirty, PHONE)).to.deep.equal([]);
  });

  it("is the same every time, whatever was laid out before", () => {
    const first = layoutPicture(thirty, CANVAS);
    layoutPicture(storyDrawing(12), CANVAS);
    expect(layoutPicture(thirty, CANVAS)).to.deep.equal(first);
  });

  it("stretches one composition over canvases of nearly one shape", () => {
    expect(layoutPicture(thirty, { width: 1100, height: 700 })).to.deep.equal(layoutPicture(thirty, CANVAS));
  });

  it("keeps every mark on the canvas, for one, for two and for many", () => {
    for (const drawing of [
      storyDrawing(1),
      storyDrawing(2),
      storyDrawing(55),
      wholeDrawing(),
      { marks: [], lines: [] },
    ]) {
      const positions = layoutPicture(drawing, CANVAS);
      expect(Object.keys(positions)).to.have.members(drawing.marks.map(({ id }) => id));
      for (const { x, y } of Object.values(positions)) {
        expect(x).to.be.within(0, 1);
        expect(y).to.be.within(0, 1);
      }
    }
  });

  for (const count of [1, 2, 3, 5, 9, 12])
    for (const shape of ["chain", "star"])
      it(`stands in the middle of the canvas: a ${shape} of ${count}`, () => {
        const [mark, line] = [thirty.marks[0]!, thirty.lines[0]!];
        const marks = Array.from({ length: count }, (_, at) => ({ ...mark, id: `m${at}`, label: `Name ${at}` }));
        const lines = marks.slice(1).map(({ id }, at) => {
          return { ...line, id: `l${at}`, from: shape === "star" ? "m0" : `m${at}`, to: id };
        });
        const drawing = { marks, lines };
        for (const frame of [CANVAS, PHONE]) {
          const composed = compose(drawing, layoutPicture(drawing, frame), frame);
          const boxes = [
            ...composed.labels,
            ...composed.marks.map(({ x, y, radius }) => {
              return { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 };
            }),
          ];
          const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
          const right = frame.width - Math.max(...boxes.map(({ x, width }) => x + width));
          const bottom = frame.height - Math.max(...boxes.map(({ y, height }) => y + height));
          expect(Math.abs(left - right)).to.be.below(frame.width * 0.12);
          expect(Math.abs(top - bottom)).to.be.below(frame.height * 0.12);
        }
      });

  it("sets marks of one place apart, and marks that nothing joins", () => {
    const marks = ["a", "b", "c"].map((id) => ({ id, kind: "Person" as const, label: id, caption: "", joins: 0 }));
    const positions = Object.values(layoutPicture({ marks, lines: [] }, CANVAS));
    const spots = new Set(positions.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`));
    expect(spots.size).to.equal(3);
  });

  it("brings what is joined together, among three thousand marks, and does so the same every time", () => {
    const random = randomFrom(7);
    const [groups, size] = [60, 50];
    const drawing = crowd(groups * size, (at) => {
      const group = Math.floor(at / size) % groups;
      return [group * size + Math.floor(random() * size), group * size + Math.floor(random() * size)];
    });
    const positions = layoutPicture(drawing, CANVAS);
    const far = (one: string, other: string): number =>
      Math.hypot(positions[one]!.x - positions[other]!.x, positions[one]!.y - positions[other]!.y);
    const joined = drawing.lines.map(({ from, to }) => far(from, to));
    const strangers = drawing.lines.map(({ from }, at) => far(from, drawing.lines[(at * 7919) % joined.length]!.to));
    expect(mean(joined)).to.be.below(mean(strangers) / 4);
    expect(layoutPicture(drawing, CANVAS)).to.deep.equal(positions);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** So many marks, with three lines for each of them between the marks that `ends` names. */
function crowd(most: number, ends: (line: number) => readonly [number, number]): Drawing {
  const [line] = storyDrawing(30).lines;
  const name = (at: number): string => `m${at}`;
  return {
    marks: Array.from({ length: most }, (_, at) => ({
      id: name(at),
      kind: "Place",
      label: name(at),
      caption: "",
      joins: 2,
    })),
    lines: Array.from({ length: most * 3 }, (_, at) => {
      const [from, to] = ends(at);
      return { ...line!, id: `l${at}`, from: name(from), to: name(to) };
    }),
  };
}
