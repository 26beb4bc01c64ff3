import { CypherError } from "./errors.ts";
import type { Graph } from "./graph/graph.ts";
import { isList, isMap, kindOf } from "./values/kind.ts";
import { toCypherText } from "./values/operations/to-string.ts";
import { Float, NodeValue, PathValue, PointValue, RelationshipValue, type Value } from "./values/value.ts";

/** A value as lossless JSON: a value without a JSON form becomes an object with `$type`. */
export type AnswerValue =
  | null
  | boolean
  | number
  | string
  | readonly AnswerValue[]
  | { readonly [key: string]: AnswerValue };

/**
 * Bounds of one encoded result. It is encoded on one thread, the server's or the page's, which also serves other
 * requests.
 */
const MOST_VALUES = 500_000;
const MOST_CHARACTERS = 20_000_000;

/** Encodes the values of a result with type tags and enforces the size bounds. */
export class ResultEncoder {
  private values = 0;
  private characters = 0;

  private readonly graph: Graph;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** @throws CypherError LimitExceeded when the whole result becomes too large */
  value(value: Value): AnswerValue {
    this.values += 1;
    if (typeof value === "string") this.characters += value.length;
    if (this.values > MOST_VALUES || this.characters > MOST_CHARACTERS) throw tooLarge();
    if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "number")
      return value;
    if (typeof value === "bigint") return { $type: "Integer", value: String(value) };
    if (value instanceof Float) return { $type: "Float", value: floatOf(value.value) };
    if (isList(value)) return value.map((item) => this.value(item));
    if (isMap(value)) {
      const plain = this.record(value);
      return value.has("$type") ? { $type: "Map", value: plain } : plain;
    }
    if (value instanceof NodeValue) return this.node(value.id);
    if (value instanceof RelationshipValue) return this.relationship(value.id);
    if (value instanceof PathValue) {
      return {
        $type: "Path",
        nodes: value.nodes.map((node) => this.node(node)),
        relationships: value.relationships.map((relationship) => this.relationship(relationship)),
      };
    }
    if (value instanceof PointValue)
      return { $type: "Point", srid: value.srid, x: value.x, y: value.y, ...(value.z !== null && { z: value.z }) };
    return { $type: kindOf(value), value: toCypherText(value) };
  }

  private record(entries: Iterable<readonly [string, Value]>): { [key: string]: AnswerValue } {
    return Object.fromEntries(Array.from(entries, ([key, item]) => [key, this.value(item)]));
  }

  private node(node: number): AnswerValue {
    const { graph } = this;
    const properties = this.record(
      graph.nodeKeys(node).map((key) => [graph.keys.name(key), graph.nodeColumn(key).get(node)]),
    );
    return {
      $type: "Node",
      ...own("id", properties["id"]),
      labels: graph.labelsOf(node).map((label) => graph.labels.name(label)),
      properties,
    };
  }

  private relationship(relationship: number): AnswerValue {
    const { graph } = this;
    const properties = this.record(
      graph
        .relationshipKeys(relationship)
        .map((key) => [graph.keys.name(key), graph.relationshipColumn(key).get(relationship)]),
    );
    const id = graph.keys.find("id");
    const endId = (node: number) => (id < 0 ? undefined : this.value(graph.nodeColumn(id).get(node)));
    return {
      $type: "Relationship",
      ...own("id", properties["id"]),
      type: graph.types.name(graph.typeOf(relationship)),
      ...own("start", endId(graph.startOf(relationship))),
      ...own("end", endId(graph.endOf(relationship))),
      properties,
    };
  }
}

function tooLarge(): CypherError {
  return new CypherError(
    "LimitExceeded",
    `The answer is larger than ${MOST_VALUES} values or ${MOST_CHARACTERS} characters`,
    { detail: "AnswerTooLarge", hint: "Return fewer rows, or the properties that are wanted instead of whole nodes" },
  );
}

/** JSON has no -0, NaN or infinity. */
function floatOf(value: number): number | string {
  if (Object.is(value, -0)) return "-0.0";
  return Number.isFinite(value) ? value : String(value);
}

function own(name: "id" | "start" | "end", value: AnswerValue | undefined): { readonly [key: string]: AnswerValue } {
  return typeof value === "string" ? { [name]: value } : {};
}
