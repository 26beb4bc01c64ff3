import { hasAggregate, isAggregateCall } from "../semantics/has-aggregate.ts";
import type {
  Expression,
  LabelExpression,
  MatchClause,
  NodePattern,
  RelationshipPattern,
  ReturnClause,
  WithClause,
} from "../syntax/ast.ts";
import { generatedName } from "../syntax/generated-names.ts";
import { isSingleRelationship, isUnconstrained } from "../syntax/pattern-shape.ts";
import { transform, variableNames, walk, type SyntaxNode } from "../syntax/walk.ts";
import { plainNames } from "./plain-labels.ts";

/** The column with the number of matches that a row stands for. No query can name it. */
export const FINDS = generatedName("finds");
/** The column with the number of rows after OPTIONAL: 1 where nothing matches. */
export const ROWS = generatedName("rows");
const NEAR = generatedName("near");

/** A MATCH whose last hop is only counted: a degree or a stored count replaces the expand. */
export interface CountPushdown {
  readonly source:
    | { readonly kind: "nodes"; readonly label: string | null }
    | { readonly kind: "relationships"; readonly shape: RelationshipPattern }
    | {
        readonly kind: "degree";
        readonly near: string;
        readonly shape: RelationshipPattern;
        readonly reversed: boolean;
      };
  /** The MATCH that remains. */
  readonly match: MatchClause;
  readonly projection: WithClause | ReturnClause;
}

/**
 * Finds a MATCH that the following WITH or RETURN only counts. `first`: the MATCH gets one row; `isBound` tells whether
 * a variable is bound earlier. null when the rows are needed.
 */
export function pushDownCount(
  match: MatchClause,
  projection: WithClause | ReturnClause,
  first: boolean,
  isBound: (name: string) => boolean,
): CountPushdown | null {
  const [part, ...more] = match.patterns;
  if (part === undefined || more.length > 0 || part.path !== null || part.selector !== null || part.where !== null)
    return null;
  const [left, shape, right, ...rest] = part.elements;
  if (rest.length > 0 || left?.type !== "NodePattern" || projection.star) return null;
  const named = [left, shape, right].flatMap((element) =>
    element === undefined || element.type === "QuantifiedPath" || element.variable === null
      ? []
      : [element.variable.name],
  );
  const free = (name: string | undefined) => name === undefined || (!isBound(name) && countsOnly(projection, name));
  const everyRowCounts = first && !match.optional && match.where === null && isUngrouped(projection);
  if (shape === undefined) {
    const label = left.labels === null ? null : nameOf(left.labels);
    if (!everyRowCounts || label === undefined || left.properties !== null || left.where !== null) return null;
    return free(left.variable?.name) && countsAll(projection, named)
      ? { source: { kind: "nodes", label }, match, projection: counted(projection, "alone") }
      : null;
  }
  if (shape.type !== "RelationshipPattern" || right?.type !== "NodePattern" || !isPlainHop(shape)) return null;
  if (new Set(named).size < named.length || !free(shape.variable?.name) || !countsAll(projection, named)) return null;
  const [isLeftFree, isRightFree] = [left, right].map((node) => isUnconstrained(node) && free(node.variable?.name));
  if (everyRowCounts && isLeftFree === true && isRightFree === true && shape.direction !== "both")
    return { source: { kind: "relationships", shape }, match, projection: counted(projection, "alone") };
  const reversed = isRightFree !== true;
  if (reversed && isLeftFree !== true) return null;
  const [near, far] = reversed ? [right, left] : [left, right];
  const outer = variableNames(match.where);
  if ([shape, far].some(({ variable }) => variable !== null && outer.has(variable.name))) return null;
  const { start, end } = near;
  const name = near.variable?.name ?? NEAR;
  if (
    match.optional &&
    (match.where !== null || !isUnconstrained(near) || !isBound(name) || countsOnly(projection, name, true))
  )
    return null;
  const own = { ...near, variable: { type: "Variable", name, start, end } } satisfies NodePattern;
  const alone = first && !match.optional && projection.items.some(({ expression }) => isVariable(expression, name));
  return {
    source: { kind: "degree", near: name, shape, reversed },
    match: { ...match, patterns: [{ ...part, elements: [own] }] },
    projection: counted(projection, alone ? "alone" : match.optional ? "optional" : "sum"),
  };
}

function isVariable(expression: Expression, name: string): boolean {
  return expression.type === "Variable" && expression.name === name;
}

function isPlainHop(hop: RelationshipPattern): boolean {
  const { types, properties, where } = hop;
  return (
    properties === null && where === null && isSingleRelationship(hop) && (types === null || plainNames(types) !== null)
  );
}

/** The name of a single label; undefined for any other label expression. */
function nameOf(labels: LabelExpression): string | undefined {
  return labels.type === "LabelName" ? labels.name : undefined;
}

function isUngrouped({ items }: WithClause | ReturnClause): boolean {
  return items.every(({ expression }) => hasAggregate(expression));
}

/** `count(*)`, or `count(x)` of a variable. */
function isCount(node: SyntaxNode, name?: string): boolean {
  if (node.type === "CountStar") return name === undefined;
  if (node.type !== "Function" || node.name.toLowerCase() !== "count" || node.distinct) return false;
  const [argument] = node.args;
  return argument?.type === "Variable" && (name === undefined || argument.name === name);
}

/** Whether there is an aggregate, and each one counts rows or one of these variables. */
function countsAll(projection: WithClause | ReturnClause, names: readonly string[]): boolean {
  let [found, fits] = [false, true];
  walk([projection.items, projection.orderBy, projection.type === "With" ? projection.where : null], (node) => {
    if (node.type === "Subquery") return false;
    if (!isAggregateCall(node)) return true;
    found = true;
    fits &&= node.type === "CountStar" || names.some((name) => isCount(node, name));
    return false;
  });
  return found && fits;
}

/** Whether the variable occurs only inside count(variable); with `atAll`, whether such a count exists. */
function countsOnly(projection: WithClause | ReturnClause, name: string, atAll = false): boolean {
  let [counted, other] = [false, false];
  walk(projection, (node) => {
    if (node.type === "Subquery") {
      other ||= variableNames(node).has(name);
      return false;
    }
    if (isCount(node, name)) {
      counted = true;
      return false;
    }
    if (node.type === "Variable" && node.name === name) other = true;
    return true;
  });
  return atAll ? counted : !other;
}

/** Replaces each count in the projection by the precomputed column, or by its sum. */
function counted<T extends WithClause | ReturnClause>(projection: T, form: "alone" | "sum" | "optional"): T {
  const replace = (node: SyntaxNode) => {
    if (node.type === "Subquery") return node;
    if (!isCount(node)) return null;
    const place = { start: node.start, end: node.end };
    const name = form === "optional" && node.type === "CountStar" ? ROWS : FINDS;
    const variable = { type: "Variable", name, ...place };
    return form === "alone" ? variable : { type: "Function", name: "sum", distinct: false, args: [variable], ...place };
  };
  return {
    ...projection,
    items: transform(projection.items, replace),
    orderBy: transform(projection.orderBy, replace),
    ...(projection.type === "With" && { where: transform(projection.where, replace) }),
  };
}
