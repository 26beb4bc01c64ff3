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
 * Consumes rows. `row`: the frame contains a row; returning false means that no more are wanted, and every operator
 * upstream stops. `end`: no more rows follow; buffered ones (a sort, groups) are emitted and cleared, ready for another
 * pass.
 */
export interface Sink {
  row(): boolean;
  end(): void;
}

/** A compiled operator. `start` connects it to the sink downstream and returns the sink for its input rows. */
export interface Operator {
  /** The scope of its output rows. */
  readonly scope: Scope;
  readonly step: PlanStep;
  /** Set for a match that emits its rows in the wanted order. */
  readonly inOrder?: boolean;
  /** Called once; returns the sink for the input rows. */
  start(next: Sink): Sink;
}

/**
 * Everything that one run shares. The compilers are methods here and not imports, because expressions contain patterns
 * and patterns contain expressions. Each compiler is a file that knows only this interface;
 * run/compile/make-execution.ts assembles them.
 */
export interface Execution extends PlannerContext {
  readonly frame: Slot[];
  readonly parameters: ReadonlyMap<string, Value>;
  readonly budget: Budget;
  /** One instant for the whole statement, for date(), datetime() and the other clock functions. */
  readonly now: Now;
  readonly profiling: boolean;
  /** In a PROFILE run the step that is working, and the budget's count when it started. */
  readonly working: { step: PlanStep | null; since: number };
  /** Plan steps of queries and patterns inside expressions, until the step that contains them collects them. */
  readonly nested: PlanStep[];
  readonly procedures: ReadonlyMap<string, ProcedureDefinition>;
  readonly counters: Counters;
  /** Types of the relationships that this statement deleted: `type(r)` still works for them. */
  readonly deletedTypes: Map<number, string>;
  random(): number;
  /** Allocates the next free slot. */
  newSlot(): number;

  /**
   * run/expressions/expression: compiles an expression in a scope. The projection replaces aggregating functions
   * before.
   */
  expression(expression: Expression, scope: Scope): Evaluate;
  /** True only if the value is true, not null. Throws a TypeError for a value that is not a boolean. */
  predicate(expression: Expression, scope: Scope): () => boolean;
  /** run/expressions/label-test: a label test of a node slot, or a type test of a relationship slot. */
  labelTest(labels: LabelExpression, binding: Binding, scope: Scope): () => boolean;
  /**
   * run/compile/match (plan/ chooses the order): all patterns of a MATCH with its WHERE. Variables in `scope` are
   * bound; the operator's scope adds the new ones. The caller handles OPTIONAL.
   */
  match(clause: Pick<MatchClause, "patterns" | "where">, scope: Scope): Operator;
  /** run/compile/query: a whole query or subquery. It pushes rows with its columns in the slots of `operator.scope`. */
  query(query: Query, scope: Scope): Operator;
}

/** Counts what a statement changed. */
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

/** A procedure with its implementation. */
export interface ProcedureDefinition extends ProcedureSignature {
  readonly description: string;
  rows(args: readonly Value[], execution: Execution): Iterable<readonly Value[]>;
}
