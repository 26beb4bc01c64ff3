import { expect } from "chai";
import { CypherError } from "../../../engine/errors.ts";
import type { Graph } from "../../../engine/graph/graph.ts";
import { createGraph } from "../../../engine/graph/property-graph.ts";
import { Float, NodeValue, PointValue, type Value } from "../../../engine/values/value.ts";

function withRules(): Graph {
  const graph = createGraph();
  index(graph, "gi", "p");
  constraint(graph, "gc", ["u"]);
  return graph;
}

function index(graph: Graph, name: string | null, key: string, ifNotExists = false): boolean {
  const more = { kind: "range", entity: "node", analyzer: null } as const;
  return graph.schema.createIndex({ ...more, name, labels: ["L"], properties: [key] }, ifNotExists);
}

function constraint(graph: Graph, name: string | null, properties: readonly string[], ifNotExists = false): boolean {
  return graph.schema.createConstraint({ name, kind: "unique", entity: "node", label: "L", properties }, ifNotExists);
}

function node(graph: Graph, properties: Readonly<Record<string, Value>>): number {
  const made = graph.createNode([graph.labels.intern("L")]);
  for (const [key, value] of Object.entries(properties)) graph.setNodeProperty(made, graph.keys.intern(key), value);
  return made;
}

/** Code and sentence of a refusal. */
function refusal(change: () => unknown): string {
  try {
    change();
  } catch (error) {
    if (error instanceof CypherError) return `${error.code.replace("Neo.", "")}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

describe("a schema", () => {
  const cases: [what: string, change: (graph: Graph) => unknown, answer: string][] = [
    [
      "an index of the same name on the same",
      (graph) => index(graph, "gi", "p"),
      "ClientError.Schema.EquivalentSchemaRuleAlreadyExists: An equivalent index already exists, 'Index( name='gi', type='RANGE', schema=(:L {p}) )'.",
    ],
    [
      "an index of the same name on something else",
      (graph) => index(graph, "gi", "q"),
      "ClientError.Schema.IndexWithNameAlreadyExists: There already exists an index called 'gi'.",
    ],
    [
      "an index of another name on the same",
      (graph) => index(graph, "gi2", "p"),
      "ClientError.Schema.IndexAlreadyExists: There already exists an index (:L {p}).",
    ],
    [
      "a constraint where an index is",
      (graph) => constraint(graph, "gc2", ["p"]),
      "ClientError.Schema.IndexAlreadyExists: There already exists an index (:L {p}). A constraint cannot be created until the index has been dropped.",
    ],
    [
      "a constraint of another name on the same",
      (graph) => constraint(graph, "gc2", ["u"]),
      "ClientError.Schema.ConstraintAlreadyExists: Constraint already exists: Constraint( name='gc', type='UNIQUENESS', schema=(:L {u}) )",
    ],
    [
      "a constraint of the same name on something else",
      (graph) => constraint(graph, "gc", ["w"]),
      "ClientError.Schema.ConstraintWithNameAlreadyExists: There already exists a constraint called 'gc'.",
    ],
    [
      "an index where a constraint is",
      (graph) => index(graph, "gi3", "u"),
      "ClientError.Schema.ConstraintAlreadyExists: There is a uniqueness constraint on (:L {u}), so an index is already created that matches this.",
    ],
    [
      "to drop a constraint's index",
      (graph) => graph.schema.dropIndex("gc", false),
      "DatabaseError.Schema.IndexDropFailed: Unable to drop index: Index belongs to constraint: `gc`",
    ],
    [
      "to drop no index",
      (graph) => graph.schema.dropIndex("nope", false),
      "DatabaseError.Schema.IndexDropFailed: Unable to drop index called `nope`. There is no such index.",
    ],
    [
      "to drop no constraint",
      (graph) => graph.schema.dropConstraint("gi", false),
      "DatabaseError.Schema.ConstraintDropFailed: Unable to drop constraint `gi`: No such constraint gi.",
    ],
  ];
  for (const [what, change, answer] of cases) {
    it(`refuses ${what} as Neo4j does`, () => {
      const graph = withRules();
      const before = [graph.schema.indexes(), graph.schema.constraints()];
      expect(refusal(() => change(graph))).to.equal(answer);
      expect([graph.schema.indexes(), graph.schema.constraints()]).to.deep.equal(before);
    });
  }

  it("takes no offence where it may be there already", () => {
    const graph = withRules();
    expect(index(graph, "other", "p", true)).to.equal(false);
    expect(constraint(graph, "other", ["u"], true)).to.equal(false);
    expect(graph.schema.dropIndex("nope", true)).to.equal(false);
    expect(graph.schema.dropConstraint("nope", true)).to.equal(false);
  });

  it("makes no constraint over what breaks it, and leaves nothing of it", () => {
    const graph = createGraph();
    const [first, second] = [node(graph, { e: "x", f: 1 }), node(graph, { e: "x", f: new Float(1) })];
    expect(refusal(() => constraint(graph, "ge", ["e", "f"]))).to.equal(
      `DatabaseError.Schema.ConstraintCreationFailed: Unable to create Constraint( name='ge', type='UNIQUENESS', schema=(:L {e, f}) ):\nBoth Node(${first}) and Node(${second}) have the label \`L\` and properties \`e\` = 'x', \`f\` = 1.0. Note that only the first found violation is shown.`,
    );
    expect([graph.schema.indexes(), graph.schema.constraints()]).to.deep.equal([[], []]);
    graph.setNodeProperty(second, graph.keys.intern("f"), 2);
    expect(constraint(graph, "ge", ["e", "f"])).to.equal(true);
  });

  it("refuses a value that another has, and leaves what was", () => {
    const graph = withRules();
    const first = node(graph, { u: "a" });
    const second = node(graph, { u: "b" });
    const key = graph.keys.intern("u");
    expect(refusal(() => graph.setNodeProperty(second, key, "a"))).to.equal(
      `ClientError.Schema.ConstraintValidationFailed: Node(${first}) already exists with label \`L\` and property \`u\` = 'a'`,
    );
    expect(graph.nodeColumn(key).get(second)).to.equal("b");
    expect(
      refusal(() => [node(graph, { u: new Float(Number.NaN) }), node(graph, { u: new Float(Number.NaN) })]),
    ).to.equal("accepted");
  });
});

describe("a property", () => {
  const kept: [Value, Value][] = [
    [1, 1],
    [
      [1, new Float(2.5)],
      [new Float(1), new Float(2.5)],
    ],
    [[], []],
    [
      ["a", "b"],
      ["a", "b"],
    ],
  ];
  for (const [given, held] of kept) {
    it(`keeps ${JSON.stringify(given)}`, () => {
      const graph = createGraph();
      expect(graph.nodeColumn(graph.keys.intern("x")).get(node(graph, { x: given }))).to.deep.equal(held);
    });
  }

  const refused: [Value, string][] = [
    [[1, null], "Collections containing null values can not be stored in properties."],
    [[[1]], "Collections containing collections can not be stored in properties."],
    [new Map([["a", 1]]), "Property values can only be of primitive types or arrays thereof. Encountered: Map{a: 1}."],
    [[new Map()], "Property values can only be of primitive types or arrays thereof."],
    [new NodeValue(0), "Property values can only be of primitive types or arrays thereof. Encountered: Node."],
    [
      [new PointValue(7203, 1, 2, null), new PointValue(9157, 1, 2, 3)],
      "Collections containing point values with different CRS can not be stored in properties.",
    ],
    [
      [1, "a"],
      "Only some of Cypher's types can be stored, as they are or in lists of one type: booleans, numbers, strings, points and temporal values.",
    ],
  ];
  for (const [value, message] of refused) {
    it(`does not keep ${JSON.stringify(value)}: ${message.slice(0, 40)}`, () =>
      expect(refusal(() => node(createGraph(), { x: value }))).to.equal(`ClientError.Statement.TypeError: ${message}`));
  }
});
