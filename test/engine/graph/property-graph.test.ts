import { expect } from "chai";
import * as fc from "fast-check";
import { CypherError } from "../../../engine/errors.ts";
import { loadTextSearch } from "../../../engine/graph/fulltext.ts";
import type { Bound, Change, Graph, PropertyIndex } from "../../../engine/graph/graph.ts";
import { mergeChanges } from "../../../engine/graph/merge-changes.ts";
import { createGraph } from "../../../engine/graph/property-graph.ts";
import { compare } from "../../../engine/values/operations/comparison.ts";
import { equals } from "../../../engine/values/operations/equality.ts";
import { groupKey } from "../../../engine/values/operations/group-key.ts";
import { orderValues } from "../../../engine/values/operations/ordering.ts";
import type { Value } from "../../../engine/values/value.ts";
import { naivePictureOf, pictureOf } from "./graph-dump.ts";
import { NaiveGraph } from "./naive-graph.ts";
import { FEW_VALUES, UNMETERED } from "./values.ts";

const LABELS = ["A", "B", "C"];
const TYPES = ["R", "S", "T"];
const KEYS = ["id", "name"];

/** Some of them, else the pairs are too many. */
const UPPER_VALUES = FEW_VALUES.filter((_, place) => place % 6 === 1);

const pick = fc.nat({ max: 1_000 });
const operation = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant("node" as const), fc.subarray(LABELS)) },
  { weight: 8, arbitrary: fc.tuple(fc.constant("relationship" as const), fc.constantFrom(...TYPES), pick, pick) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("burst" as const), pick, pick, fc.constantFrom(60, 60, 60, 1_100)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant("label" as const), pick, fc.constantFrom(...LABELS), fc.boolean()) },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("set" as const),
      fc.constantFrom("node" as const, "relationship" as const),
      pick,
      fc.constantFrom(...KEYS),
      fc.constantFrom(null, ...FEW_VALUES),
    ),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant("delete" as const), fc.constantFrom("node", "relationship"), pick) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant("index" as const), fc.constantFrom(...LABELS), fc.constantFrom(...KEYS)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant("constraint" as const), fc.constantFrom(...LABELS), fc.constantFrom(...KEYS)),
  },
  { weight: 4, arbitrary: fc.tuple(fc.constant("begin" as const)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("commit" as const)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("rollback" as const)) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Does an operation on both graphs; what one refuses the other must refuse. */
function perform(graph: Graph, naive: NaiveGraph, step: Operation, replica: Graph): void {
  const nodes = [...naive.nodes.keys()];
  const relationships = [...naive.relationships.keys()];
  const relate = (type: string, start: number, end: number) =>
    naive.addRelationship(graph.createRelationship(graph.types.intern(type), start, end), type, start, end);
  const alike = (change: () => void, naiveChange: () => void) => {
    naive.begin();
    naiveChange();
    if (naive.isViolated()) {
      naive.rollback();
      expect(change).to.throw(CypherError, "already exists with");
    } else {
      naive.commit();
      change();
    }
  };
  switch (step[0]) {
    case "node":
      naive.addNode(graph.createNode([]), []);
      for (const label of step[1]) perform(graph, naive, ["label", naive.nodes.size - 1, label, true], replica);
      return;
    case "relationship":
      if (nodes.length > 0) relate(step[1], at(nodes, step[2]), at(nodes, step[3]));
      return;
    case "burst":
      if (nodes.length === 0) return;
      for (let made = 0; made < step[3]; made += 1)
        relate(made % 7 === 0 ? "T" : "R", at(nodes, step[1]), at(nodes, step[2]));
      return;
    case "label": {
      if (nodes.length === 0) return;
      const node = at(nodes, step[1]);
      const label = graph.labels.intern(step[2]);
      const own = naive.nodes.get(node)?.labels;
      if (own?.has(step[2]) === step[3]) return;
      if (step[3]) {
        alike(
          () => graph.addLabel(node, label),
          () => naive.nodes.get(node)?.labels.add(step[2]),
        );
      } else {
        graph.removeLabel(node, label);
        own?.delete(step[2]);
      }
      return;
    }
    case "set": {
      const [, entity, which, key, value] = step;
      const elements = entity === "node" ? nodes : relationships;
      if (elements.length === 0) return;
      const element = at(elements, which);
      alike(
        () =>
          entity === "node"
            ? graph.setNodeProperty(element, graph.keys.intern(key), value)
            : graph.setRelationshipProperty(element, graph.keys.intern(key), value),
        () => {
          const properties = (entity === "node" ? naive.nodes : naive.relationships).get(element)?.properties;
          if (value === null) properties?.delete(key);
          else properties?.set(key, value);
        },
      );
      return;
    }
    case "delete": {
      const elements = step[1] === "node" ? nodes : relationships;
      if (elements.length === 0) return;
      const element = at(elements, step[2]);
      if (step[1] === "relationship") {
        graph.deleteRelationship(element);
        naive.deleteRelationship(element);
      } else if (naive.isConnected(element)) {
        // Its relationships after it; or it is given up.
        graph.begin();
        naive.begin();
        graph.deleteNode(element);
        expect([...graph.deletedEnds]).to.deep.equal([element]);
        expect(graph.degree(element, "both", null)).to.equal(0);
        const isKept = step[2] % 2 === 0;
        const own = relationships.filter((one) => graph.startOf(one) === element || graph.endOf(one) === element);
        for (const one of isKept ? own : own.slice(1)) {
          graph.deleteRelationship(one);
          naive.deleteRelationship(one);
        }
        if (isKept) naive.deleteNode(element);
        perform(graph, naive, [isKept ? "commit" : "rollback"], replica);
        expect([...graph.deletedEnds]).to.deep.equal([]);
      } else {
        graph.deleteNode(element);
        naive.deleteNode(element);
      }
      return;
    }
    case "index":
    case "constraint":
      return performSchema(graph, naive, step);
    case "begin":
      if (naive.depth > 2) return;
      graph.begin();
      naive.begin();
      return;
    case "commit": {
      if (naive.depth === 0) return;
      const changes = graph.commit();
      naive.commit();
      if (naive.depth === 0) replica.apply(JSON.parse(JSON.stringify(mergeChanges(changes))) as Change[]);
      return;
    }
    case "rollback":
      if (naive.depth === 0) return;
      graph.rollback();
      naive.rollback();
  }
}

/** Makes an index or constraint, or drops it when it stands. */
function performSchema(
  graph: Graph,
  naive: NaiveGraph,
  [kind, label, key]: Operation & { 0: "index" | "constraint" },
): void {
  const rule = `${label} ${key}`;
  const name = `${kind}_${label}_${key}`;
  const [own, other] = kind === "index" ? [naive.indexed, naive.unique] : [naive.unique, naive.indexed];
  if (own.has(rule)) {
    if (kind === "index") graph.schema.dropIndex(name, false);
    else graph.schema.dropConstraint(name, false);
    own.delete(rule);
  } else if (!other.has(rule)) {
    if (kind === "index") {
      const more = { kind: "range", entity: "node", analyzer: null } as const;
      graph.schema.createIndex({ ...more, name, labels: [label], properties: [key] }, false);
    } else {
      const create = () =>
        graph.schema.createConstraint({ name, kind: "unique", entity: "node", label, properties: [key] }, false);
      if (naive.hasTwins(rule)) {
        expect(create).to.throw(CypherError);
        return;
      }
      create();
    }
    own.add(rule);
  }
}

/** What is never dropped: an index of relationships, a full-text index, and one of two keys. */
function createStandingIndexes(graph: Graph): void {
  const more = { analyzer: null, entity: "node" } as const;
  const properties = ["id", "name"];
  graph.schema.createIndex(
    { ...more, name: "of_r", kind: "range", entity: "relationship", labels: ["R"], properties: ["id"] },
    false,
  );
  graph.schema.createIndex({ ...more, name: "texts", kind: "fulltext", labels: ["A", "B"], properties }, false);
  graph.schema.createIndex({ ...more, name: "pair", kind: "range", labels: ["C"], properties }, false);
}

function indexOn(graph: Graph, entity: "node" | "relationship", label: string, keys: readonly string[]) {
  const found = graph.schema.ranges(entity, label).find(({ properties }) => properties.join() === keys.join());
  return found?.index ?? null;
}

function checkStandingIndexes(graph: Graph, { nodes, relationships }: NaiveGraph): void {
  const ofR = indexOn(graph, "relationship", "R", KEYS.slice(0, 1));
  checkIndex(
    ofR as PropertyIndex,
    [...relationships]
      .filter(([, { type, properties }]) => type === "R" && properties.has("id"))
      .map(([at, { properties }]) => [at, properties.get("id") ?? null] as const),
  );
  const hasText = (value: Value | undefined) => typeof value === "string" && value !== "";
  const texts = [...nodes].filter(
    ([, { labels, properties }]) =>
      (labels.has("A") || labels.has("B")) && KEYS.some((key) => hasText(properties.get(key))),
  );
  const found = graph.schema
    .fulltext("texts")
    ?.query("*:*", UNMETERED)
    .map(({ element }) => element);
  expect(found?.toSorted((a, b) => a - b)).to.deep.equal(texts.map(([node]) => node).toSorted((a, b) => a - b));
  const pair = indexOn(graph, "node", "C", KEYS);
  for (const value of FEW_VALUES.slice(0, 8)) {
    const same = [...nodes]
      .filter(([, { labels }]) => labels.has("C"))
      .filter(([, { properties }]) => KEYS.every((key) => equals(properties.get(key) ?? null, value) === true))
      .map(([node]) => node);
    expect([...(pair?.equal([value, value]) ?? [])]).to.deep.equal(same.toSorted((a, b) => a - b));
  }
}

/** Every index answers what a scan of the nodes answers. */
function checkIndexes(graph: Graph, naive: NaiveGraph): void {
  checkStandingIndexes(graph, naive);
  for (const rule of [...naive.indexed, ...naive.unique]) {
    const [label = "", key = ""] = rule.split(" ");
    const index = indexOn(graph, "node", label, [key]);
    expect(index?.unique, rule).to.equal(naive.unique.has(rule));
    const held = [...naive.nodes]
      .filter(([, { labels, properties }]) => labels.has(label) && properties.has(key))
      .map(([node, { properties }]) => [node, properties.get(key) ?? null] as const);
    checkIndex(index as PropertyIndex, held);
  }
}

function checkIndex(index: PropertyIndex, held: readonly (readonly [number, Value])[]): void {
  const sorted = held.toSorted(([a, left], [b, right]) => orderValues(left, right) || a - b);
  const numbers = (found: readonly (readonly [number, Value])[]) => found.map(([node]) => node);
  expect(index.size).to.equal(held.length);
  const backwards = held.toSorted(([a, left], [b, right]) => orderValues(right, left) || a - b);
  expect([...index.range(null, null, false, UNMETERED)]).to.deep.equal(numbers(sorted));
  expect([...index.range(null, null, true, UNMETERED)]).to.deep.equal(numbers(backwards));
  expect(index.distinct).to.equal(new Set(held.map(([, value]) => groupKey(value))).size);
  for (const value of FEW_VALUES) {
    const same = numbers(held.filter(([, own]) => equals(own, value) === true)).toSorted((a, b) => a - b);
    expect([...index.equal([value])]).to.deep.equal(same);
    for (const other of UPPER_VALUES) {
      const bounds: [Bound | null, Bound | null][] = [
        [{ value, inclusive: true }, null],
        [null, { value, inclusive: false }],
        [
          { value, inclusive: false },
          { value: other, inclusive: true },
        ],
      ];
      for (const [lower, upper] of bounds) {
        for (const [inOrder, descending] of [
          [sorted, false],
          [backwards, true],
        ] as const) {
          const inside = numbers(inOrder.filter(([, own]) => isAbove(own, lower, 1) && isAbove(own, upper, -1)));
          expect([...index.range(lower, upper, descending, UNMETERED)]).to.deep.equal(inside);
        }
      }
    }
  }
  for (const text of ["", "a", "ab", "x", "\u{1F600}"]) {
    const found = (from: typeof sorted) =>
      numbers(from.filter(([, own]) => typeof own === "string" && own.startsWith(text)));
    expect([...index.prefix(text, false, UNMETERED)]).to.deep.equal(found(sorted));
    expect([...index.prefix(text, true, UNMETERED)]).to.deep.equal(found(backwards));
  }
}

function isAbove(value: Value, bound: Bound | null, sign: 1 | -1): boolean {
  if (bound === null) return true;
  // What is equal is at least as much, though points and durations are neither less nor more than others.
  const order = compare(value, bound.value) ?? (equals(value, bound.value) === true ? 0 : null);
  return order !== null && (order * sign > 0 || (order === 0 && bound.inclusive));
}

function at(elements: readonly number[], which: number): number {
  return elements[which % elements.length] ?? 0;
}

describe("a property graph", () => {
  before(() => loadTextSearch());

  it("does, undoes and answers whatever a graph of plain Maps does", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (steps) => {
        const [graph, replica, naive] = [createGraph(), createGraph(), new NaiveGraph()];
        // What is not in a transaction is not in the changes, so everything is in one.
        const sure = (step: Operation) => perform(graph, naive, step, replica);
        graph.begin();
        createStandingIndexes(graph);
        replica.apply(graph.commit());
        sure(["begin"]);
        for (const step of steps) {
          sure(step);
          const ends = step[0] === "commit" || step[0] === "rollback";
          if (ends) {
            expect(pictureOf(graph)).to.deep.equal(naivePictureOf(naive));
            checkIndexes(graph, naive);
          }
          if (naive.depth === 0) {
            expect(pictureOf(replica)).to.deep.equal(naivePictureOf(naive));
            checkIndexes(replica, naive);
            sure(["begin"]);
          }
        }
        expect(pictureOf(graph)).to.deep.equal(naivePictureOf(naive));
        checkIndexes(graph, naive);
      }),
      { numRuns: 100 },
    );
  });
});
