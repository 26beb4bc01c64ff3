import { pushDownCount } from "../../plan/count-pushdown.ts";
import type { CountPushdown } from "../../plan/count-pushdown.ts";
import type { WantedOrder } from "../../plan/join-order.ts";
import { estimateOf, planStep, putBelow, withInside, sourceText, type PlanStep } from "../../plan/plan-step.ts";
import { pruneVariableLength } from "../../plan/prune-variable-length.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import { columnNames } from "../../plan/scope.ts";
import { hasAggregate } from "../../semantics/has-aggregate.ts";
import type {
  CallSubqueryClause,
  Clause,
  MatchClause,
  Query,
  ReturnClause,
  SingleQuery,
  WithClause,
} from "../../syntax/ast.ts";
import { containsWrite } from "../../syntax/writing-clause-types.ts";
import { chargeWork } from "../../values/allocation.ts";
import { groupKeyOf, type GroupKey } from "../../values/operations/group-key.ts";
import type { Execution, Operator, Sink } from "../execution.ts";
import { compileGivenPaths } from "../paths/given-path.ts";
import { compileCallProcedure } from "../procedures/call-procedure.ts";
import { countRows, attributeSteps } from "../profile.ts";
import { compileProjection } from "../project/projection.ts";
import { compileUnwind } from "../project/unwind.ts";
import { RowMemory } from "../row-memory.ts";
import { eager } from "../write/eager.ts";
import { splitSetItems } from "../write/set.ts";
import { compileWrite } from "../write/write.ts";
import { compileCounting } from "./count-pushdown.ts";
import { compileMatch } from "./match.ts";

/** Compiles a whole query; each row has its columns in the slots of the operator's scope. */
export function compileQuery(
  query: Query,
  scope: Scope,
  execution: Execution,
  scopeOf: (part: SingleQuery) => Scope = () => scope,
): Operator {
  const parts = query.parts.map((part) => compileSingle(part, scopeOf(part), execution));
  const [only] = parts as [Operator, ...Operator[]];
  if (parts.length === 1) return only;
  const names = columnNames(query.parts[0] as SingleQuery, only.scope);
  return compileUnion(parts, { names, distinct: query.union === "distinct" }, scope, execution);
}

/** UNION: emits the rows of one part after the other; all parts have the same column names. */
function compileUnion(
  parts: readonly Operator[],
  { names, distinct }: { readonly names: readonly string[]; readonly distinct: boolean },
  before: Scope,
  execution: Execution,
): Operator {
  const { frame, budget } = execution;
  const targets = names.map((name): [string, Binding] => [name, { slot: execution.newSlot(), kind: "value" }]);
  const [first, ...others] = parts.map((part) => part.step) as [PlanStep, ...PlanStep[]];
  const union = planStep("Union", "", (input) => others.reduce((sum, part) => sum + estimateOf(part), input));
  union.children.push(first);
  union.inside.push(...others);
  const step = distinct ? putBelow(planStep("Distinct", names.join(", "), null), union) : union;
  return {
    scope: before.extend(targets),
    step,
    start: (following) => {
      const sink = countRows(following, step, execution);
      const kept = new RowMemory(budget);
      let seen = new Set<GroupKey>();
      let goesOn = true;
      const runs = parts.map((part) => {
        const values = names.map((name) =>
          execution.expression({ type: "Variable", name, start: 0, end: 0 }, part.scope),
        );
        return part.start({
          row: () => {
            const row = values.map((value) => value());
            if (distinct) {
              for (const value of row) chargeWork(value, budget);
              const key = groupKeyOf(row);
              if (seen.has(key)) return true;
              kept.keep(row);
              seen.add(key);
            }
            targets.forEach(([, { slot }], index) => {
              frame[slot] = row[index] ?? null;
            });
            goesOn = sink.row();
            return goesOn;
          },
          end: () => undefined,
        });
      });
      return {
        row: () => {
          goesOn = true;
          for (const run of runs) {
            // The result of `row` may come from the part's own LIMIT; only the sink tells whether more rows are wanted.
            if (goesOn) run.row();
            run.end();
          }
          kept.forget();
          seen = new Set();
          return goesOn;
        },
        end: () => sink.end(),
      };
    },
  };
}

/**
 * Whether the rows after this last clause are rows of the query. EXISTS { } and COUNT { } also count the rows of MATCH
 * and WITH.
 */
function passesRows(last: Clause): boolean {
  if (last.type === "CallSubquery") return last.query.parts[0]?.clauses.at(-1)?.type === "Return";
  return ["Return", "Match", "Unwind", "With", "CallProcedure"].includes(last.type);
}

function compileSingle(part: SingleQuery, before: Scope, execution: Execution): Operator {
  const clauses = part.clauses.flatMap((clause, at): readonly Clause[] => {
    if (clause.type === "Set") return splitSetItems(clause);
    return [clause.type === "Match" ? pruneVariableLength(part.clauses, at) : clause];
  });
  const operators: { readonly operator: Operator; readonly clause: Clause }[] = [];
  let scope = before;
  const add = (clause: Clause, make: () => Operator) => {
    const [operator, inside] = withInside(execution, make);
    operator.step.inside.push(...inside);
    operators.push({ operator, clause });
    ({ scope } = operator);
  };
  for (let at = 0; at < clauses.length; at += 1) {
    const [clause, next] = clauses.slice(at, at + 2) as [Clause, Clause | undefined];
    const projection = next?.type === "With" || next?.type === "Return" ? next : null;
    if (clause.type !== "Match" || projection === null) {
      add(clause, () => compileClause(clause, scope, execution));
      continue;
    }
    at += 1;
    const counting = countingBy(clause, projection, at === 1, scope);
    const wanted = clause.optional || at > 1 ? null : wantedOrder(counting?.projection ?? projection, scope);
    const match = { ...clause, optional: counting === null && clause.optional };
    add(match, () =>
      counting !== null
        ? compileCounting(counting, scope, execution)
        : clause.optional
          ? compileOptional(clause, scope, execution)
          : compileMatch(clause, scope, execution, { wanted }),
    );
    const isSorted = operators.at(-1)?.operator.inOrder === true;
    add(projection, () => compileProjection(counting?.projection ?? projection, scope, execution, isSorted));
  }
  const last = clauses.at(-1);
  const passes = last !== undefined && passesRows(last);
  const step = operators.reduce<Operator["step"] | null>((below, { operator }) => {
    return below === null ? operator.step : putBelow(operator.step, below);
  }, null);
  return {
    scope: passes ? scope : before,
    step: step ?? planStep("Argument", "", 1),
    start: (sink) => {
      // A query that ends in a write or in FINISH emits no rows.
      let next: Sink = passes ? sink : { row: () => true, end: () => sink.end() };
      for (const { operator, clause } of operators.toReversed()) {
        // A match counts the rows of its own steps, including the last one.
        const sink = clause.type === "Match" && !clause.optional ? next : countRows(next, operator.step, execution);
        next = attributeSteps(operator.start(sink), operator.step, execution);
      }
      return next;
    },
  };
}

function countingBy(
  match: MatchClause,
  projection: WithClause | ReturnClause,
  first: boolean,
  scope: Scope,
): CountPushdown | null {
  const counting = pushDownCount(match, projection, first, (name) => scope.find(name) !== null);
  const isNode = counting?.source.kind !== "degree" || scope.find(counting.source.near)?.kind === "node";
  return match.optional && !isNode ? null : counting;
}

/** The one property of a match variable by which a WITH or RETURN sorts; null for any other order. */
function wantedOrder(projection: WithClause | ReturnClause, scope: Scope): WantedOrder | null {
  const { items, orderBy, distinct, limit } = projection;
  const [sort, ...more] = orderBy;
  if (sort === undefined || more.length > 0 || distinct || items.some(({ expression }) => hasAggregate(expression)))
    return null;
  const named = (name: string) => items.find((item) => item.name === name)?.expression;
  const key = sort.expression.type === "Variable" ? named(sort.expression.name) : sort.expression;
  if (key?.type !== "Property" || key.object.type !== "Variable") return null;
  const { name } = key.object;
  const column = key === sort.expression ? named(name) : undefined;
  if (column !== undefined && !(column.type === "Variable" && column.name === name)) return null;
  if (scope.find(name) !== null) return null;
  return { name, key: key.key, descending: sort.descending, limited: limit !== null };
}

function compileClause(clause: Clause, scope: Scope, execution: Execution): Operator {
  switch (clause.type) {
    case "Match":
      return clause.optional ? compileOptional(clause, scope, execution) : execution.match(clause, scope);
    case "Unwind":
      return compileUnwind(clause, scope, execution);
    case "With":
    case "Return":
      return compileProjection(clause, scope, execution);
    case "Finish":
      return {
        scope,
        step: planStep("EmptyResult", "", 0),
        start: (sink) => ({ row: () => true, end: () => sink.end() }),
      };
    case "CallProcedure":
      return compileCallProcedure(clause, scope, execution);
    case "CallSubquery":
      return compileCallSubquery(clause, scope, execution);
    default:
      return compileWrite(clause, scope, execution);
  }
}

/**
 * OPTIONAL MATCH: emits one row when nothing matches. Its new variables are null, except paths whose elements are all
 * bound earlier.
 */
function compileOptional(clause: MatchClause, scope: Scope, execution: Execution): Operator {
  const { frame } = execution;
  const match = execution.match(clause, scope);
  const givenPaths = compileGivenPaths(clause.patterns, scope, match.scope, execution);
  const added = [...match.scope.bindings].flatMap(([name, { slot }]) => (scope.find(name) === null ? [slot] : []));
  const step = planStep(
    "Optional",
    added.length > 0 ? sourceText(clause, execution).replace(/^optional match /i, "") : "",
    (input) => Math.max(input, input * estimateOf(match.step)),
  );
  step.inside.push(match.step);
  return {
    scope: match.scope,
    step,
    start: (sink) => {
      let found = false;
      const run = match.start({
        row: () => {
          found = true;
          return sink.row();
        },
        end: () => undefined,
      });
      return {
        row: () => {
          found = false;
          const goesOn = run.row();
          if (found) return goesOn;
          for (const slot of added) frame[slot] = null;
          for (const setPath of givenPaths) setPath();
          return sink.row();
        },
        end: () => sink.end(),
      };
    },
  };
}

/** CALL { … }: runs the query for each row and adds its columns to the row. */
function compileCallSubquery(clause: CallSubqueryClause, scope: Scope, execution: Execution): Operator {
  const { query, imports, optional } = clause;
  const inner = imports === null ? scope.only([]) : scopeInside(imports, scope);
  const operator = compileQuery(query, inner, execution, (part) =>
    // A part that starts with WITH imports the variables that it names; the other parts see no outer variables.
    imports === null && part.clauses[0]?.type === "With" ? scope.only([...scope.bindings.keys()]) : inner,
  );
  const [first] = query.parts as [SingleQuery, ...SingleQuery[]];
  const returns = first.clauses.at(-1)?.type === "Return";
  const columns = columnNames(first, operator.scope).map(
    (name) => [name, operator.scope.find(name) as Binding] as const,
  );
  const { added, copies } = optional ? ownSlots(columns, scope, execution) : { added: columns, copies: [] };
  const step = planStep("Apply", "", (input) => (returns ? input * estimateOf(operator.step) : input));
  step.inside.push(operator.step);
  const after = scope.extend(added);
  const called = { operator, returns, copies, added: optional ? added.map(([, { slot }]) => slot) : null };
  return {
    scope: after,
    step,
    start: (sink) => {
      if (!containsWrite(query)) return applying(called, sink, execution);
      let again: () => void = () => undefined;
      const each = applying(called, { row: () => (again(), true), end: () => undefined }, execution);
      const apply = (goOn: () => void) => {
        again = goOn;
        each.row();
      };
      return eager({ before: scope, after, apply }, sink, execution);
    },
  };
}

interface Copy {
  readonly from: number;
  readonly to: number;
}

/**
 * Copies a column that shares a slot with an outer variable: OPTIONAL CALL may set it to null, and the variable must
 * keep its value.
 */
function ownSlots(
  columns: readonly (readonly [string, Binding])[],
  outside: Scope,
  execution: Execution,
): { added: readonly (readonly [string, Binding])[]; copies: readonly Copy[] } {
  const taken = new Set([...outside.bindings.values()].map(({ slot }) => slot));
  const copies: Copy[] = [];
  const added = columns.map(([name, binding]) => {
    if (!taken.has(binding.slot)) return [name, binding] as const;
    const copy = { from: binding.slot, to: execution.newSlot() };
    copies.push(copy);
    return [name, { ...binding, slot: copy.to }] as const;
  });
  return { added, copies };
}

interface Called {
  readonly operator: Operator;
  readonly copies: readonly Copy[];
  /** false: the query runs for its effect, and each row is emitted once. */
  readonly returns: boolean;
  /** OPTIONAL CALL: the slots that become null when the query returns nothing. */
  readonly added: readonly number[] | null;
}

/** Runs the query of a CALL for each row. */
function applying({ operator, returns, added, copies }: Called, sink: Sink, { frame }: Execution): Sink {
  let goesOn = true;
  let found = false;
  const run = operator.start({
    row: () => {
      found = true;
      if (!returns) return true;
      for (const { from, to } of copies) frame[to] = frame[from] ?? null;
      goesOn = sink.row();
      return goesOn;
    },
    end: () => undefined,
  });
  return {
    row: () => {
      goesOn = true;
      found = false;
      run.row();
      run.end();
      if (!returns) return sink.row();
      if (added !== null && !found) {
        for (const slot of added) frame[slot] = null;
        return sink.row();
      }
      return goesOn;
    },
    end: () => sink.end(),
  };
}

/** The scope of a CALL (…): its variables stay visible in the whole query inside. */
function scopeInside(imports: NonNullable<CallSubqueryClause["imports"]>, scope: Scope): Scope {
  const seen = imports === "all" ? scope : scope.only(imports.map(({ name }) => name));
  return seen.forQueryInside();
}
