import { expect } from "chai";
import * as fc from "fast-check";
import { decodeValue, encodeValue } from "../../../engine/graph/codec.ts";
import type { Graph } from "../../../engine/graph/graph.ts";
import { createGraph } from "../../../engine/graph/property-graph.ts";
import { SnapshotError } from "../../../engine/graph/snapshot-sections.ts";
import { writeSnapshot } from "../../../engine/graph/snapshot-writer.ts";
import { openSnapshot } from "../../../engine/graph/snapshot.ts";
import type { Value } from "../../../engine/values/value.ts";
import { pictureOf } from "./graph-dump.ts";
import { FEW_VALUES, storable } from "./values.ts";

function sample(values: readonly Value[]): Graph {
  const graph = createGraph();
  const [label, type, key] = [graph.labels.intern("Thing"), graph.types.intern("IS"), graph.keys.intern("value")];
  const range = { kind: "range", entity: "node", analyzer: null, name: null } as const;
  graph.schema.createIndex({ ...range, labels: ["Thing"], properties: ["value"] }, false);
  graph.schema.createConstraint(
    { name: "one", kind: "unique", entity: "node", label: "Other", properties: ["value"] },
    false,
  );
  const gone = graph.createNode([]);
  for (const value of values) {
    const node = graph.createNode([label]);
    graph.setNodeProperty(node, key, value);
    graph.setRelationshipProperty(graph.createRelationship(type, node, node - 1), key, value);
  }
  if (values.length === 0) graph.deleteNode(gone);
  return graph;
}

function bytesOf(graph: Graph): Uint8Array {
  return Buffer.concat([...writeSnapshot(graph)]);
}

describe("a snapshot", () => {
  it("opens as the graph it was taken from", () => {
    fc.assert(
      fc.property(fc.array(storable, { maxLength: 20 }), fc.integer({ min: 1, max: 90 }), (values, width) => {
        const graph = sample(values);
        const bytes = bytesOf(graph);
        const chunks = Array.from({ length: Math.ceil(bytes.length / width) }, (_, at) =>
          bytes.subarray(at * width, (at + 1) * width),
        );
        const opened = openSnapshot(chunks);
        expect(pictureOf(opened)).to.deep.equal(pictureOf(graph));
        expect(opened.schema.indexes()).to.deep.equal(graph.schema.indexes());
        expect(opened.schema.constraints()).to.deep.equal(graph.schema.constraints());
        expect([opened.nodeBound, opened.relationshipBound]).to.deep.equal([graph.nodeBound, graph.relationshipBound]);
      }),
    );
  });

  it("goes on with the changes that came after it", () => {
    const graph = sample(FEW_VALUES);
    const doomed = graph.createNode([]);
    graph.deleteNode(graph.createNode([]));
    const opened = openSnapshot(writeSnapshot(graph));
    graph.begin();
    const made = graph.createNode([graph.labels.intern("Other")]);
    graph.setNodeProperty(made, graph.keys.intern("value"), "new");
    graph.createRelationship(graph.types.intern("NEW"), made, 0);
    graph.deleteRelationship(0);
    graph.deleteNode(doomed);
    graph.schema.dropConstraint("one", false);
    opened.apply(graph.commit());
    expect(pictureOf(opened)).to.deep.equal(pictureOf(graph));
    expect(opened.schema.indexes()).to.deep.equal(graph.schema.indexes());
    expect(opened.createNode([])).to.equal(graph.createNode([]));
  });

  it("holds no name that nothing carries any more, and keeps the numbers of the others", () => {
    const graph = createGraph();
    const node = graph.createNode([graph.labels.intern("Erased"), graph.labels.intern("Kept")]);
    graph.setNodeProperty(node, graph.keys.intern("erased"), 1);
    graph.setNodeProperty(node, graph.keys.intern("kept"), 2);
    graph.removeLabel(node, graph.labels.find("Erased"));
    graph.setNodeProperty(node, graph.keys.find("erased"), null);
    const bytes = bytesOf(graph);
    expect(Buffer.from(bytes).toString("latin1").toLowerCase()).to.not.include("erased");
    const opened = openSnapshot([bytes]);
    expect([opened.labels.find("Kept"), opened.keys.find("kept")]).to.deep.equal([1, 1]);
    expect([opened.labelsOf(0), opened.nodeKeys(0)]).to.deep.equal([[1], [1]]);
    expect(opened.labels.find("Erased")).to.equal(-1);
  });

  it("is refused when any bit of it is not as it was", () => {
    const bytes = bytesOf(sample(FEW_VALUES));
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        // A Buffer's slice is no copy: the same bit drawn again would mend it.
        const damaged = Uint8Array.from(bytes);
        damaged[bit >>> 3] = (damaged[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => openSnapshot([damaged])).to.throw(SnapshotError);
      }),
      { numRuns: 300 },
    );
  });

  it("is refused when its end or its beginning is missing, and when something follows", () => {
    const bytes = bytesOf(sample(FEW_VALUES));
    for (let length = 0; length < bytes.length; length += 7)
      expect(() => openSnapshot([bytes.subarray(0, length)])).to.throw(SnapshotError);
    expect(() => openSnapshot([bytes.subarray(1)])).to.throw(SnapshotError, "not a snapshot");
    expect(() => openSnapshot([bytes, Uint8Array.of(0)])).to.throw(SnapshotError, "behind the end");
    expect(() => openSnapshot([])).to.throw(SnapshotError, "not a snapshot");
  });

  it("of another version is told from a damaged one", () => {
    const bytes = bytesOf(sample([]));
    bytes[7] = 9;
    expect(() => openSnapshot([bytes])).to.throw(SnapshotError, "version 9");
  });
});

describe("a value as JSON", () => {
  it("comes back as it went", () => {
    fc.assert(
      fc.property(storable, (value) => {
        const back = decodeValue(JSON.parse(JSON.stringify(encodeValue(value))));
        expect(back).to.deep.equal(value);
      }),
      { numRuns: 1_000 },
    );
  });
});
