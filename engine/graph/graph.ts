import type { Value } from "../values/value.ts";

/**
 * The property graph as the rest of the engine sees it. Nodes and relationships are integers from 0; a number of a
 * deleted one is not used again while the graph is open. Names (labels, types, keys) are interned to integers from 0.
 * Made by `createGraph` in property-graph.ts.
 */
export interface Graph {
  readonly labels: Names;
  readonly types: Names;
  readonly keys: Names;

  /* Size */
  readonly nodeCount: number;
  readonly relationshipCount: number;
  /** One past the highest node ever made: loop bound for scans, with `nodeExists`. */
  readonly nodeBound: number;
  readonly relationshipBound: number;
  nodeCountWithLabel(label: number): number;
  relationshipCountOfType(type: number): number;

  /* Nodes */
  nodeExists(node: number): boolean;
  hasLabel(node: number, label: number): boolean;
  /** In the order of the names' numbers. */
  labelsOf(node: number): number[];
  /** The nodes of a label, ascending; `visit` returning false ends it, and false is returned. */
  forEachNodeWithLabel(label: number, visit: (node: number) => boolean): boolean;
  forEachNode(visit: (node: number) => boolean): boolean;

  /* Relationships */
  relationshipExists(relationship: number): boolean;
  typeOf(relationship: number): number;
  startOf(relationship: number): number;
  endOf(relationship: number): number;
  forEachRelationshipOfType(type: number, visit: (relationship: number) => boolean): boolean;
  /**
   * Relationships at a node. `types` null: all; a list never holds a type twice. With "both" a loop is visited once.
   * The visitor may not change the graph.
   */
  expand(
    node: number,
    direction: Direction,
    types: readonly number[] | null,
    visit: (relationship: number, other: number) => boolean,
  ): boolean;
  /** A count, not a walk (with "both" a loop counts once). */
  degree(node: number, direction: Direction, types: readonly number[] | null): number;

  /* Properties. A column is bound once a query and stays valid while the graph changes. */
  nodeColumn(key: number): Column;
  relationshipColumn(key: number): Column;
  /** Keys that have a value, ascending by number. */
  nodeKeys(node: number): number[];
  relationshipKeys(relationship: number): number[];

  /* Indexes */
  readonly schema: Schema;

  /*
   * Writing. Everything since the last `begin` is undone by `rollback` and kept by `commit`. Transactions nest: an inner
   * one is a savepoint, and only the outermost commit is for good.
   */
  begin(): void;
  /** How many changes the open transactions made so far: while it stays the same, so does the graph. */
  readonly changeCount: number;
  /** Checks nothing more (constraints are checked as values are set); answers the journal's record of what changed. */
  commit(): Change[];
  rollback(): void;
  readonly inTransaction: boolean;
  createNode(labels: readonly number[]): number;
  createRelationship(type: number, start: number, end: number): number;
  addLabel(node: number, label: number): boolean;
  removeLabel(node: number, label: number): boolean;
  /** null removes. Answers whether anything changed. Throws ConstraintValidationFailed. */
  setNodeProperty(node: number, key: number, value: Value): boolean;
  setRelationshipProperty(relationship: number, key: number, value: Value): boolean;
  /** Its relationships may be deleted after it: until then it is one of `deletedEnds`. */
  deleteNode(node: number): void;
  /**
   * Deleted nodes that are still an end of a relationship. Such a node has no label, no property and nothing to expand;
   * the relationship is found from its other end and by its type. There must be none when a transaction is committed.
   */
  readonly deletedEnds: ReadonlySet<number>;
  deleteRelationship(relationship: number): void;

  /** Does again what another graph's `commit` answered (outside a transaction). */
  apply(changes: readonly Change[]): void;
  /** What has a value of a key, with it, without asking every element. */
  nodeValues(key: number): Iterable<readonly [element: number, value: Value]>;
  relationshipValues(key: number): Iterable<readonly [element: number, value: Value]>;
  /** Bytes held, roughly: what the bench divides by relationships. */
  memoryUse(): number;
}

export type Direction = "out" | "in" | "both";

export interface Names {
  readonly size: number;
  /** The number of a name that is known, else -1: a pattern that names an unknown label matches nothing. */
  find(name: string): number;
  /** Makes the number when it is new. */
  intern(name: string): number;
  name(number: number): string;
  /** Names in use by anything that exists, sorted: what db.labels() lists. */
  all(): string[];
}

export interface Column {
  /** null when there is no value. */
  get(element: number): Value;
}

/** One change, JSON-safe (values by the codec of graph/codec.ts), in the order of doing. */
export type Change = readonly [operation: string, ...args: unknown[]];

export interface IndexDescription {
  readonly name: string;
  readonly kind: "range" | "text" | "point" | "lookup" | "fulltext";
  readonly entity: "node" | "relationship";
  readonly labels: readonly string[];
  readonly properties: readonly string[];
  /** The constraint this index serves. */
  readonly constraint: string | null;
  /** Full text: "standard-no-stop-words" and the like, kept as given. */
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
  /** Answers false when it was there and `ifNotExists`; else throws. Names are made as Neo4j makes them when null. */
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

  /** The indexes (range, or a constraint's) on a label or type. */
  ranges(entity: "node" | "relationship", label: string): RangeIndex[];
  /** A full-text index by name, else null. */
  fulltext(name: string): FulltextIndex | null;
}

export interface RangeIndex {
  readonly properties: readonly string[];
  readonly index: PropertyIndex;
}

/** Elements by value. What asks for an order may have to sort first, and tells the meter. */
export interface PropertyIndex {
  readonly unique: boolean;
  readonly size: number;
  /** How many different values it holds. */
  readonly distinct: number;
  /** Elements whose values equal these (Cypher's `=`: 1 finds 1.0), ascending. */
  equal(values: readonly Value[]): readonly number[];
  /** By the first key: elements whose value is comparable with the bounds and between them, in Cypher's order; without bounds all. */
  range(lower: Bound | null, upper: Bound | null, descending: boolean, meter: Meter): Iterable<number>;
  /** By the first key: strings that start so, in order. */
  prefix(text: string, descending: boolean, meter: Meter): Iterable<number>;
}

/** What work is told to before it is done; it throws when there was enough. */
export interface Meter {
  spend(steps: number): void;
}

export interface FulltextIndex {
  readonly entity: "node" | "relationship";
  readonly properties: readonly string[];
  /** Lucene's everyday syntax: terms, "phrases", prefix*, fuzzy~, AND OR NOT, + -, field:term, parentheses. Best first. */
  query(text: string, meter: Meter): { readonly element: number; readonly score: number }[];
}
