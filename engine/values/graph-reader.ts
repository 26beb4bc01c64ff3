import type { Value } from "./value.ts";

interface NameReader {
  name(number: number): string;
}

interface ColumnReader {
  get(element: number): Value;
}

/**
 * What a function may read of a graph; `Graph` in graph/graph.ts implements it. Nodes, relationships and names are its
 * integers.
 */
export interface GraphReader {
  readonly labels: NameReader;
  readonly types: NameReader;
  readonly keys: NameReader;
  labelsOf(node: number): number[];
  typeOf(relationship: number): number;
  startOf(relationship: number): number;
  endOf(relationship: number): number;
  nodeKeys(node: number): number[];
  relationshipKeys(relationship: number): number[];
  nodeColumn(key: number): ColumnReader;
  relationshipColumn(key: number): ColumnReader;
}
