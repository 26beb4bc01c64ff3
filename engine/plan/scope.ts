import type { SingleQuery } from "../syntax/ast.ts";
import type { Value } from "../values/value.ts";

/**
 * How a run is put together. A query is compiled anew for each run, since columns, indexes and parameters are bound
 * then. It becomes closures over ONE array of numbered slots: `execution.frame`. Every variable of every scope of the
 * query has its own slot, so nothing is copied when a subquery or a pattern predicate starts. What must outlive the row
 * (ORDER BY, collect, grouping, rows before a write) copies the slots it needs.
 */
export type Slot = Value;

/**
 * The contents of a slot.
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
  /** The outer variables that a subquery sees, even behind a WITH that does not name them. */
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

  /** The scope behind a WITH or RETURN, before its columns are added. */
  behindProjection(): Scope {
    return new Scope(this.lasting, this.lasting);
  }

  /** The scope of a subquery, in which all these variables stay visible. */
  forQueryInside(): Scope {
    return new Scope(this.bindings, this.bindings);
  }

  extend(bindings: Iterable<readonly [string, Binding]>): Scope {
    const all = new Map(this.bindings);
    for (const [name, binding] of bindings) all.set(name, binding);
    return all.size === 0 ? this : new Scope(all, this.lasting);
  }
}

/**
 * The names of the columns a query returns, in order; empty when it does not end in RETURN. `scope` is that of its
 * rows.
 */
export function columnNames({ clauses }: SingleQuery, scope: Scope): string[] {
  const last = clauses.at(-1);
  if (last?.type !== "Return") return [];
  const named = last.items.map(({ name }) => name);
  if (!last.star) return named;
  return [...[...scope.bindings.keys()].filter((name) => !scope.lasting.has(name) && !named.includes(name)), ...named];
}
