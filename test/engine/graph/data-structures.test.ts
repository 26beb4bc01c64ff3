import { expect } from "chai";
import * as fc from "fast-check";
import { Bitmap } from "../../../engine/graph/bitmap.ts";
import { PropertyColumn } from "../../../engine/graph/property-column.ts";
import { IntegerColumn } from "../../../engine/graph/integer-column.ts";
import { NodeLabels } from "../../../engine/graph/node-labels.ts";
import { NameTable } from "../../../engine/graph/name-table.ts";
import { createGraph } from "../../../engine/graph/property-graph.ts";

/** Near together and far apart, with the edges of words and pages among them. */
const number = fc.oneof(
  fc.nat({ max: 70 }),
  fc.constantFrom(31, 32, 4_095, 4_096, 100_000),
  fc.nat({ max: 1_000_000 }),
);

describe("a bitmap", () => {
  it("holds what a Set holds, and visits it in ascending order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.boolean())), (steps) => {
        const [bits, set] = [new Bitmap(), new Set<number>()];
        for (const [which, add] of steps) {
          expect(add ? bits.add(which) : bits.delete(which)).to.equal(add ? !set.has(which) : set.has(which));
          if (add) set.add(which);
          else set.delete(which);
        }
        const found: number[] = [];
        expect(bits.forEach((which) => found.push(which) > 0)).to.equal(true);
        expect([found, bits.size]).to.deep.equal([[...set].toSorted((a, b) => a - b), set.size]);
      }),
    );
  });

  it("stops when the visitor has enough", () => {
    const bits = new Bitmap();
    for (const which of [3, 5_000, 9_000]) bits.add(which);
    const found: number[] = [];
    expect(bits.forEach((which) => found.push(which) < 2)).to.equal(false);
    expect(found).to.deep.equal([3, 5_000]);
  });
});

describe("the labels of a node", () => {
  it("are known however many there are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 40 }), fc.boolean()), { maxLength: 200 }),
        (steps) => {
          const labels = new NodeLabels();
          const sets = [0, 1, 2, 3].map(() => new Set<number>());
          for (const [node, label, add] of steps) {
            if (add) labels.add(node, label);
            else labels.remove(node, label);
            if (add) sets[node]?.add(label);
            else sets[node]?.delete(label);
          }
          expect(sets.map((_, node) => labels.of(node))).to.deep.equal(
            sets.map((set) => [...set].toSorted((a, b) => a - b)),
          );
        },
      ),
    );
  });
});

describe("a column", () => {
  it("is the same to who holds it when it turns dense", () => {
    const column = new PropertyColumn();
    for (let element = 0; element < 1_000; element += 20) column.set(element, `text ${element}`, 1_000);
    for (let element = 0; element < 1_000; element += 3) column.set(element, element, 1_000);
    column.set(5_000, true, 5_001);
    column.set(0, null, 5_001);
    expect([0, 3, 20, 21, 5_000, 9_999].map((element) => column.get(element))).to.deep.equal([
      null,
      3,
      "text 20",
      21,
      true,
      null,
    ]);
    expect([...column.entries()]).to.have.lengthOf(column.count);
  });

  it("of integers answers its empty value wherever nothing was set", () => {
    const column = new IntegerColumn(-1, 2);
    column.set(100, 7);
    column.set(5, 8);
    expect([0, 5, 99, 100, 101, 5_000].map((index) => column.get(index))).to.deep.equal([-1, 8, -1, 7, -1, -1]);
    column.truncate(6);
    expect([column.get(5), column.get(100)]).to.deep.equal([8, -1]);
  });
});

describe("a table of names", () => {
  it("numbers each once and lists those in use", () => {
    const names = new NameTable((number) => number !== 1);
    expect(["b", "x", "a", "b", "constructor"].map((name) => names.intern(name))).to.deep.equal([0, 1, 2, 0, 3]);
    expect([names.find("a"), names.find("none"), names.name(3), names.size]).to.deep.equal([2, -1, "constructor", 4]);
    expect(names.all()).to.deep.equal(["a", "b", "constructor"]);
  });
});

describe("a hub", () => {
  it("counts and finds the relationships of one type while it changes", () => {
    const graph = createGraph();
    const [many, few] = [graph.types.intern("MANY"), graph.types.intern("FEW")];
    const [hub, other] = [graph.createNode([]), graph.createNode([])];
    for (let made = 0; made < 200; made += 1) graph.createRelationship(many, hub, other);
    const rare = [graph.createRelationship(few, hub, other), graph.createRelationship(few, hub, hub)];
    const fewOf = () => {
      const found: number[] = [];
      graph.expand(hub, "both", [few], (relationship) => found.push(relationship) > 0);
      return [graph.degree(hub, "both", [few]), graph.degree(hub, "out", [few, many]), ...found];
    };
    expect(fewOf()).to.deep.equal([2, 202, ...rare]);
    graph.begin();
    graph.deleteRelationship(rare[0] ?? 0);
    const later = graph.createRelationship(few, other, hub);
    expect(fewOf()).to.deep.equal([2, 201, rare[1], later]);
    graph.rollback();
    expect(fewOf()).to.deep.equal([2, 202, ...rare]);
  });
});
