import type { SingleQuery } from "../syntax/ast.ts";
import type { Value } from "../values/value.ts";

/**
 * How a run is put together. A query is compiled anew for each run (columns, indexes and parameters are bound then),
 * into closures over ONE array of numbered slots: `execution.frame`. Every variable of every scope of the query has a
 * slot of its own, so nothing is copied when a subquery or a pattern predicate starts; what must be kept (ORDER BY,
 * collect, grouping, rows before a write) copies the slots it needs.
 */
export type Slot = Value;

/**
 * What a slot holds.
 * - "node", "relationship": the graph's integer itself, or null. Reading it as an expression makes a NodeValue /
 *   RelationshipValue; `n.key` and labels read the integer.
 * - "value": any Value (a node inside it is a NodeValue).
 */
export type SlotKind = "node" | "relationship" | "value";

export interface Binding {
  readonly slot: number;
  readonly kind: SlotKind;
}

/** The variables visible at one point of a query. Immutable: `extend` returns a larger scope. */
export class Scope {
  readonly bindings: ReadonlyMap<string, Binding>;
  /** What a query inside sees from outside, also behind a WITH that does not name it. */
  readonly lasting: ReadonlyMap<string, Binding>;

  private constructor(bindings: ReadonlyMap<string, Binding>, lasting: ReadonlyMap<string, Binding>) {
    this.bindings = bindings;
    this.lasting = lasting;
  }

  static readonly empty = new Scope(new Map(), new Map());

  static of(bindings: Iterable<readonly [string, Binding]>): Scope {
    return new Scope(new Map(bindings), new Map());
  }

  find(name: string): Binding | null {
    return this.bindings.get(name) ?? null;
  }

  only(names: readonly string[]): Scope {
    return new Scope(new Map([...this.bindings].filter(([name]) => names.includes(name))), new Map());
  }

  without(name: string): Scope {
    return new Scope(new Map([...this.bindings].filter(([other]) => other !== name)), this.lasting);
  }

  /** What is left behind a WITH or RETURN before its columns. */
  behindProjection(): Scope {
    return new Scope(this.lasting, this.lasting);
  }

  /** For a query inside, in which all these names last. */
  forQueryInside(): Scope {
    return new Scope(this.bindings, this.bindings);
  }

  extend(bindings: Iterable<readonly [string, Binding]>): Scope {
    const all = new Map(this.bindings);
    for (const [name, binding] of bindings) all.set(name, binding);
    return all.size === 0 ? this : new Scope(all, this.lasting);
  }
}

/** The names a query returns, in their order; none where it ends otherwise. `scope` is that of its rows. */
export function columnNames({ clauses }: SingleQuery, scope: Scope): string[] {
  const last = clauses.at(-1);
  if (last?.type !== "Return") return [];
  const named = last.items.map(({ name }) => name);
  if (!last.star) return named;
  return [...[...scope.bindings.keys()].filter((name) => !scope.lasting.has(name) && !named.includes(name)), ...named];
}
