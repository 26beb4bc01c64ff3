import { encodeValue } from "../../../engine/graph/codec.ts";
import type { Column, Direction, Graph } from "../../../engine/graph/graph.ts";
import type { Value } from "../../../engine/values/value.ts";
import type { NaiveGraph } from "./naive-graph.ts";

const DIRECTIONS: readonly Direction[] = ["out", "in", "both"];

/** Everything a graph answers, as plain data in which numbers of names do not occur. */
export function pictureOf(graph: Graph): unknown {
  const nodes = gather((visit) => graph.forEachNode(visit));
  const types = graph.types.all();
  return {
    counts: [graph.nodeCount, graph.relationshipCount],
    labels: graph.labels.all(),
    types,
    keys: graph.keys.all(),
    byLabel: graph.labels.all().map((name) => {
      const label = graph.labels.find(name);
      return [name, graph.nodeCountWithLabel(label), gather((visit) => graph.forEachNodeWithLabel(label, visit))];
    }),
    byType: types.map((name) => {
      const type = graph.types.find(name);
      return [
        name,
        graph.relationshipCountOfType(type),
        gather((visit) => graph.forEachRelationshipOfType(type, visit)),
      ];
    }),
    nodes: nodes.map((node) => [
      node,
      graph
        .labelsOf(node)
        .map((label) => graph.labels.name(label))
        .toSorted(),
      propertiesOf(graph, graph.nodeKeys(node), (key) => graph.nodeColumn(key), node),
    ]),
    relationships: gather((visit) => {
      for (let at = 0; at < graph.relationshipBound; at += 1) if (graph.relationshipExists(at)) visit(at);
      return true;
    }).map((at) => [
      at,
      graph.types.name(graph.typeOf(at)),
      graph.startOf(at),
      graph.endOf(at),
      propertiesOf(graph, graph.relationshipKeys(at), (key) => graph.relationshipColumn(key), at),
    ]),
    neighbours: nodes.map((node) =>
      typeSets(types).map((names) => {
        const numbers = names?.map((name) => graph.types.find(name)) ?? null;
        return DIRECTIONS.map((direction) => {
          const found: [number, number][] = [];
          graph.expand(node, direction, numbers, (relationship, other) => found.push([relationship, other]) > 0);
          return [graph.degree(node, direction, numbers), found];
        });
      }),
    ),
  };
}

/** The same of the naive graph. */
export function naivePictureOf({ nodes, relationships }: NaiveGraph): unknown {
  const sortedNodes = [...nodes].toSorted(([a], [b]) => a - b);
  const sortedRelationships = [...relationships].toSorted(([a], [b]) => a - b);
  const labels = unique(sortedNodes.flatMap(([, node]) => [...node.labels]));
  const types = unique(sortedRelationships.map(([, { type }]) => type));
  const keys = [...sortedNodes, ...sortedRelationships].flatMap(([, { properties }]) => [...properties.keys()]);
  const entries = (properties: ReadonlyMap<string, Value>) =>
    [...properties].map(([key, value]) => [key, encodeValue(value)]).toSorted(byText);
  return {
    counts: [nodes.size, relationships.size],
    labels,
    types,
    keys: unique(keys),
    byLabel: labels.map((label) => {
      const found = sortedNodes.filter(([, node]) => node.labels.has(label)).map(([node]) => node);
      return [label, found.length, found];
    }),
    byType: types.map((type) => {
      const found = sortedRelationships.filter(([, other]) => other.type === type).map(([at]) => at);
      return [type, found.length, found];
    }),
    nodes: sortedNodes.map(([node, { labels: own, properties }]) => [node, [...own].toSorted(), entries(properties)]),
    relationships: sortedRelationships.map(([at, { type, start, end, properties }]) => [
      at,
      type,
      start,
      end,
      entries(properties),
    ]),
    neighbours: sortedNodes.map(([node]) =>
      typeSets(types).map((names) => {
        const wanted = sortedRelationships.filter(([, { type }]) => names === null || names.includes(type));
        const out = wanted.filter(([, { start }]) => start === node).map(([at, { end }]) => [at, end]);
        const into = wanted.filter(([, { end }]) => end === node).map(([at, { start }]) => [at, start]);
        const both = [...out, ...into.filter(([, other]) => other !== node)];
        return [out, into, both].map((found) => [found.length, found]);
      }),
    ),
  };
}

function typeSets(types: readonly string[]): (readonly string[] | null)[] {
  return [null, [], ...types.map((type) => [type]), types];
}

function propertiesOf(
  graph: Graph,
  keys: readonly number[],
  column: (key: number) => Column,
  element: number,
): unknown {
  return keys.map((key) => [graph.keys.name(key), encodeValue(column(key).get(element))]).toSorted(byText);
}

function gather(scan: (visit: (element: number) => boolean) => boolean): number[] {
  const found: number[] = [];
  scan((element) => found.push(element) > 0);
  return found;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}

function byText(left: readonly unknown[], right: readonly unknown[]): number {
  return String(left[0]) < String(right[0]) ? -1 : 1;
}
