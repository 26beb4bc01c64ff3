import { expect } from "chai";
import { GraphModel } from "../../client/graph/graph-model.ts";
import { extendLayout } from "../../client/graph/incremental-layout.ts";
import { nextMark, type Direction } from "../../client/graph/keyboard-navigation.ts";
import type { Drawing } from "../../picture/drawing.ts";

const frame = { width: 800, height: 600 };

function mark(id: string): Drawing["marks"][number] {
  return { id, kind: "Person", label: id, caption: "", joins: 1 };
}

function line(from: string, to: string): Drawing["lines"][number] {
  return {
    id: `${from}-${to}`,
    from,
    to,
    certainty: "fact",
    negative: false,
    count: 1,
    words: "knows",
    text: `${from} knows ${to}`,
    contradicted: false,
    composed: false,
    arrows: { from: false, to: true },
    lane: 0,
  };
}

const cross: Drawing = {
  marks: ["middle", "left", "right", "up", "down", "far"].map(mark),
  lines: [
    line("middle", "left"),
    line("right", "middle"),
    line("middle", "up"),
    line("middle", "down"),
    line("right", "far"),
    line("middle", "gone"),
    line("up", "up"),
  ],
};
const positions = {
  middle: { x: 0.5, y: 0.5 },
  left: { x: 0.2, y: 0.5 },
  right: { x: 0.7, y: 0.45 },
  up: { x: 0.5, y: 0.1 },
  down: { x: 0.55, y: 0.9 },
  far: { x: 0.95, y: 0.5 },
};

describe("the graph behind the view", () => {
  const model = new GraphModel(cross, positions, frame);

  it("has short whole numbers as keys and our own ids outside", () => {
    expect(model.graph.nodes()).to.deep.equal(["0", "1", "2", "3", "4", "5"]);
    expect(model.mark(model.markKey("right") ?? "").id).to.equal("right");
    expect(model.line(model.lineKey("right-far") ?? "").id).to.equal("right-far");
  });

  it("leaves out lines whose ends are not drawn, and lines from a mark to itself", () => {
    expect([...model.lineIds]).to.deep.equal(["middle-left", "right-middle", "middle-up", "middle-down", "right-far"]);
  });

  it("counts upwards for sigma and downwards for everybody else", () => {
    expect(model.graph.getNodeAttributes(model.markKey("up") ?? "")).to.include({ x: 400, y: 540 });
    const place = model.positionOf("up");
    expect(place?.x).to.be.closeTo(0.5, 1e-9);
    expect(place?.y).to.be.closeTo(0.1, 1e-9);
    expect(model.positionOf("nobody")).to.equal(null);
  });

  it("knows who is around a mark, whichever way the line goes", () => {
    const names = model.incidentLines("middle").map(({ other }) => other.id);
    expect(names).to.deep.equal(["right", "left", "up", "down"]);
  });

  it("is walked along its lines by the arrow keys", () => {
    const to = (from: string, direction: Direction, seen: (id: string) => boolean = () => true): string | null =>
      nextMark({ model, from, direction, seen });
    expect([to("middle", "left"), to("middle", "right"), to("middle", "up"), to("middle", "down")]).to.deep.equal([
      "left",
      "right",
      "up",
      "down",
    ]);
    expect(to("right", "right")).to.equal("far");
    expect(to("left", "left")).to.equal(null);
    expect(to("middle", "left", (id) => id !== "left")).to.equal(null);
  });
});

describe("the incremental layout", () => {
  const more = { marks: [...cross.marks, mark("new")], lines: [...cross.lines, line("left", "new")] };

  it("places new marks beside their neighbours and moves no other mark", () => {
    const placed = extendLayout(more, positions, frame);
    expect(placed).to.deep.include(positions);
    const { x, y } = placed?.["new"] ?? { x: 1, y: 1 };
    expect(Math.hypot((x - 0.2) * frame.width, (y - 0.5) * frame.height)).to.be.within(20, 320);
  });

  it("asks for a full layout when most marks are new, unless those that stand must stay", () => {
    expect(extendLayout(more, { middle: positions.middle }, frame)).to.equal(null);
    const placed = extendLayout(more, { middle: positions.middle }, frame, true);
    expect(placed?.["middle"]).to.deep.equal(positions.middle);
    expect(Object.keys(placed ?? {})).to.have.members(more.marks.map(({ id }) => id));
  });

  it("drops removed marks", () => {
    const fewer = { marks: cross.marks.slice(0, 2), lines: [] };
    expect(extendLayout(fewer, positions, frame)).to.deep.equal({ middle: positions.middle, left: positions.left });
  });
});
