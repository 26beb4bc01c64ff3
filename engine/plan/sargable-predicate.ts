import type { Expression } from "../syntax/ast.ts";
import { variableNames, walk } from "../syntax/walk.ts";
import { isNamed, type PatternFilter, type QueryGraph } from "./query-graph.ts";

/** A predicate on a property or the id of an element that an index or an id lookup can answer. */
export interface SargablePredicate {
  /** null: the id. */
  readonly key: string | null;
  readonly kind: "equal" | "in" | "lower" | "upper" | "prefix" | "present";
  /** What it is compared with; unused for "present". */
  readonly value: Expression;
  readonly inclusive: boolean;
  /** For an id: the text of elementId(), not the number of id(). */
  readonly isText: boolean;
  readonly filter: PatternFilter;
  /**
   * How many conditions the filter contains. When as many of its sargable predicates are used, the filter need not be
   * tested again.
   */
  readonly says: number;
}

type Found = Pick<SargablePredicate, "key" | "kind" | "value" | "inclusive" | "isText">;

/** The sargable predicates of a variable whose other side needs only `bound` names. */
export function sargablePredicates(name: string, pattern: QueryGraph, bound: ReadonlySet<string>): SargablePredicate[] {
  const stands = (used: string) => bound.has(used) || !isNamed(used, pattern);
  return pattern.filters.flatMap((filter) => {
    const { condition } = filter;
    const found =
      condition.kind === "expression"
        ? inExpression(condition.expression, name)
        : condition.kind === "properties" && condition.name === name && condition.properties.type === "Map"
          ? condition.properties.entries.map(({ key, value }) => probe("equal", { key, isText: false }, value))
          : [];
    const usable = found.filter(({ value }) => isDeterministic(value) && [...variableNames(value)].every(stands));
    const says =
      condition.kind === "expression" && condition.expression.type === "Comparison"
        ? condition.expression.operators.length
        : condition.kind === "properties"
          ? found.length
          : 1;
    return usable.map((one) => ({ ...one, filter, says }));
  });
}

function probe(
  kind: SargablePredicate["kind"],
  { key, isText }: Pick<SargablePredicate, "key" | "isText">,
  value: Expression,
  inclusive = true,
): Found {
  return { key, kind, value, inclusive, isText };
}

/** Whether an expression returns the same value each time for the same variables. */
export function isDeterministic(value: unknown): boolean {
  let isSure = true;
  walk(value, (node) => {
    if (node.type === "Function" && /^rand/i.test(node.name)) isSure = false;
  });
  return isSure;
}

/** `n.key`, `id(n)` or `elementId(n)`. */
function subject(side: Expression | undefined, name: string): Pick<SargablePredicate, "key" | "isText"> | null {
  const isIt = (inner: Expression | undefined) => inner?.type === "Variable" && inner.name === name;
  if (side?.type === "Property") return isIt(side.object) ? { key: side.key, isText: false } : null;
  const called = side?.type === "Function" && isIt(side.args[0]) ? side.name.toLowerCase() : "";
  return called === "id" || called === "elementid" ? { key: null, isText: called === "elementid" } : null;
}

const TURNED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>" } as const;

function inExpression(expression: Expression, name: string): Found[] {
  if (expression.type === "Binary") {
    const of = subject(expression.left, name);
    if (of === null) return [];
    if (expression.operator === "IN") return [probe("in", of, expression.right)];
    return expression.operator === "STARTS WITH" && of.key !== null ? [probe("prefix", of, expression.right)] : [];
  }
  if (expression.type === "IsNull" && expression.negated) {
    const of = subject(expression.operand, name);
    return of === null || of.key === null ? [] : [probe("present", of, { ...expression, type: "Null" })];
  }
  if (expression.type !== "Comparison") return [];
  return expression.operators.flatMap((operator, index) => {
    const [left, right] = expression.operands.slice(index, index + 2) as [Expression, Expression];
    const of = subject(left, name);
    if (of !== null) return compared(of, operator, right);
    const other = subject(right, name);
    return other === null ? [] : compared(other, TURNED[operator], left);
  });
}

function compared(
  of: Pick<SargablePredicate, "key" | "isText">,
  operator: keyof typeof TURNED,
  value: Expression,
): Found[] {
  if (operator === "=") return [probe("equal", of, value)];
  if (operator === "<>" || of.key === null) return [];
  return [probe(operator[0] === ">" ? "lower" : "upper", of, value, operator.length === 2)];
}
