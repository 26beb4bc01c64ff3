import type { AccessPath } from "../../plan/access-path.ts";
import type { Step, PlannedFilter } from "../../plan/join-order.ts";
import { isNamed, type PatternFilter } from "../../plan/query-graph.ts";
import { isDeterministic } from "../../plan/sargable-predicate.ts";
import type { Expression } from "../../syntax/ast.ts";
import { variableNames, walk } from "../../syntax/walk.ts";
import { chargeWork } from "../../values/allocation.ts";
import { groupKey, type GroupKey } from "../../values/operations/group-key.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";
import { rethrowFatal } from "../expressions/truth-value.ts";
import type { MatchStep, MatchContext } from "./context.ts";

/** A scan with more nodes than this is repeated instead of cached. */
const MOST_KEPT = 200_000;

/** A scan that does not depend on the outer row, with the predicates that need to be tested only once. */
export interface MemoizedScan {
  /** Predicates that read only the scanned node. */
  readonly alone: readonly PlannedFilter[];
  /** Wraps the step that scans the nodes. */
  begin(find: MatchStep): MatchStep;
  /** Wraps the last of the `alone` predicates, or the scan when there is none. */
  end(find: MatchStep): MatchStep;
  /**
   * Wraps each of the `alone` predicates. An error ends the caching, so that the predicate fails again in the next
   * scan.
   */
  guarded(test: () => boolean): () => boolean;
}

/** `n.key = value`, where the value does not read the node. */
interface Join {
  readonly key: Evaluate;
  readonly wanted: Evaluate;
}

/**
 * Caches a scan that does not depend on the outer row. Its nodes are kept from the second run on; an equality predicate
 * on a property makes it a hash join. The cache is valid while the graph does not change. null where nothing can be
 * cached.
 */
export function memoizedScan(
  step: Step,
  filters: readonly PlannedFilter[],
  matching: MatchContext,
): MemoizedScan | null {
  if (step.kind !== "node" || step.source.kind === "given") return null;
  const { name, source } = step;
  if (!valuesOf(source).every((value) => readsOnly(name, value, matching) && !variableNames(value).has(name)))
    return null;
  const alone = filters.filter(({ filter }) => isAlone(name, filter, matching));
  const join = filters
    .filter((one) => !alone.includes(one))
    .flatMap(({ filter }) => joinOf(name, filter, matching) ?? [])
    .at(0);
  const kept = new HashJoinTable(matching.binding(name).slot, join ?? null, matching.execution);
  return {
    alone,
    begin: (find) => (next) => kept.begin(find(next)),
    end: (find) => (next) => find(kept.end(next)),
    guarded: (test) => () => {
      try {
        return test();
      } catch (error) {
        kept.giveUp();
        throw error;
      }
    },
  };
}

/** The expressions that an access path evaluates. */
function valuesOf(source: AccessPath): Expression[] {
  if (source.kind === "id") return [source.value];
  if (source.kind !== "index") return [];
  const { seek } = source;
  switch (seek.kind) {
    case "equal":
      return [...seek.values];
    case "in":
      return [seek.list];
    case "range":
      return [seek.lower, seek.upper].flatMap((bound) => bound?.value ?? []);
    case "prefix":
      return [seek.text];
    case "scan":
      return [];
  }
}

/** Whether an expression is deterministic and reads no variable but this one. */
function readsOnly(name: string, node: unknown, { given, pattern }: MatchContext): boolean {
  return (
    isDeterministic(node) &&
    [...variableNames(node)].every((used) => used === name || !(given.has(used) || isNamed(used, pattern)))
  );
}

function isAlone(name: string, { condition }: PatternFilter, matching: MatchContext): boolean {
  const read = condition.kind === "expression" ? condition.expression : condition;
  return (condition.kind === "expression" || condition.name === name) && readsOnly(name, read, matching);
}

function joinOf(name: string, { condition }: PatternFilter, matching: MatchContext): Join | null {
  const { execution, scope } = matching;
  const join = (key: Expression, wanted: Expression): Join | null =>
    isKeyOf(name, key) && !variableNames(wanted).has(name) && isDeterministic(wanted) && !holdsQuery(wanted)
      ? { key: execution.expression(key, scope), wanted: execution.expression(wanted, scope) }
      : null;
  if (condition.kind === "properties" && condition.name === name && condition.properties.type === "Map") {
    const { start, end } = condition.properties;
    const object: Expression = { type: "Variable", name, start, end };
    return (
      condition.properties.entries
        .flatMap(({ key, value }) => join({ type: "Property", object, key, start, end }, value) ?? [])
        .at(0) ?? null
    );
  }
  if (condition.kind !== "expression" || condition.expression.type !== "Comparison") return null;
  const { operands, operators } = condition.expression;
  const [left, right] = operands;
  if (operators.join() !== "=" || left === undefined || right === undefined) return null;
  return join(left, right) ?? join(right, left);
}

function isKeyOf(name: string, expression: Expression): boolean {
  return expression.type === "Property" && expression.object.type === "Variable" && expression.object.name === name;
}

/** Whether an expression contains a subquery or pattern, which must not be compiled twice since it has its own plan. */
function holdsQuery(expression: Expression): boolean {
  let found = false;
  walk(expression, ({ type }) => {
    found ||= type === "Subquery" || type === "ShortestPath" || type.startsWith("Pattern");
  });
  return found;
}

/** The cached nodes of one scan. */
class HashJoinTable {
  private after: () => boolean = () => true;
  private isFirst = true;
  /** The nodes found so far in this run; null when they are not cached. */
  private found: number[] | null = null;
  private all: readonly number[] | null = null;
  private table: ReadonlyMap<GroupKey, readonly number[]> | null = null;
  /** The graph's change count when the nodes were found. */
  private changes = 0;
  private held = 0;

  private readonly slot: number;
  private readonly join: Join | null;
  private readonly execution: Execution;

  constructor(slot: number, join: Join | null, execution: Execution) {
    this.slot = slot;
    this.join = join;
    this.execution = execution;
  }

  begin(walk: () => boolean): () => boolean {
    const { graph } = this.execution;
    return () => {
      if (this.all !== null && this.changes === graph.changeCount) return this.again(this.all);
      this.forget();
      this.found = this.isFirst ? null : [];
      this.isFirst = false;
      this.changes = graph.changeCount;
      if (!walk()) return false;
      if (this.found !== null && this.changes === graph.changeCount) this.keep(this.found);
      return true;
    };
  }

  end(next: () => boolean): () => boolean {
    const { frame } = this.execution;
    this.after = next;
    return () => {
      if (this.found !== null && this.found.push(frame[this.slot] as number) > MOST_KEPT) this.giveUp();
      return next();
    };
  }

  giveUp(): void {
    this.found = null;
  }

  private keep(found: readonly number[]): void {
    const { budget, frame } = this.execution;
    const weight = found.length * (this.join === null ? 1 : 2);
    // The cache must not make a query exceed its limit.
    if (budget.elements + weight > budget.limits.elements / 2) return;
    budget.hold(weight);
    this.held = weight;
    this.all = found;
    if (this.join === null) return;
    const table = new Map<GroupKey, number[]>();
    for (const node of found) {
      frame[this.slot] = node;
      const value = this.join.key();
      if (value === null) continue;
      const key = this.keyOf(value);
      const same = table.get(key);
      if (same === undefined) table.set(key, [node]);
      else same.push(node);
    }
    this.table = table;
  }

  private forget(): void {
    if (this.all === null) return;
    this.execution.budget.release(this.held);
    this.all = null;
    this.table = null;
  }

  private again(all: readonly number[]): boolean {
    const { budget, frame } = this.execution;
    const nodes = this.table === null || this.join === null ? all : this.equalTo(this.join, this.table, all);
    budget.spend(1 + nodes.length);
    for (const node of nodes) {
      frame[this.slot] = node;
      if (!this.after()) return false;
    }
    return true;
  }

  /** The nodes whose property may equal the wanted value; the predicate itself is still tested on each of them. */
  private equalTo(
    { wanted }: Join,
    table: ReadonlyMap<GroupKey, readonly number[]>,
    all: readonly number[],
  ): readonly number[] {
    const { budget } = this.execution;
    const before = budget.elements;
    try {
      const value = wanted();
      return value === null ? [] : (table.get(this.keyOf(value)) ?? []);
    } catch (error) {
      rethrowFatal(error);
      // The predicate decides whether the error counts: another predicate may drop the row.
      budget.release(budget.elements - before);
      return all;
    }
  }

  private keyOf(value: Value): GroupKey {
    chargeWork(value, this.execution.budget);
    return groupKey(value);
  }
}
