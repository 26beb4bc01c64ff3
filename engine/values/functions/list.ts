import { lenient, list, strict, wrongType, type FunctionDefinition } from "../function.ts";
import { asList, isList, isMap } from "../kind.ts";
import { propertiesOf } from "../operations/property.ts";
import { NodeValue, PathValue, RelationshipValue, type Value } from "../value.ts";
import { rangeOf } from "./scalar.ts";

/** List functions. */
export const LIST: readonly FunctionDefinition[] = [
  strict("List", "head", "LIST<T> -> T", "The first item", ([items]) => list("head", items)[0] ?? null),
  strict("List", "last", "LIST<T> -> T", "The last item", ([items]) => list("last", items).at(-1) ?? null),
  strict("List", "tail", "LIST<T> -> LIST<T>", "All but the first item", ([items]) => asList(items ?? []).slice(1)),
  strict("List", "reverse", "STRING -> STRING; LIST<T> -> LIST<T>", "Backwards", ([value], { budget }) => {
    if (typeof value === "string") return Array.from(value).toReversed().join("");
    if (!isList(value ?? null)) throw wrongType("reverse", "a String or a List", value ?? null);
    budget.spend(list("reverse", value).length);
    return list("reverse", value).toReversed();
  }),
  lenient("List", "range", "ANY, ANY, [ANY] -> LIST<INTEGER>", "The whole numbers between two", rangeOf),
  strict("List", "nodes", "PATH -> LIST<NODE>", "The nodes of a path", ([path]) => {
    if (!(path instanceof PathValue)) throw wrongType("nodes", "a Path", path ?? null);
    return path.nodes.map((node) => new NodeValue(node));
  }),
  strict("List", "relationships", "PATH -> LIST<RELATIONSHIP>", "The relationships of a path", ([path]) => {
    if (!(path instanceof PathValue)) throw wrongType("relationships", "a Path", path ?? null);
    return path.relationships.map((relationship) => new RelationshipValue(relationship));
  }),
  lenient(
    "List",
    "keys",
    "NODE | RELATIONSHIP | MAP -> LIST<STRING>",
    "The names of what has a value",
    ([value], { graph }): Value => {
      if (value === null || value === undefined) return null;
      if (isMap(value)) return [...value.keys()];
      if (value instanceof NodeValue) return graph.nodeKeys(value.id).map((key) => graph.keys.name(key));
      if (value instanceof RelationshipValue)
        return graph.relationshipKeys(value.id).map((key) => graph.keys.name(key));
      throw wrongType("keys", "a Map, a Node or a Relationship", value);
    },
  ),
  strict("List", "labels", "NODE -> LIST<STRING>", "The labels of a node", ([node], { graph }) => {
    if (!(node instanceof NodeValue)) throw wrongType("labels", "a Node", node ?? null, "InvalidArgumentValue");
    return graph.labelsOf(node.id).map((label) => graph.labels.name(label));
  }),
  strict("Scalar", "type", "RELATIONSHIP -> STRING", "The type of a relationship", ([relationship], { graph }) => {
    if (!(relationship instanceof RelationshipValue))
      throw wrongType("type", "a Relationship", relationship ?? null, "InvalidArgumentValue");
    return graph.types.name(graph.typeOf(relationship.id));
  }),
  strict(
    "Scalar",
    "id",
    "NODE | RELATIONSHIP -> INTEGER",
    "The engine's number of an element; it may be used again after a restart",
    ([element]) => elementNumber("id", element ?? null),
  ),
  strict(
    "Scalar",
    "elementId",
    "NODE | RELATIONSHIP -> STRING",
    "The engine's name of an element",
    ([element]) => `${element instanceof NodeValue ? "n" : "r"}:${elementNumber("elementId", element ?? null)}`,
  ),
  strict("Scalar", "startNode", "RELATIONSHIP -> NODE", "Where a relationship starts", ([relationship], { graph }) => {
    if (!(relationship instanceof RelationshipValue))
      throw wrongType("startNode", "a Relationship", relationship ?? null);
    return new NodeValue(graph.startOf(relationship.id));
  }),
  strict("Scalar", "endNode", "RELATIONSHIP -> NODE", "Where a relationship ends", ([relationship], { graph }) => {
    if (!(relationship instanceof RelationshipValue))
      throw wrongType("endNode", "a Relationship", relationship ?? null);
    return new NodeValue(graph.endOf(relationship.id));
  }),
  strict(
    "Scalar",
    "properties",
    "NODE | RELATIONSHIP | MAP -> MAP",
    "All properties as a map",
    ([value], { graph }): Value => {
      const properties = propertiesOf(value ?? null, graph);
      if (properties !== null) return properties;
      throw wrongType("properties", "a Node, a Relationship or a Map", value ?? null);
    },
  ),
  lenient(
    "Predicate",
    "exists",
    "ANY -> BOOLEAN",
    "Whether there is a value",
    ([value]) => value !== null && value !== undefined,
  ),
];

function elementNumber(name: string, element: Value): number {
  if (element instanceof NodeValue || element instanceof RelationshipValue) return element.id;
  throw wrongType(name, "a Node or a Relationship", element);
}
