import type { Value } from "../values/value.ts";

/**
 * The property graph as the rest of the engine sees it. Nodes and relationships are integers from 0. The id of a
 * deleted one is not reused while the graph is open. Names (labels, types, keys) are interned to integers from 0.
 * `createGraph` in property-graph.ts creates one.
 */
export interface Graph {
  readonly labels: Names;
  readonly types: Names;
  readonly keys: Names;

  /* Size */
  readonly nodeCount: number;
  readonly relationshipCount: number;
  /** One more than the highest node id ever assigned: the loop bound of scans, with `nodeExists`. */
  readonly nodeBound: number;
  readonly relationshipBound: number;
  nodeCountWithLabel(label: number): number;
  relationshipCountOfType(type: number): number;

  /* Nodes */
  nodeExists(node: number): boolean;
  hasLabel(node: number, label: number): boolean;
  /** Ascending by the number of the label. */
  labelsOf(node: number): number[];
  /**
   * Visits the nodes with a label in ascending order. A `visit` that returns false ends the iteration, and false is
   * returned.
   */
  forEachNodeWithLabel(label: number, visit: (node: number) => boolean): boolean;
  forEachNode(visit: (node: number) => boolean): boolean;

  /* Relationships */
  relationshipExists(relationship: number): boolean;
  typeOf(relationship: number): number;
  startOf(relationship: number): number;
  endOf(relationship: number): number;
  forEachRelationshipOfType(type: number, visit: (relationship: number) => boolean): boolean;
  /**
   * Visits the relationships at a node. `types` null: all; a list has no type twice. With "both" a loop is visited
   * once. The visitor must not change the graph.
   */
  expand(
    node: number,
    direction: Direction,
    types: readonly number[] | null,
    visit: (relationship: number, other: number) => boolean,
  ): boolean;
  /** Counts without visiting where it can; with "both" a loop counts once. */
  degree(node: number, direction: Direction, types: readonly number[] | null): number;

  /* Properties. A query binds a column once; the column stays valid while the graph changes. */
  nodeColumn(key: number): Column;
  relationshipColumn(key: number): Column;
  /** Keys with a value, ascending by number. */
  nodeKeys(node: number): number[];
  relationshipKeys(relationship: number): number[];

  /* Indexes */
  readonly schema: Schema;

  /*
   * Writing. `rollback` undoes everything since the last `begin`, `commit` keeps it. Transactions nest: an inner one is
   * a savepoint, and only the outermost commit is final.
   */
  begin(): void;
  /** The number of changes in the open transactions; while it stays the same, the graph is unchanged. */
  readonly changeCount: number;
  /** Returns the changes for the journal. Checks no constraint: those are checked when a value is set. */
  commit(): Change[];
  rollback(): void;
  readonly inTransaction: boolean;
  createNode(labels: readonly number[]): number;
  createRelationship(type: number, start: number, end: number): number;
  addLabel(node: number, label: number): boolean;
  removeLabel(node: number, label: number): boolean;
  /** null removes the property. Returns whether anything changed. Throws ConstraintValidationFailed. */
  setNodeProperty(node: number, key: number, value: Value): boolean;
  setRelationshipProperty(relationship: number, key: number, value: Value): boolean;
  /** Its relationships may be deleted after it; until then the node is in `deletedEnds`. */
  deleteNode(node: number): void;
  /**
   * Deleted nodes that still are an end of a relationship. Such a node has no labels, no properties and nothing to
   * expand. Its relationships are found from the other end and by type. The set must be empty at commit.
   */
  readonly deletedEnds: ReadonlySet<number>;
  deleteRelationship(relationship: number): void;

  /** Replays what another graph's `commit` returned; outside a transaction. */
  apply(changes: readonly Change[]): void;
  /** All elements with a value of a key, without reading every element. */
  nodeValues(key: number): Iterable<readonly [element: number, value: Value]>;
  relationshipValues(key: number): Iterable<readonly [element: number, value: Value]>;
  /** An estimate of the memory in bytes, for the benchmark. */
  memoryUse(): number;
}

export type Direction = "out" | "in" | "both";

export interface Names {
  readonly size: number;
  /** The number of a known name, else -1: a pattern with an unknown label matches nothing. */
  find(name: string): number;
  /** Assigns a number to a new name. */
  intern(name: string): number;
  name(number: number): string;
  /** Names that an existing element uses, sorted: the result of db.labels(). */
  all(): string[];
}

export interface Column {
  /** null when there is no value. */
  get(element: number): Value;
}

/** One change, JSON-safe (values by graph/codec.ts), in execution order. */
export type Change = readonly [operation: string, ...args: unknown[]];

export interface IndexDescription {
  readonly name: string;
  readonly kind: "range" | "text" | "point" | "lookup" | "fulltext";
  readonly entity: "node" | "relationship";
  readonly labels: readonly string[];
  readonly properties: readonly string[];
  /** The constraint that this index enforces. */
  readonly constraint: string | null;
  /** Of a full-text index: "standard-no-stop-words" or another one, stored as specified. */
  readonly analyzer: string | null;
}

export interface ConstraintDescription {
  readonly name: string;
  readonly kind: "unique";
  readonly entity: "node" | "relationship";
  readonly label: string;
  readonly properties: readonly string[];
}

export interface Bound {
  readonly value: Value;
  readonly inclusive: boolean;
}

export interface Schema {
  indexes(): IndexDescription[];
  constraints(): ConstraintDescription[];
  /**
   * Returns false when it exists and `ifNotExists` is set; throws when it exists otherwise. A null name is generated
   * like Neo4j's.
   */
  createIndex(
    index: Omit<IndexDescription, "name" | "constraint"> & { readonly name: string | null },
    ifNotExists: boolean,
  ): boolean;
  createConstraint(
    constraint: Omit<ConstraintDescription, "name"> & { readonly name: string | null },
    ifNotExists: boolean,
  ): boolean;
  dropIndex(name: string, ifExists: boolean): boolean;
  dropConstraint(name: string, ifExists: boolean): boolean;

  /** The range indexes, including those of constraints, on a label or type. */
  ranges(entity: "node" | "relationship", label: string): RangeIndex[];
  /** The full-text index with this name, else null. */
  fulltext(name: string): FulltextIndex | null;
}

export interface RangeIndex {
  readonly properties: readonly string[];
  readonly index: PropertyIndex;
}

/** An index from property values to elements. An ordered lookup may sort first and charges that to the meter. */
export interface PropertyIndex {
  readonly unique: boolean;
  readonly size: number;
  /** The number of distinct values. */
  readonly distinct: number;
  /** Elements whose values equal these (Cypher's `=`: 1 finds 1.0), ascending. */
  equal(values: readonly Value[]): readonly number[];
  /**
   * By the first key: elements whose value is comparable with the bounds and lies between them, in Cypher's order.
   * Without bounds all elements.
   */
  range(lower: Bound | null, upper: Bound | null, descending: boolean, meter: Meter): Iterable<number>;
  /** By the first key: strings with this prefix, in order. */
  prefix(text: string, descending: boolean, meter: Meter): Iterable<number>;
}

/** Charged before work is done; throws when a limit is reached. */
export interface Meter {
  spend(steps: number): void;
}

export interface FulltextIndex {
  readonly entity: "node" | "relationship";
  readonly properties: readonly string[];
  /**
   * Lucene's common syntax: terms, "phrases", prefix*, fuzzy~, AND OR NOT, + -, field:term, parentheses. Best match
   * first.
   */
  query(text: string, meter: Meter): { readonly element: number; readonly score: number }[];
}
