import type {
  Expression,
  LabelExpression,
  NodePattern,
  PatternElement,
  PatternPart,
  QuantifiedPath,
  RelationshipPattern,
  Span,
} from "../syntax/ast.ts";
import { type PathSelector, type Quantifier, isPathFunction } from "../syntax/path-selector.ts";
import { variableNames } from "../syntax/walk.ts";
import { listOf, type TypeSet } from "../values/type-set.ts";
import { PATH, typeOfElement } from "./element-type.ts";
import { semanticError, locationOf } from "./semantic-error.ts";
import type { SymbolTable } from "./symbol-table.ts";

/** Checks which patterns one clause may combine. shortestPath() is checked once its variables are declared. */
export function checkShape(parts: readonly PatternPart[]): void {
  for (const part of parts) {
    if (part.selector !== null && isPathFunction(part.selector)) continue;
    checkSelector(part, parts.length > 1);
    for (const element of part.elements) {
      if (element.type === "QuantifiedPath") checkQuantified(element);
      else if (element.type === "RelationshipPattern") checkRelationship(element);
    }
  }
}

/** One clause may use variable lengths or quantifiers, but not both. */
export function checkRepeats(parts: readonly PatternPart[]): void {
  const elements = parts.flatMap((part) => part.elements);
  const old = elements.find((element) => element.type === "RelationshipPattern" && element.range !== null);
  if (old === undefined || !elements.some(isQuantified)) return;
  throw semanticError(
    "UnexpectedSyntax",
    "Mixing variable-length relationships ('-[*]-') with quantified relationships ('()-->*()') or quantified path patterns ('(()-->())*') is not allowed.",
    old,
  );
}

/** Rejects quantifiers in a pattern expression. */
export function refuseQuantified({ elements }: PatternPart): void {
  const quantified = elements.find(isQuantified);
  if (quantified === undefined) return;
  const message = "A quantified pattern cannot stand in an expression: put it into EXISTS { } or COLLECT { }";
  throw semanticError("UnexpectedSyntax", message, { start: quantified.quantifier.at, end: quantified.end });
}

type Quantified = Exclude<PatternElement, NodePattern> & { readonly quantifier: Quantifier };

function isQuantified(element: PatternElement): element is Quantified {
  return element.type !== "NodePattern" && element.quantifier !== null;
}

/** Checks the pattern of shortestPath() and allShortestPaths(). */
export function checkPathFunction({ selector, elements, end }: PatternPart): void {
  if (selector === null || !isPathFunction(selector)) return;
  const refuse = (why: string, place: Span) => semanticError("UnexpectedSyntax", `${selector.kind}(...) ${why}`, place);
  const place = { start: selector.at, end };
  const quantified = elements.find(isQuantified);
  if (quantified !== undefined)
    throw refuse("contains quantified pattern. This is currently not supported.", quantified);
  const [, relationship, , more] = elements;
  if (relationship?.type !== "RelationshipPattern" || more !== undefined)
    throw refuse("requires a pattern containing a single relationship", place);
  if (relationship.properties !== null)
    throw refuse("contains properties. This is currently not supported: ask for them in WHERE", place);
  if ((relationship.range?.min ?? 1) > 1)
    throw refuse("does not support a minimal length different from 0 or 1", {
      start: relationship.range?.at ?? relationship.start,
      end,
    });
  checkRelationship(relationship);
}

function checkSelector({ path, selector, elements, start, end }: PatternPart, isOneOfMany: boolean): void {
  if (selector === null || selector.kind === "all") return;
  if ("count" in selector && selector.count < 1)
    throw semanticError("NumberOutOfRange", "The path count needs to be greater than 0.", { start: selector.at, end });
  if (isOneOfMany) {
    throw semanticError(
      "UnexpectedSyntax",
      "Multiple path patterns cannot be used in the same clause in combination with a selective path selector: put them in a MATCH of their own",
      { start: path === null ? (elements[0]?.start ?? start) : start, end },
    );
  }
}

function checkRelationship({ range, quantifier, where, types, start, end }: RelationshipPattern): void {
  if (range !== null && types !== null && !areNames(types)) {
    throw semanticError(
      "UnexpectedSyntax",
      "Variable length relationships must not use relationship type expressions.",
      {
        start: "at" in types ? types.at : types.start,
        end,
      },
    );
  }
  if (range !== null && quantifier !== null) {
    throw semanticError(
      "UnexpectedSyntax",
      "Variable length relationships cannot be part of a quantified path pattern.",
      {
        start,
        end,
      },
    );
  }
  if (range !== null && where !== null) {
    throw semanticError(
      "UnexpectedSyntax",
      "Relationship pattern predicates are not supported for variable-length relationships.",
      locationOf(where),
    );
  }
  if (quantifier !== null) checkQuantifier(quantifier, end);
}

/** Whether an expression is names joined by `|` only. */
function areNames(types: LabelExpression): boolean {
  if (types.type === "LabelOr") return areNames(types.left) && areNames(types.right);
  return types.type === "LabelName" || types.type === "DynamicLabel";
}

function checkQuantified({ pattern, quantifier, start, end }: QuantifiedPath): void {
  checkQuantifier(quantifier, end);
  if (pattern.elements.some(({ type }) => type === "QuantifiedPath")) {
    const place = { start: start + 1, end };
    throw semanticError("UnexpectedSyntax", "Quantified path patterns are not allowed to be nested.", place);
  }
  if (pattern.path !== null) {
    const message = "Assigning a path in a quantified path pattern is not supported.";
    throw semanticError("UnexpectedSyntax", message, pattern.path);
  }
  if (!pattern.elements.some(({ type }) => type === "RelationshipPattern")) {
    throw semanticError("UnexpectedSyntax", "A quantified path pattern needs to have at least one relationship.", {
      start,
      end,
    });
  }
}

function checkQuantifier({ min, max, at }: QuantifiedPath["quantifier"], end: number): void {
  const place = { start: at, end };
  if (max === 0)
    throw semanticError("NumberOutOfRange", "A quantifier for a path pattern must not be limited by 0.", place);
  if (max !== null && min > max) {
    throw semanticError(
      "NumberOutOfRange",
      "A quantifier for a path pattern must not have a lower bound which exceeds its upper bound.",
      place,
    );
  }
}

/**
 * A predicate inside parentheses cannot read the paths of the same clause, except one that is named inside the same
 * parentheses.
 */
export function checkPathNames({ elements, selector, where }: PatternPart, parts: readonly PatternPart[]): void {
  const [repeated, whole] = [variableNames(elements.filter(isQuantified)), variableNames(where)];
  for (const { path, selector: own } of parts) {
    if (path === null) continue;
    const isInside = own !== null && own === selector && path.start > own.at;
    if (!repeated.has(path.name) && (isInside || !whole.has(path.name))) continue;
    const what = repeated.has(path.name) ? "quantified" : "parenthesized";
    throw semanticError(
      "UndefinedVariable",
      `From within a ${what} path pattern, one may only reference variables, that are already bound in a previous \`MATCH\` clause: not \`${path.name}\``,
      path,
    );
  }
}

/** Rejects a relationship list variable of shortestPath() that is already bound. */
export function refuseBound(
  { type, start, end }: Exclude<PatternElement, QuantifiedPath>,
  { selector }: PatternPart,
): void {
  if (type === "NodePattern" || selector === null || !isPathFunction(selector)) return;
  throw semanticError("VariableAlreadyBound", `Bound relationships not allowed in ${selector.kind}(...)`, {
    start,
    end,
  });
}

/** Declares the variables of a quantified path: lists outside of it, single elements inside. */
export function declareQuantified(
  path: QuantifiedPath,
  names: SymbolTable,
  quantified: Map<string, QuantifiedPath>,
  before: ReadonlyMap<string, TypeSet>,
): void {
  const own = new Set<string>();
  const variables = path.pattern.elements.flatMap((element) =>
    element.type === "QuantifiedPath" || element.variable === null ? [] : [element],
  );
  for (const element of variables) {
    const { variable } = element;
    if (variable === null || own.has(variable.name)) continue;
    own.add(variable.name);
    if (names.has(variable.name)) {
      if (!before.has(variable.name) && !quantified.has(variable.name)) throw insideAndOutside(variable.name, path);
      const where = before.has(variable.name)
        ? "is already defined in a previous clause, it cannot be referenced inside of a quantified path pattern"
        : "occurs in multiple quantified path patterns and needs to be renamed";
      const place = quantified.get(variable.name) ?? path;
      throw semanticError("VariableAlreadyBound", `The variable \`${variable.name}\` ${where}`, place);
    }
    quantified.set(variable.name, path);
    names.set(variable.name, listOf(typeOfElement(element)));
  }
  if (path.pattern.path !== null) names.declare(path.pattern.path, listOf(PATH));
}

export function insideAndOutside(name: string, path: QuantifiedPath): Error {
  return semanticError(
    "VariableAlreadyBound",
    `The variable \`${name}\` occurs both inside and outside a quantified path pattern and needs to be renamed.`,
    path,
  );
}

export function unboundEnd({ kind, at }: PathSelector, { end }: PatternPart): Error {
  const message = `A ${kind}(...) requires bound nodes when not part of a MATCH clause.`;
  return semanticError("UnexpectedSyntax", message, { start: at, end });
}

export function predicateInside({ type }: PatternElement, where: Expression): Error {
  const what = type === "NodePattern" ? "Node" : "Relationship";
  return semanticError(
    "UnexpectedSyntax",
    `${what} pattern predicates are not allowed in an expression, but only in a MATCH clause or inside a pattern comprehension`,
    locationOf(where),
  );
}
