import type { Budget } from "../budget.ts";
import type { PlanStep } from "../plan/plan-step.ts";
import type { PlannerContext } from "../plan/planner-context.ts";
import type { Binding, Scope, Slot } from "../plan/scope.ts";
import type { ProcedureSignature } from "../semantics/procedure-signature.ts";
import type { Expression, LabelExpression, MatchClause, Query } from "../syntax/ast.ts";
import type { Value } from "../values/value.ts";

/** Evaluates an expression against the current row in `execution.frame`. */
export type Evaluate = () => Value;

/**
 * Consumes rows. `row`: the frame holds a row; false means that no more are wanted, and every operator upstream stops.
 * `end`: no more rows follow; what was buffered (a sort, groups) is emitted and cleared, ready for another pass.
 */
export interface Sink {
  row(): boolean;
  end(): void;
}

/** A compiled operator. `start` connects it to the sink downstream and returns the sink that takes its input rows. */
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
export interface Execution extends PlannerContext {
  readonly frame: Slot[];
  readonly parameters: ReadonlyMap<string, Value>;
  readonly budget: Budget;
  /** One instant for the whole statement: date(), datetime() and their sisters. */
  readonly now: Now;
  readonly profiling: boolean;
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

export interface Now {
  /** Milliseconds since 1970 and the nanoseconds within that millisecond. */
  readonly epochMillis: number;
  readonly nanoOfMilli: number;
}

/** A procedure and what it does. */
export interface ProcedureDefinition extends ProcedureSignature {
  readonly description: string;
  rows(args: readonly Value[], execution: Execution): Iterable<readonly Value[]>;
}
