import type { Budget } from "../budget.ts";
import type { Graph } from "../graph/graph.ts";
import type { Expression, LabelExpression, MatchClause, Query } from "../syntax/ast.ts";
import type { Value } from "../values/value.ts";

/**
 * How a run is put together. A query is compiled anew for each run (columns, indexes and parameters are bound then),
 * into closures over ONE array of numbered slots: `execution.frame`. Every variable of every scope of the query has a
 * slot of its own, so nothing is copied when a subquery or a pattern predicate starts; what must be kept (ORDER BY,
 * collect, grouping, rows before a write) copies the slots it needs.
 */
export type Slot = Value;

/** Gives a value from the frame as it stands. */
export type Evaluate = () => Value;

/**
 * What takes rows. `row`: a row stands in the frame; false says that no more are wanted, and everything above stops.
 * `end`: there are no more rows; what was kept (a sort, groups) is passed on and forgotten, ready for another round.
 */
export interface Sink {
  row(): boolean;
  end(): void;
}

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

/** The names visible at one place of the query. Immutable; `extend` answers a larger one. */
export class Scope {
  private constructor(
    readonly bindings: ReadonlyMap<string, Binding>,
    /** What a query inside sees from outside, also behind a WITH that does not name it. */
    readonly lasting: ReadonlyMap<string, Binding>,
  ) {}

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

/** One step of a plan as EXPLAIN prints it and PROFILE counts it. */
export interface PlanStep {
  /** As NodeByLabelScan, Expand, Filter, Aggregate. */
  readonly operator: string;
  /** In words of the query: `(a)-[:KNOWS]->(b)`. */
  readonly details: string;
  /** Rows thought to leave it when so many come in; a guess. */
  rowsFrom(this: void, input: number): number;
  /** What feeds it. */
  readonly children: PlanStep[];
  /** What is run anew for each of its rows; for a UNION its further parts. */
  readonly inside: PlanStep[];
  /** Counted in a PROFILE run: rows that left it, and its own work in steps of the budget. */
  rows: number;
  steps: number;
}

/** What a compiled piece is: `describe` before it runs; `start` joins it to what takes its rows and answers what sets it going. */
export interface Operator {
  /** The scope its rows have. */
  readonly scope: Scope;
  readonly step: PlanStep;
  /** A match whose rows come in the order that was wanted. */
  readonly inOrder?: boolean;
  /** Called once. The sink that comes back takes the incoming rows. */
  start(next: Sink): Sink;
}

/**
 * Everything one run shares. The functions are here, and not imported, because expressions hold patterns and patterns
 * hold expressions: each compiler is a file of its own that knows only this interface (wired in run/compile.ts).
 */
export interface Execution {
  readonly graph: Graph;
  /** The statement as it was written, in whose words its plan is told; empty where no plan is asked for. */
  readonly text: string;
  readonly frame: Slot[];
  readonly parameters: ReadonlyMap<string, Value>;
  readonly budget: Budget;
  /** One instant for the whole statement: date(), datetime() and their sisters. */
  readonly now: Now;
  readonly profiling: boolean;
  /** The statement may delete: a relationship is then looked for by itself, since its end may be gone before it. */
  readonly writes: boolean;
  /** In a PROFILE run, the step at work, and the budget's count when it began. */
  readonly working: { step: PlanStep | null; since: number };
  /** Steps of queries and patterns inside expressions, until the step that holds them takes them. */
  readonly nested: PlanStep[];
  readonly procedures: ReadonlyMap<string, ProcedureDefinition>;
  readonly counters: Counters;
  /** Types of relationships this statement deleted: `type(r)` may still be asked. */
  readonly deletedTypes: Map<number, string>;
  random(): number;
  /** The next free slot. */
  newSlot(): number;

  /** run/expression: compiled in a scope. Aggregating functions are taken out by the projection before. */
  expression(expression: Expression, scope: Scope): Evaluate;
  /** True only if the value is true (null is not); a value that is not a boolean is a TypeError. */
  predicate(expression: Expression, scope: Scope): () => boolean;
  /** run/labels: a label test of a node slot, or a type test of a relationship slot. */
  labelTest(labels: LabelExpression, binding: Binding, scope: Scope): () => boolean;
  /**
   * run/match (plan/ chooses order): all patterns of a MATCH with its WHERE, each row once. Variables already in
   * `scope` are bound; the operator's scope has the new ones. `optional` is done by the caller.
   */
  match(clause: Pick<MatchClause, "patterns" | "where">, scope: Scope): Operator;
  /** run/query: a whole (sub)query: rows are pushed with its columns in the slots of `operator.scope`. */
  query(query: Query, scope: Scope): Operator;
}

/** What a statement changed. */
export interface Counters {
  nodesCreated: number;
  nodesDeleted: number;
  relationshipsCreated: number;
  relationshipsDeleted: number;
  propertiesSet: number;
  labelsAdded: number;
  labelsRemoved: number;
  indexesAdded: number;
  indexesRemoved: number;
  constraintsAdded: number;
  constraintsRemoved: number;
}

/** A procedure: what CALL names, what it takes and what it yields. */
export interface ProcedureDefinition {
  readonly name: string;
  readonly parameters: readonly ProcedureField[];
  readonly columns: readonly ProcedureField[];
  readonly description: string;
  rows(args: readonly Value[], execution: Execution): Iterable<readonly Value[]>;
}

export interface ProcedureField {
  readonly name: string;
  /** As STRING, INTEGER?, LIST<STRING>. */
  readonly type: string;
  /** Of a parameter that may be left out; such stand last. */
  readonly default?: Value;
}

export interface Now {
  /** Milliseconds since 1970 and the nanoseconds within that millisecond. */
  readonly epochMillis: number;
  readonly nanoOfMilli: number;
}
