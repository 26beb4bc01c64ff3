import { equals } from "../../../engine/values/operations/equality.ts";
import { groupKey } from "../../../engine/values/operations/group-key.ts";
import type { Value } from "../../../engine/values/value.ts";

export interface NaiveNode {
  readonly labels: Set<string>;
  readonly properties: Map<string, Value>;
}

export interface NaiveRelationship {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly properties: Map<string, Value>;
}

interface State {
  readonly nodes: Map<number, NaiveNode>;
  readonly relationships: Map<number, NaiveRelationship>;
  readonly unique: Set<string>;
  readonly indexed: Set<string>;
}

/** A graph of Maps that copies itself whole at every begin: slow, and too plain to be wrong. */
export class NaiveGraph {
  private state: State = { nodes: new Map(), relationships: new Map(), unique: new Set(), indexed: new Set() };
  private readonly saved: State[] = [];

  get nodes(): ReadonlyMap<number, NaiveNode> {
    return this.state.nodes;
  }

  get relationships(): ReadonlyMap<number, NaiveRelationship> {
    return this.state.relationships;
  }

  /** `label key` of every index, and of every constraint. */
  get indexed(): Set<string> {
    return this.state.indexed;
  }

  get unique(): Set<string> {
    return this.state.unique;
  }

  get depth(): number {
    return this.saved.length;
  }

  begin(): void {
    this.saved.push(copy(this.state));
  }

  commit(): void {
    this.saved.pop();
  }

  rollback(): void {
    this.state = this.saved.pop() ?? this.state;
  }

  addNode(node: number, labels: readonly string[]): void {
    this.state.nodes.set(node, { labels: new Set(labels), properties: new Map() });
  }

  addRelationship(relationship: number, type: string, start: number, end: number): void {
    this.state.relationships.set(relationship, { type, start, end, properties: new Map() });
  }

  isConnected(node: number): boolean {
    return [...this.relationships.values()].some(({ start, end }) => start === node || end === node);
  }

  deleteNode(node: number): void {
    this.state.nodes.delete(node);
  }

  deleteRelationship(relationship: number): void {
    this.state.relationships.delete(relationship);
  }

  /** Whether two nodes hold the same under some constraint. */
  isViolated(): boolean {
    return [...this.unique].some((rule) => this.hasTwins(rule));
  }

  hasTwins(rule: string): boolean {
    const [label = "", key = ""] = rule.split(" ");
    const held = [...this.nodes.values()]
      .filter(({ labels, properties }) => labels.has(label) && properties.has(key))
      .filter(({ properties }) => equals(properties.get(key) ?? null, properties.get(key) ?? null) === true)
      .map(({ properties }) => groupKey(properties.get(key) ?? null));
    return new Set(held).size < held.length;
  }
}

function copy({ nodes, relationships, unique, indexed }: State): State {
  return {
    nodes: new Map(
      [...nodes].map(([node, { labels, properties }]) => [
        node,
        { labels: new Set(labels), properties: new Map(properties) },
      ]),
    ),
    relationships: new Map(
      [...relationships].map(([relationship, { type, start, end, properties }]) => [
        relationship,
        { type, start, end, properties: new Map(properties) },
      ]),
    ),
    unique: new Set(unique),
    indexed: new Set(indexed),
  };
}
