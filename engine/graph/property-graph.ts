import { CypherError } from "../errors.ts";
import type { Value } from "../values/value.ts";
import { Adjacency } from "./adjacency.ts";
import { Bitmap } from "./bitmap.ts";
import { applyChange } from "./changes.ts";
import { encodeValue } from "./codec.ts";
import { PropertyColumn } from "./columns.ts";
import type { Change, Column, Direction, Graph } from "./graph.ts";
import { IntegerColumn } from "./integers.ts";
import { NameTable } from "./names.ts";
import { GraphSchema } from "./schema.ts";
import { snapshotOf } from "./snapshot.ts";
import { checkStorable } from "./storable.ts";

/** An empty graph. */
export function createGraph(): Graph {
  return new PropertyGraph();
}

const DELETED = -1;

/** The one implementation of Graph: integers, columns, bitmaps, compact adjacency. */
class PropertyGraph implements Graph {
  readonly labels = new NameTable((label) => (this.nodesByLabel[label]?.size ?? 0) > 0);
  readonly types = new NameTable((type) => (this.relationshipsByType[type]?.size ?? 0) > 0);
  readonly keys = new NameTable(
    (key) => (this.nodeColumns[key]?.count ?? 0) + (this.relationshipColumns[key]?.count ?? 0) > 0,
  );
  readonly schema: GraphSchema;

  private readonly nodes = new Bitmap();
  private readonly nodesByLabel: Bitmap[] = [];
  private readonly relationshipsByType: Bitmap[] = [];
  private readonly nodeColumns: PropertyColumn[] = [];
  private readonly relationshipColumns: PropertyColumn[] = [];
  private readonly type = new IntegerColumn(DELETED);
  private readonly start = new IntegerColumn(DELETED);
  private readonly end = new IntegerColumn(DELETED);
  private readonly outgoing: Adjacency;
  private readonly incoming: Adjacency;
  private readonly loops: Adjacency;
  private relationships = 0;
  nodeBound = 0;
  relationshipBound = 0;

  private changes: Change[] = [];
  private undoing: (() => void)[] = [];
  /** Where each open transaction begins; an inner one is a savepoint of the outer. */
  private marks: { readonly changes: number; readonly undoing: number }[] = [];

  constructor() {
    const exists = (relationship: number) => this.type.get(relationship) !== DELETED;
    this.outgoing = new Adjacency((relationship) => this.start.get(relationship), exists);
    this.incoming = new Adjacency((relationship) => this.end.get(relationship), exists);
    this.loops = new Adjacency((relationship) => this.start.get(relationship), exists);
    this.schema = new GraphSchema({
      elements: (entity, label) => this.elementsOf(entity, label),
      carries: (entity, element, labels) => this.carries(entity, element, labels),
      value: (entity, element, key) =>
        (entity === "node"
          ? this.nodeColumn(this.keys.intern(key))
          : this.relationshipColumn(this.keys.intern(key))
        ).get(element),
      labelName: (entity, label) => (entity === "node" ? this.labels : this.types).name(label),
      keyName: (key) => this.keys.name(key),
      record: (change, undo) => this.record(change, undo),
    });
  }

  get nodeCount(): number {
    return this.nodes.size;
  }

  get relationshipCount(): number {
    return this.relationships;
  }

  nodeCountWithLabel(label: number): number {
    return this.nodesByLabel[label]?.size ?? 0;
  }

  relationshipCountOfType(type: number): number {
    return this.relationshipsByType[type]?.size ?? 0;
  }

  nodeExists(node: number): boolean {
    return this.nodes.has(node);
  }

  hasLabel(node: number, label: number): boolean {
    return this.nodesByLabel[label]?.has(node) ?? false;
  }

  labelsOf(node: number): number[] {
    return this.nodesByLabel.flatMap((nodes, label) => (nodes?.has(node) ? [label] : []));
  }

  forEachNodeWithLabel(label: number, visit: (node: number) => boolean): boolean {
    return this.nodesByLabel[label]?.forEach(visit) ?? true;
  }

  forEachNode(visit: (node: number) => boolean): boolean {
    return this.nodes.forEach(visit);
  }

  relationshipExists(relationship: number): boolean {
    return this.type.get(relationship) !== DELETED;
  }

  typeOf(relationship: number): number {
    return this.type.get(relationship);
  }

  startOf(relationship: number): number {
    return this.start.get(relationship);
  }

  endOf(relationship: number): number {
    return this.end.get(relationship);
  }

  forEachRelationshipOfType(type: number, visit: (relationship: number) => boolean): boolean {
    return this.relationshipsByType[type]?.forEach(visit) ?? true;
  }

  expand(
    node: number,
    direction: Direction,
    types: readonly number[] | null,
    visit: (relationship: number, other: number) => boolean,
  ): boolean {
    const only = types?.length === 1 ? types[0] : undefined;
    const isWanted = (relationship: number) => {
      if (types === null) return true;
      const type = this.type.get(relationship);
      return only === undefined ? types.includes(type) : type === only;
    };
    if (direction !== "in") {
      const goesOn = this.outgoing.forEach(
        node,
        (relationship) => !isWanted(relationship) || visit(relationship, this.end.get(relationship)),
      );
      if (!goesOn || direction === "out") return goesOn;
    }
    const skipLoops = direction === "both";
    return this.incoming.forEach(node, (relationship) => {
      const other = this.start.get(relationship);
      return (skipLoops && other === node) || !isWanted(relationship) || visit(relationship, other);
    });
  }

  degree(node: number, direction: Direction, types: readonly number[] | null): number {
    if (types === null) {
      const out = direction === "in" ? 0 : this.outgoing.degree(node);
      const into = direction === "out" ? 0 : this.incoming.degree(node);
      return out + into - (direction === "both" ? this.loops.degree(node) : 0);
    }
    let count = 0;
    this.expand(node, direction, types, () => {
      count += 1;
      return true;
    });
    return count;
  }

  nodeColumn(key: number): Column {
    return columnAt(this.nodeColumns, key);
  }

  relationshipColumn(key: number): Column {
    return columnAt(this.relationshipColumns, key);
  }

  nodeKeys(node: number): number[] {
    return this.nodeColumns.flatMap((column, key) => ((column?.get(node) ?? null) === null ? [] : [key]));
  }

  relationshipKeys(relationship: number): number[] {
    return this.relationshipColumns.flatMap((column, key) =>
      (column?.get(relationship) ?? null) === null ? [] : [key],
    );
  }

  get inTransaction(): boolean {
    return this.marks.length > 0;
  }

  begin(): void {
    this.marks.push({ changes: this.changes.length, undoing: this.undoing.length });
  }

  commit(): Change[] {
    const mark = this.marks.pop();
    const made = this.changes.slice(mark?.changes ?? 0);
    if (this.marks.length > 0) return made;
    this.changes = [];
    this.undoing = [];
    for (const adjacency of [this.outgoing, this.incoming])
      adjacency.rebuildWhenDue(this.nodeBound, this.relationshipBound);
    return made;
  }

  rollback(): void {
    const mark = this.marks.pop();
    if (mark === undefined) return;
    const { marks } = this;
    // What undoes may not be recorded as something new to undo.
    this.marks = [];
    for (let at = this.undoing.length - 1; at >= mark.undoing; at -= 1) this.undoing[at]?.();
    this.marks = marks;
    this.changes.length = mark.changes;
    this.undoing.length = mark.undoing;
  }

  createNode(labels: readonly number[]): number {
    const node = this.nodeBound;
    this.addNode(node);
    for (const label of labels) this.addLabel(node, label);
    return node;
  }

  /** Makes a node of a given number, at or beyond the bound. */
  addNode(node: number): void {
    this.nodeBound = Math.max(this.nodeBound, node + 1);
    this.nodes.add(node);
    this.record(["n", node], () => this.nodes.delete(node));
  }

  createRelationship(type: number, start: number, end: number): number {
    const relationship = this.relationshipBound;
    this.addRelationship(relationship, type, start, end);
    return relationship;
  }

  addRelationship(relationship: number, type: number, start: number, end: number): void {
    if (!this.nodeExists(start) || !this.nodeExists(end)) {
      throw new CypherError("EntityNotFound", "A relationship needs two nodes that exist", {
        detail: "DeletedEntityAccess",
      });
    }
    this.relationshipBound = Math.max(this.relationshipBound, relationship + 1);
    this.start.set(relationship, start);
    this.end.set(relationship, end);
    this.outgoing.add(start, relationship);
    this.incoming.add(end, relationship);
    if (start === end) this.loops.add(start, relationship);
    this.putType(relationship, type);
    this.record(["r", relationship, this.types.name(type), start, end], () => this.dropRelationship(relationship));
  }

  addLabel(node: number, label: number): boolean {
    const nodes = (this.nodesByLabel[label] ??= new Bitmap());
    if (!nodes.add(node)) return false;
    this.record(["+l", node, this.labels.name(label)], () => {
      nodes.delete(node);
      this.schema.refresh("node", node, null);
    });
    this.schema.refresh("node", node, null);
    return true;
  }

  removeLabel(node: number, label: number): boolean {
    const nodes = this.nodesByLabel[label];
    if (nodes === undefined || !nodes.delete(node)) return false;
    this.record(["-l", node, this.labels.name(label)], () => {
      nodes.add(node);
      this.schema.refresh("node", node, null);
    });
    this.schema.refresh("node", node, null);
    return true;
  }

  setNodeProperty(node: number, key: number, value: Value): boolean {
    return this.setProperty("node", node, key, value);
  }

  setRelationshipProperty(relationship: number, key: number, value: Value): boolean {
    return this.setProperty("relationship", relationship, key, value);
  }

  deleteNode(node: number): void {
    if (this.degree(node, "both", null) > 0) {
      throw new CypherError(
        "ConstraintValidationFailed",
        `Cannot delete node<${node}>, because it still has relationships. To delete this node, you must first delete its relationships.`,
        { detail: "DeleteConnectedNode" },
      );
    }
    for (const key of this.nodeKeys(node)) this.setNodeProperty(node, key, null);
    for (const label of this.labelsOf(node)) this.removeLabel(node, label);
    this.nodes.delete(node);
    this.record(["-n", node], () => this.nodes.add(node));
  }

  deleteRelationship(relationship: number): void {
    const type = this.type.get(relationship);
    for (const key of this.relationshipKeys(relationship)) this.setRelationshipProperty(relationship, key, null);
    this.dropRelationship(relationship);
    this.record(["-r", relationship], () => this.restoreRelationship(relationship, type));
  }

  apply(changes: readonly Change[]): void {
    for (const change of changes) applyChange(this, change);
    this.commit();
  }

  snapshot(): Iterable<Uint8Array> {
    return snapshotOf(this);
  }

  memoryUse(): number {
    const columns = [...this.nodeColumns, ...this.relationshipColumns].reduce(
      (bytes, column) => bytes + (column?.count ?? 0) * 16,
      0,
    );
    return (
      columns +
      this.outgoing.bytes +
      this.incoming.bytes +
      this.loops.bytes +
      this.type.bytes +
      this.start.bytes +
      this.end.bytes
    );
  }

  private setProperty(entity: "node" | "relationship", element: number, key: number, given: Value): boolean {
    const column = columnAt(entity === "node" ? this.nodeColumns : this.relationshipColumns, key);
    const value = checkStorable(given);
    const before = column.get(element);
    if (value === null && before === null) return false;
    const bound = entity === "node" ? this.nodeBound : this.relationshipBound;
    const name = this.keys.name(key);
    column.set(element, value, bound);
    this.record([entity === "node" ? "np" : "rp", element, name, encodeValue(value)], () => {
      column.set(element, before, bound);
      this.schema.refresh(entity, element, name);
    });
    this.schema.refresh(entity, element, name);
    return true;
  }

  private putType(relationship: number, type: number): void {
    this.type.set(relationship, type);
    (this.relationshipsByType[type] ??= new Bitmap()).add(relationship);
    this.relationships += 1;
    this.schema.refresh("relationship", relationship, null);
  }

  private dropRelationship(relationship: number): void {
    const type = this.type.get(relationship);
    if (type === DELETED) return;
    this.schema.forget("relationship", relationship);
    this.relationshipsByType[type]?.delete(relationship);
    this.type.set(relationship, DELETED);
    this.outgoing.remove(this.start.get(relationship));
    this.incoming.remove(this.end.get(relationship));
    if (this.start.get(relationship) === this.end.get(relationship)) this.loops.remove(this.start.get(relationship));
    this.relationships -= 1;
  }

  /** The tombstone in the adjacency comes back to life: its place was kept, since no rebuild happens in a transaction. */
  private restoreRelationship(relationship: number, type: number): void {
    this.putType(relationship, type);
    this.outgoing.restore(this.start.get(relationship));
    this.incoming.restore(this.end.get(relationship));
    if (this.start.get(relationship) === this.end.get(relationship)) this.loops.restore(this.start.get(relationship));
  }

  private *elementsOf(entity: "node" | "relationship", label: string): Iterable<number> {
    const found: number[] = [];
    const collect = (element: number) => found.push(element) > 0;
    if (entity === "node") this.forEachNodeWithLabel(this.labels.find(label), collect);
    else this.forEachRelationshipOfType(this.types.find(label), collect);
    yield* found;
  }

  private carries(entity: "node" | "relationship", element: number, labels: readonly string[]): boolean {
    if (entity === "node") return labels.some((label) => this.hasLabel(element, this.labels.find(label)));
    return labels.includes(this.types.name(this.type.get(element)));
  }

  private record(change: Change, undo: () => void): void {
    if (this.marks.length === 0) return;
    this.changes.push(change);
    this.undoing.push(undo);
  }
}

function columnAt(columns: PropertyColumn[], key: number): PropertyColumn {
  return (columns[key] ??= new PropertyColumn());
}
