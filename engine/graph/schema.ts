import type { CypherError } from "../errors.ts";
import type { Value } from "../values/value.ts";
import { TextIndex } from "./fulltext.ts";
import type { ConstraintDescription, FulltextIndex, IndexDescription, RangeIndex, Schema } from "./graph.ts";
import { ValueIndex } from "./property-index.ts";
import {
  alreadyHeld,
  constraintExists,
  indexBeforeConstraint,
  indexExists,
  indexOfConstraint,
  nameExists,
  noConstraint,
  noIndex,
  notUnique,
} from "./schema-refusals.ts";

type Entity = "node" | "relationship";

/** What the schema reads from the graph that owns it. */
export interface SchemaHost {
  /** The elements with a label or type of this name. */
  elements(entity: Entity, label: string): Iterable<number>;
  /** Whether the element has one of these labels or this type. */
  carries(entity: Entity, element: number, labels: readonly string[]): boolean;
  value(entity: Entity, element: number, key: string): Value;
  /** Records a schema change, and how to undo it. */
  record(change: readonly [operation: string, ...args: unknown[]], undo: () => void): void;
}

interface Entry {
  readonly description: IndexDescription;
  readonly values: ValueIndex | null;
  readonly text: TextIndex | null;
}

/** The indexes and constraints, updated with every change of the graph. */
export class GraphSchema implements Schema {
  private readonly entries = new Map<string, Entry>();
  private readonly rules = new Map<string, ConstraintDescription>();

  private readonly host: SchemaHost;

  constructor(host: SchemaHost) {
    this.host = host;
  }

  indexes(): IndexDescription[] {
    return [...this.entries.values()]
      .map(({ description }) => description)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  constraints(): ConstraintDescription[] {
    return [...this.rules.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  createIndex(
    index: Omit<IndexDescription, "name" | "constraint"> & { readonly name: string | null },
    ifNotExists: boolean,
  ): boolean {
    const name = index.name ?? `index_${shortHash([index.kind, index.entity, index.labels, index.properties])}`;
    const same = this.indexes().find((other) => describes(other, index));
    if (same !== undefined || this.isTaken(name)) {
      if (ifNotExists) return false;
      throw same === undefined ? this.nameTaken(name) : indexExists(same, name);
    }
    this.add({ ...index, name, constraint: null }, false);
    return true;
  }

  createConstraint(
    constraint: Omit<ConstraintDescription, "name"> & { readonly name: string | null },
    ifNotExists: boolean,
  ): boolean {
    const { entity, label, properties } = constraint;
    const name = constraint.name ?? `constraint_${shortHash([entity, label, properties])}`;
    const same = this.constraints().find(
      (other) => other.entity === entity && other.label === label && sameList(other.properties, properties),
    );
    if (same !== undefined || this.isTaken(name)) {
      if (ifNotExists) return false;
      throw same === undefined ? this.nameTaken(name) : constraintExists(same, name);
    }
    const labels = [label];
    const index = this.indexes().find((other) => describes(other, { kind: "range", entity, labels, properties }));
    if (index !== undefined) throw indexBeforeConstraint(index);
    this.add({ name, kind: "range", entity, labels, properties, constraint: name, analyzer: null }, true);
    this.rules.set(name, { ...constraint, name });
    return true;
  }

  dropIndex(name: string, ifExists: boolean): boolean {
    const entry = this.entries.get(name);
    if (entry === undefined && ifExists) return false;
    if (entry === undefined) throw noIndex(name);
    if (entry.description.constraint !== null) throw indexOfConstraint(name);
    this.drop(name);
    return true;
  }

  dropConstraint(name: string, ifExists: boolean): boolean {
    if (!this.rules.has(name)) {
      if (ifExists) return false;
      throw noConstraint(name);
    }
    this.drop(name);
    return true;
  }

  ranges(entity: Entity, label: string): RangeIndex[] {
    const found: RangeIndex[] = [];
    for (const { description, values } of this.entries.values())
      if (values !== null && description.entity === entity && description.labels[0] === label)
        found.push({ properties: description.properties, index: values });
    return found;
  }

  fulltext(name: string): FulltextIndex | null {
    return this.entries.get(name)?.text ?? null;
  }

  /**
   * Updates the indexes after a change of an element's labels or of one of its properties.
   * @throws CypherError ConstraintValidationFailed, with no index changed
   */
  refresh(entity: Entity, element: number, key: string | null): void {
    if (this.entries.size === 0) return;
    const touched: (readonly [Entry, readonly Value[] | null])[] = [];
    for (const entry of this.entries.values()) {
      const { description } = entry;
      if (description.entity !== entity || (key !== null && !description.properties.includes(key))) continue;
      const values = this.valuesOf(description, element);
      const holder = holderOf(entry, element, values);
      if (holder !== null && values !== null) throw alreadyHeld(description, values, holder);
      touched.push([entry, values]);
    }
    for (const [entry, values] of touched) put(entry, element, values);
  }

  forget(entity: Entity, element: number): void {
    for (const entry of this.entries.values()) if (entry.description.entity === entity) put(entry, element, null);
  }

  /** Recreates an index or constraint from its description. */
  restore(description: IndexDescription): void {
    this.add(description, description.constraint !== null);
    const { constraint, entity, labels, properties } = description;
    if (constraint !== null)
      this.rules.set(constraint, { name: constraint, kind: "unique", entity, label: labels[0] ?? "", properties });
  }

  drop(name: string): void {
    const entry = this.entries.get(name);
    const rule = this.rules.get(name);
    this.entries.delete(name);
    this.rules.delete(name);
    this.host.record(["-index", name], () => {
      if (entry !== undefined) this.entries.set(name, entry);
      if (rule !== undefined) this.rules.set(name, rule);
    });
  }

  private add(description: IndexDescription, unique: boolean): void {
    const isText = description.kind === "fulltext";
    const entry: Entry = {
      description,
      values: isText ? null : new ValueIndex(unique),
      text: isText ? new TextIndex(description.entity, description.properties) : null,
    };
    const seen = new Set<number>();
    for (const label of description.labels) {
      for (const element of this.host.elements(description.entity, label)) {
        if (seen.has(element)) continue;
        seen.add(element);
        const values = this.valuesOf(description, element);
        const holder = holderOf(entry, element, values);
        if (holder !== null && values !== null) throw notUnique(description, values, [holder, element]);
        put(entry, element, values);
      }
    }
    this.entries.set(description.name, entry);
    this.host.record(["+index", description], () => {
      this.entries.delete(description.name);
      this.rules.delete(description.name);
    });
  }

  /** null when the element is not in the index. */
  private valuesOf(description: IndexDescription, element: number): readonly Value[] | null {
    if (!this.host.carries(description.entity, element, description.labels)) return null;
    const values = description.properties.map((key) => this.host.value(description.entity, element, key));
    if (description.kind === "fulltext") return values;
    return values.includes(null) ? null : values;
  }

  private nameTaken(name: string): CypherError {
    return nameExists(this.rules.has(name) ? "constraint" : "index", name);
  }

  private isTaken(name: string): boolean {
    return this.entries.has(name) || this.rules.has(name);
  }
}

function put({ values, text }: Entry, element: number, held: readonly Value[] | null): void {
  text?.set(element, held);
  values?.set(element, held);
}

/** The element that already has these values under a constraint. */
function holderOf({ values }: Entry, element: number, held: readonly Value[] | null): number | null {
  return held !== null && values !== null && values.unique ? values.holder(held, element) : null;
}

function describes(
  other: IndexDescription,
  index: Pick<IndexDescription, "kind" | "entity" | "labels" | "properties">,
): boolean {
  return (
    other.kind === index.kind &&
    other.entity === index.entity &&
    sameList(other.labels, index.labels) &&
    sameList(other.properties, index.properties)
  );
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

/** FNV-1a: the same name for the same index on every machine. */
function shortHash(parts: unknown): string {
  const text = JSON.stringify(parts);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
