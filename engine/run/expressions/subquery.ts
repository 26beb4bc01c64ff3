import { distinctEndpoints, pruneForExists } from "../../plan/prune-variable-length.ts";
import type { Scope } from "../../plan/scope.ts";
import { columnNames } from "../../plan/scope.ts";
import type { Expression, PatternPart, Query, SingleQuery } from "../../syntax/ast.ts";
import { checkSize, weightOf } from "../../values/allocation.ts";
import { isList } from "../../values/kind.ts";
import { NodeValue, PathValue, type Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";
import { compileDegree } from "./degree.ts";

type Subquery = Extract<
  Expression,
  { type: "Subquery" | "PatternExpression" | "PatternComprehension" | "ShortestPath" }
>;

/** Expressions that contain a query or a pattern. */
export function compileSubquery(expression: Subquery, scope: Scope, execution: Execution): Evaluate {
  switch (expression.type) {
    case "Subquery": {
      const inside = scope.forQueryInside();
      const query = expression.kind === "exists" ? pruneForExists(expression.query) : expression.query;
      const operator = execution.query(query, inside);
      const degree = compileDegree(expression.query, scope, execution);
      if (degree === null) execution.nested.push(operator.step);
      if (expression.kind === "exists")
        return degree === null ? existence((sink) => operator.start(sink)) : () => degree() > 0;
      if (expression.kind === "count") {
        if (degree !== null) return degree;
        let count = 0;
        const run = operator.start({ row: () => (count += 1) > 0, end: () => undefined });
        return () => {
          count = 0;
          run.row();
          run.end();
          return count;
        };
      }
      return collecting(operator, firstColumn(expression.query, operator.scope, execution), execution);
    }
    case "PatternExpression": {
      const pattern = { patterns: [expression.pattern], where: null };
      const operator = execution.match(distinctEndpoints(pattern, []), scope);
      execution.nested.push(operator.step);
      return existence((sink) => operator.start(sink));
    }
    case "PatternComprehension": {
      const { path } = expression.pattern;
      const seen = path === null ? scope : scope.without(path.name);
      const operator = execution.match({ patterns: [expression.pattern], where: expression.where }, seen);
      execution.nested.push(operator.step);
      return collecting(operator, execution.expression(expression.projection, operator.scope), execution);
    }
    case "ShortestPath":
      return shortestPath(expression.pattern, expression.all, scope, execution);
  }
}

type Starter = (sink: { row(): boolean; end(): void }) => { row(): boolean; end(): void };

function existence(start: Starter): Evaluate {
  let found = false;
  const run = start({
    row: () => {
      found = true;
      return false;
    },
    end: () => undefined,
  });
  return () => {
    found = false;
    run.row();
    run.end();
    return found;
  };
}

function collecting(operator: { start: Starter }, value: Evaluate, { budget }: Execution): Evaluate {
  let items: Value[] = [];
  let held = 0;
  const run = operator.start({
    row: () => {
      const item = value();
      const weight = weightOf(item);
      held += weight;
      budget.hold(weight);
      items.push(item);
      return true;
    },
    end: () => undefined,
  });
  return () => {
    items = [];
    run.row();
    run.end();
    // From here on the consumer of the list accounts its memory.
    budget.release(held);
    held = 0;
    return checkSize(items, budget);
  };
}

function firstColumn({ parts }: Query, inner: Scope, execution: Execution): Evaluate {
  const [name = ""] = columnNames(parts[0] as SingleQuery, inner);
  return execution.expression({ type: "Variable", name, start: 0, end: 0 }, inner);
}

/** shortestPath(…) as a value: the path or null; for allShortestPaths the list of paths. */
function shortestPath(pattern: PatternPart, all: boolean, scope: Scope, execution: Execution): Evaluate {
  // The variable starts with \0, so that it differs from query variables and from generated names.
  const path = pattern.path ?? { type: "Variable", name: "\0shortest", start: pattern.start, end: pattern.end };
  const operator = execution.match({ patterns: [{ ...pattern, path }], where: null }, scope);
  execution.nested.push(operator.step);
  const paths = collecting(operator, execution.expression(path, operator.scope), execution);
  const [from, to] = [pattern.elements[0], pattern.elements.at(-1)].map((element) =>
    element?.type === "NodePattern" && element.variable !== null
      ? execution.expression(element.variable, scope)
      : () => null,
  ) as [Evaluate, Evaluate];
  const [, relationship] = pattern.elements;
  const mayBeEmpty = relationship?.type === "RelationshipPattern" && relationship.range?.min === 0;
  return () => {
    const [start, end] = [from(), to()];
    const isEmpty = mayBeEmpty && start instanceof NodeValue && end instanceof NodeValue && start.id === end.id;
    const found = isEmpty ? [new PathValue([start.id], [])] : paths();
    return all ? found : isList(found) ? (found[0] ?? null) : null;
  };
}
