import { isSelective } from "../../plan/path-quota.ts";
import { planStep, putBelow, sourceText } from "../../plan/plan-step.ts";
import { conjuncts, queryGraph, type QueryGraph } from "../../plan/query-graph.ts";
import type { Scope } from "../../plan/scope.ts";
import type { Expression, MatchClause, PatternPart } from "../../syntax/ast.ts";
import { isPathFunction } from "../../syntax/path-selector.ts";
import { variableNames } from "../../syntax/walk.ts";
import type { Execution, Operator, Sink } from "../execution.ts";
import { countRows, attributeSteps } from "../profile.ts";
import { compileShortestPath } from "./shortest-path.ts";

interface SelectorInput {
  readonly clause: Pick<MatchClause, "patterns" | "where">;
  readonly scope: Scope;
  readonly execution: Execution;
  /** Matches patterns without selectors. */
  matchPattern(pattern: QueryGraph, scope: Scope, execution: Execution): Operator;
}

/**
 * MATCH with path selectors: SHORTEST, ANY, shortestPath and the like. Parts without a selector are matched first,
 * together; then each part with one is searched. Each predicate is tested as early as possible. One on the end nodes is
 * tested before the search. One on the path is tested during the search for shortestPath() and allShortestPaths(), and
 * after the selection for the keywords.
 */
export function compileSelector({ clause, scope, execution, matchPattern }: SelectorInput): Operator {
  const plain = clause.patterns.filter((part) => !isSelective(part));
  const selective = clause.patterns.filter(isSelective);
  const waiting = new Conditions(clause, scope);
  const stages: Operator[] = [];
  if (plain.length > 0) {
    waiting.know(plain.flatMap(namesOf));
    const pattern = queryGraph(plain, null);
    const filters = waiting.take().map((expression) => filterOf(expression));
    stages.push(matchPattern({ ...pattern, filters: [...pattern.filters, ...filters] }, scope, execution));
  }
  for (const part of selective) {
    const before = stages.at(-1)?.scope ?? scope;
    waiting.know(endsOf(part));
    const ends = waiting.take();
    waiting.know(namesOf(part));
    const inside = isPathFunction(part.selector)
      ? waiting.take((names) => namesOf(part).some((own) => names.has(own)))
      : [];
    stages.push(compileShortestPath({ part, ends, inside, scope: before, execution, matchPattern }));
    const after = waiting.take();
    if (after.length > 0) stages.push(filter(after, stages.at(-1)?.scope ?? scope, execution));
  }
  return inTurn(stages, scope, execution);
}

/** The predicates of the WHERE that are not tested yet. */
class Conditions {
  private waiting: { readonly expression: Expression; readonly names: ReadonlySet<string> }[];
  private readonly unknown: Set<string>;

  constructor({ patterns, where }: SelectorInput["clause"], scope: Scope) {
    this.waiting = conjuncts(where).map((expression) => ({ expression, names: variableNames(expression) }));
    this.unknown = new Set(patterns.flatMap(namesOf).filter((name) => scope.find(name) === null));
  }

  know(names: readonly string[]): void {
    for (const name of names) this.unknown.delete(name);
  }

  /** Removes and returns the predicates that are wanted and whose variables are all bound. */
  take(isWanted: (names: ReadonlySet<string>) => boolean = () => true): Expression[] {
    const ready = this.waiting.filter(
      ({ names }) => isWanted(names) && ![...names].some((name) => this.unknown.has(name)),
    );
    this.waiting = this.waiting.filter((one) => !ready.includes(one));
    return ready.map(({ expression }) => expression);
  }
}

/** All variables of a part. */
function namesOf({ path, elements }: PatternPart): string[] {
  const inside = elements.flatMap((element) => {
    if (element.type === "QuantifiedPath") return namesOf(element.pattern);
    return element.variable === null ? [] : [element.variable.name];
  });
  return path === null ? inside : [path.name, ...inside];
}

function endsOf({ elements }: PatternPart): string[] {
  return [elements[0], elements.at(-1)].flatMap((element) =>
    element?.type === "NodePattern" && element.variable !== null ? [element.variable.name] : [],
  );
}

function filterOf(expression: Expression): QueryGraph["filters"][number] {
  return { needs: variableNames(expression), condition: { kind: "expression", expression } };
}

function filter(conditions: readonly Expression[], scope: Scope, execution: Execution): Operator {
  const tests = conditions.map((condition) => execution.predicate(condition, scope));
  const step = planStep("Filter", conditions.map((condition) => sourceText(condition, execution)).join(" AND "), null);
  return {
    scope,
    step,
    start: (sink) => {
      const next = countRows(sink, step, execution);
      return {
        row: () => {
          for (const test of tests) if (!test()) return true;
          return next.row();
        },
        end: () => next.end(),
      };
    },
  };
}

/** Chains the operators: each takes the rows of the one before. */
function inTurn(stages: readonly Operator[], scope: Scope, execution: Execution): Operator {
  const [first, ...rest] = stages as [Operator, ...Operator[]];
  let { step } = first;
  for (const stage of rest) {
    step = putBelow(stage.step, step);
  }
  return {
    scope: stages.at(-1)?.scope ?? scope,
    step,
    start: (sink) => {
      let next: Sink = sink;
      for (const stage of stages.toReversed()) next = attributeSteps(stage.start(next), stage.step, execution);
      return next;
    },
  };
}
