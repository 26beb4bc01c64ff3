import { CypherError } from "../errors.ts";
import type { Value } from "../values/value.ts";
import { Adjacency } from "./adjacency.ts";
import { Bitmap } from "./bitmap.ts";
import { applyChanges } from "./changes.ts";
import { encodeValue } from "./codec.ts";
import type { Change, Column, Direction, Graph } from "./graph.ts";
import { IntegerColumn } from "./integer-column.ts";
import { Journal } from "./journal.ts";
import { NameTable } from "./name-table.ts";
import { NodeLabels } from "./node-labels.ts";
import { PropertyColumn } from "./property-column.ts";
import { Relationships } from "./relationships.ts";
import { GraphSchema } from "./schema.ts";
import { checkStorable } from "./storable.ts";

/** An empty graph. */
export function createGraph(): Graph {
  return new PropertyGraph();
}

/** The implementation of Graph: integer ids, columns, bitmaps, compact adjacency. */
export class PropertyGraph implements Graph {
  readonly labels = new NameTable((label) => this.nodeLabels.count(label) > 0);
  readonly types = new NameTable((type) => this.relationships.countOfType(type) > 0);
  readonly keys = new NameTable(
    (key) => (this.nodeColumns[key]?.count ?? 0) + (this.relationshipColumns[key]?.count ?? 0) > 0,
  );
  readonly schema: GraphSchema;

  private readonly nodes = new Bitmap();
  private readonly nodeLabels = new NodeLabels();
  private readonly relationships = new Relationships();
  private readonly nodeColumns: PropertyColumn[] = [];
  private readonly relationshipColumns: PropertyColumn[] = [];
  private readonly outgoing = new Adjacency(this.relationships, this.relationships.start, this.relationships.end);
  private readonly incoming = new Adjacency(this.relationships, this.relationships.end, this.relationships.start);
  private readonly loops = new IntegerColumn(0);
  private readonly journal = new Journal((change, before) => this.undo(change, before));
  readonly deletedEnds = new Set<number>();
  nodeBound = 0;

  constructor() {
    this.schema = new GraphSchema({
      elements: (entity, label) => this.elementsOf(entity, label),
      carries: (entity, element, labels) => this.carries(entity, element, labels),
      value: (entity, element, key) => columnAt(this.columnsOf(entity), this.keys.intern(key)).get(element),
      record: (change, undo) => {
        if (this.journal.isOpen) this.journal.record(change, undo);
      },
    });
  }

  get nodeCount(): number {
    return this.nodes.size;
  }

  get relationshipCount(): number {
    return this.relationships.count;
  }

  get relationshipBound(): number {
    return this.relationships.bound;
  }

  get changeCount(): number {
    return this.journal.length;
  }

  nodeCountWithLabel(label: number): number {
    return this.nodeLabels.count(label);
  }

  relationshipCountOfType(type: number): number {
    return this.relationships.countOfType(type);
  }

  nodeExists(node: number): boolean {
    return this.nodes.has(node);
  }

  hasLabel(node: number, label: number): boolean {
    return this.nodeLabels.has(node, label);
  }

  labelsOf(node: number): number[] {
    return this.nodeLabels.of(node);
  }

  forEachNodeWithLabel(label: number, visit: (node: number) => boolean): boolean {
    return this.nodeLabels.forEach(label, visit);
  }

  forEachNode(visit: (node: number) => boolean): boolean {
    return this.nodes.forEach(visit);
  }

  relationshipExists(relationship: number): boolean {
    return this.relationships.has(relationship);
  }

  typeOf(relationship: number): number {
    return this.relationships.typeOf(relationship);
  }

  startOf(relationship: number): number {
    return this.relationships.start.get(relationship);
  }

  endOf(relationship: number): number {
    return this.relationships.end.get(relationship);
  }

  forEachRelationshipOfType(type: number, visit: (relationship: number) => boolean): boolean {
    return this.relationships.forEachOfType(type, visit);
  }

  expand(
    node: number,
    direction: Direction,
    types: readonly number[] | null,
    visit: (relationship: number, other: number) => boolean,
  ): boolean {
    if (types !== null && types.length > 1) {
      return this.expand(
        node,
        direction,
        null,
        (relationship, other) => !types.includes(this.relationships.typeOf(relationship)) || visit(relationship, other),
      );
    }
    const type = types === null ? null : types[0];
    if (type === undefined || this.isDeletedEnd(node)) return true;
    if (direction === "out") return this.outgoing.walk(node, type, visit);
    if (direction === "in") return this.incoming.walk(node, type, visit);
    if (!this.outgoing.walk(node, type, visit)) return false;
    if (this.loops.get(node) === 0) return this.incoming.walk(node, type, visit);
    return this.incoming.walk(node, type, (relationship, other) => other === node || visit(relationship, other));
  }

  degree(node: number, direction: Direction, types: readonly number[] | null): number {
    if (this.isDeletedEnd(node)) return 0;
    if (direction === "out") return this.outgoing.degree(node, types);
    if (direction === "in") return this.incoming.degree(node, types);
    const loops = this.loops.get(node);
    if (types !== null && loops > 0) return this.countByWalking(node, types);
    return this.outgoing.degree(node, types) + this.incoming.degree(node, types) - loops;
  }

  nodeColumn(key: number): Column {
    return columnAt(this.nodeColumns, key);
  }

  relationshipColumn(key: number): Column {
    return columnAt(this.relationshipColumns, key);
  }

  nodeKeys(node: number): number[] {
    return keysOf(this.nodeColumns, node);
  }

  relationshipKeys(relationship: number): number[] {
    return keysOf(this.relationshipColumns, relationship);
  }

  get inTransaction(): boolean {
    return this.journal.isOpen;
  }

  begin(): void {
    this.journal.begin();
  }

  commit(): Change[] {
    const changes = this.journal.commit();
    if (!this.journal.isOpen)
      for (const adjacency of [this.outgoing, this.incoming]) adjacency.rebuildWhenDue(this.nodeBound);
    return changes;
  }

  rollback(): void {
    this.journal.rollback();
  }

  createNode(labels: readonly number[]): number {
    const node = this.nodeBound;
    this.addNode(node);
    for (const label of labels) this.addLabel(node, label);
    return node;
  }

  /** Adds a node with a given id, at or beyond the bound. */
  addNode(node: number): void {
    this.nodeBound = Math.max(this.nodeBound, node + 1);
    this.nodes.add(node);
    if (this.journal.isOpen) this.journal.record(["n", node], null);
  }

  createRelationship(type: number, start: number, end: number): number {
    const relationship = this.relationships.bound;
    this.addRelationship(relationship, type, start, end);
    return relationship;
  }

  /** Adds a relationship with a given id, at or beyond the bound. */
  addRelationship(relationship: number, type: number, start: number, end: number): void {
    if (!this.nodeExists(start) || !this.nodeExists(end)) {
      throw new CypherError("EntityNotFound", "A relationship needs two nodes that exist", {
        detail: "DeletedEntityAccess",
      });
    }
    this.relationships.put(relationship, type, start, end);
    this.outgoing.add(relationship);
    this.incoming.add(relationship);
    if (start === end) this.loops.set(start, this.loops.get(start) + 1);
    if (this.journal.isOpen) this.journal.record(["r", relationship, this.types.name(type), start, end], null);
  }

  addLabel(node: number, label: number): boolean {
    return this.changeLabel(node, label, true);
  }

  removeLabel(node: number, label: number): boolean {
    return this.changeLabel(node, label, false);
  }

  setNodeProperty(node: number, key: number, value: Value): boolean {
    return this.setProperty("node", node, key, value);
  }

  setRelationshipProperty(relationship: number, key: number, value: Value): boolean {
    return this.setProperty("relationship", relationship, key, value);
  }

  deleteNode(node: number): void {
    if (!this.nodeExists(node)) return;
    for (const key of this.nodeKeys(node)) this.setNodeProperty(node, key, null);
    for (const label of this.labelsOf(node)) this.removeLabel(node, label);
    this.nodes.delete(node);
    this.checkDeletedEnd(node);
    if (this.journal.isOpen) this.journal.record(["-n", node], null);
  }

  deleteRelationship(relationship: number): void {
    if (!this.relationshipExists(relationship)) return;
    const type = this.relationships.typeOf(relationship);
    for (const key of this.relationshipKeys(relationship)) this.setRelationshipProperty(relationship, key, null);
    this.dropRelationship(relationship);
    if (this.journal.isOpen) this.journal.record(["-r", relationship], type);
  }

  apply(changes: readonly Change[]): void {
    applyChanges(this, changes);
    this.commit();
  }

  nodeValues(key: number): Iterable<readonly [element: number, value: Value]> {
    return columnAt(this.nodeColumns, key).entries();
  }

  relationshipValues(key: number): Iterable<readonly [element: number, value: Value]> {
    return columnAt(this.relationshipColumns, key).entries();
  }

  /** No new element gets an id below these. */
  reserve(nodeBound: number, relationshipBound: number): void {
    this.nodeBound = Math.max(this.nodeBound, nodeBound);
    this.relationships.bound = Math.max(this.relationships.bound, relationshipBound);
  }

  memoryUse(): number {
    const held = [this.nodes, this.nodeLabels, this.relationships, this.outgoing, this.incoming, this.loops];
    return [...held, ...this.nodeColumns, ...this.relationshipColumns].reduce(
      (bytes, part) => bytes + (part?.bytes ?? 0),
      0,
    );
  }

  private changeLabel(node: number, label: number, present: boolean): boolean {
    if (!this.putLabel(node, label, present)) return false;
    try {
      this.schema.refresh("node", node, null);
    } catch (error) {
      this.putLabel(node, label, !present);
      throw error;
    }
    if (this.journal.isOpen) this.journal.record([present ? "+l" : "-l", node, this.labels.name(label)], null);
    return true;
  }

  private putLabel(node: number, label: number, present: boolean): boolean {
    return present ? this.nodeLabels.add(node, label) : this.nodeLabels.remove(node, label);
  }

  private setProperty(entity: "node" | "relationship", element: number, key: number, given: Value): boolean {
    const column = columnAt(this.columnsOf(entity), key);
    const value = checkStorable(given);
    const before = column.get(element);
    if (value === null && before === null) return false;
    const bound = this.boundOf(entity);
    const name = this.keys.name(key);
    column.set(element, value, bound);
    try {
      this.schema.refresh(entity, element, name);
    } catch (error) {
      column.set(element, before, bound);
      throw error;
    }
    if (this.journal.isOpen)
      this.journal.record([entity === "node" ? "np" : "rp", element, name, encodeValue(value)], before);
    return true;
  }

  private undo([operation, ...args]: Change, before: unknown): void {
    const [element, name] = args as [number, string];
    switch (operation) {
      case "n":
        this.nodes.delete(element);
        return;
      case "-n":
        this.nodes.add(element);
        this.deletedEnds.delete(element);
        return;
      case "r":
        return this.dropRelationship(element);
      case "-r":
        return this.restoreRelationship(element, before as number);
      case "+l":
      case "-l":
        this.putLabel(element, this.labels.find(name), operation === "-l");
        return this.schema.refresh("node", element, null);
      case "np":
      case "rp": {
        const entity = operation === "np" ? "node" : "relationship";
        columnAt(this.columnsOf(entity), this.keys.find(name)).set(element, before as Value, this.boundOf(entity));
        return this.schema.refresh(entity, element, name);
      }
      default:
        (before as () => void)();
    }
  }

  private dropRelationship(relationship: number): void {
    this.schema.forget("relationship", relationship);
    this.relationships.delete(relationship);
    this.outgoing.remove(relationship);
    this.incoming.remove(relationship);
    this.countLoop(relationship, -1);
    this.checkDeletedEnds(relationship);
  }

  private restoreRelationship(relationship: number, type: number): void {
    this.relationships.put(relationship, type, this.startOf(relationship), this.endOf(relationship));
    this.outgoing.restore(relationship);
    this.incoming.restore(relationship);
    this.countLoop(relationship, 1);
    this.checkDeletedEnds(relationship);
  }

  /** Called at every expand, and the set is nearly always empty. */
  private isDeletedEnd(node: number): boolean {
    return this.deletedEnds.size > 0 && this.deletedEnds.has(node);
  }

  private checkDeletedEnds(relationship: number): void {
    for (const node of [this.startOf(relationship), this.endOf(relationship)])
      if (!this.nodeExists(node)) this.checkDeletedEnd(node);
  }

  private checkDeletedEnd(node: number): void {
    if (this.outgoing.degree(node, null) + this.incoming.degree(node, null) > 0) this.deletedEnds.add(node);
    else this.deletedEnds.delete(node);
  }

  private countLoop(relationship: number, by: number): void {
    if (!this.relationships.isLoop(relationship)) return;
    const node = this.startOf(relationship);
    this.loops.set(node, this.loops.get(node) + by);
  }

  private countByWalking(node: number, types: readonly number[]): number {
    let count = 0;
    this.expand(node, "both", types, () => (count += 1) > 0);
    return count;
  }

  private columnsOf(entity: "node" | "relationship"): PropertyColumn[] {
    return entity === "node" ? this.nodeColumns : this.relationshipColumns;
  }

  private boundOf(entity: "node" | "relationship"): number {
    return entity === "node" ? this.nodeBound : this.relationships.bound;
  }

  private elementsOf(entity: "node" | "relationship", label: string): number[] {
    const found: number[] = [];
    const collect = (element: number) => found.push(element) > 0;
    if (entity === "node") this.forEachNodeWithLabel(this.labels.find(label), collect);
    else this.forEachRelationshipOfType(this.types.find(label), collect);
    return found;
  }

  private carries(entity: "node" | "relationship", element: number, labels: readonly string[]): boolean {
    if (entity === "node") return labels.some((label) => this.hasLabel(element, this.labels.find(label)));
    return labels.includes(this.types.name(this.typeOf(element)));
  }
}

function columnAt(columns: PropertyColumn[], key: number): PropertyColumn {
  while (columns.length <= key) columns.push(new PropertyColumn());
  return columns[key] as PropertyColumn;
}

function keysOf(columns: readonly PropertyColumn[], element: number): number[] {
  const keys: number[] = [];
  for (let key = 0; key < columns.length; key += 1) {
    const column = columns[key];
    if (column !== undefined && column.count > 0 && column.get(element) !== null) keys.push(key);
  }
  return keys;
}
