import type { Expression, PatternElement, PatternPart, QuantifiedPath } from "../syntax/ast.ts";
import { MAPS } from "../values/type-set.ts";
import { inList, type Analyzer, type ExpressionContext } from "./analyzer.ts";
import { PATH, RELATIONSHIP, typeOfElement } from "./element-type.ts";
import { checkLabels } from "./labels.ts";
import {
  checkPathFunction,
  checkPathNames,
  checkShape,
  declareQuantified,
  insideAndOutside,
  predicateInside,
  refuseBound,
  refuseQuantified,
  unboundEnd,
} from "./path-pattern.ts";
import { semanticError } from "./semantic-error.ts";
import type { SymbolTable } from "./symbol-table.ts";

/**
 * Checks MATCH patterns. All variables are declared first, since each pattern may read those of the others. Two
 * relationships of one path cannot have the same variable: that is the TCK's rule, where Neo4j finds no match.
 */
export function checkPatterns(
  parts: readonly PatternPart[],
  site: ExpressionContext,
  checking: Analyzer,
  path: "at all" | "here" = "at all",
): void {
  checkShape(parts);
  const quantified = new Map<string, QuantifiedPath>();
  const before = site.names.all();
  const relationships = new Set<string>();
  for (const part of parts) {
    for (const element of part.elements) {
      if (element.type === "QuantifiedPath") declareQuantified(element, site.names, quantified, before);
      else {
        const path = element.variable === null ? undefined : quantified.get(element.variable.name);
        if (path !== undefined) throw insideAndOutside(element.variable?.name ?? "", path);
        bindElement(element, part, site.names, relationships);
      }
    }
    if (part.path !== null) site.names.declare(part.path, PATH, path);
  }
  for (const part of parts) {
    checkPathFunction(part);
    for (const element of part.elements) checkElement(element, site, checking);
    if (part.where !== null) checking.predicate(part.where, site);
  }
  for (const part of parts) checkPathNames(part, parts);
}

function bindElement(
  element: Exclude<PatternElement, QuantifiedPath>,
  part: PatternPart,
  names: SymbolTable,
  relationships: Set<string>,
): void {
  const { variable } = element;
  if (variable === null) return;
  const isGiven = names.has(variable.name);
  if (element.type === "RelationshipPattern" && relationships.has(variable.name)) {
    throw semanticError(
      "RelationshipUniquenessViolation",
      `Cannot use the same relationship variable '${variable.name}' for multiple relationships`,
      variable,
    );
  }
  if (element.type === "RelationshipPattern") relationships.add(variable.name);
  names.bind(variable, typeOfElement(element));
  if (isGiven && part.selector !== null) refuseBound(element, part);
}

function checkElement(element: PatternElement, site: ExpressionContext, checking: Analyzer): void {
  if (element.type === "QuantifiedPath") {
    const inner = { ...site, names: site.names.inner() };
    for (const own of element.pattern.elements) {
      if (own.type !== "QuantifiedPath" && own.variable !== null)
        inner.names.set(own.variable.name, typeOfElement(own));
    }
    if (element.pattern.path !== null) inner.names.set(element.pattern.path.name, PATH);
    for (const own of element.pattern.elements) checkElement(own, inner, checking);
    for (const where of [element.pattern.where, element.where]) if (where !== null) checking.predicate(where, inner);
    return;
  }
  checkLabels(element.type === "NodePattern" ? element.labels : element.types, site, checking, null, true);
  checkProperties(element.properties, "MATCH", site, checking);
  if (element.where === null) return;
  const inner = { ...site, names: site.names.inner() };
  // Inside its own brackets the variable of a quantified relationship is a single relationship.
  if (element.type === "RelationshipPattern" && element.variable !== null && element.quantifier !== null)
    inner.names.set(element.variable.name, RELATIONSHIP);
  checking.predicate(element.where, inner);
}

/**
 * Checks a property map `{key: value}`. A parameter for the whole map is rejected because it would hide its keys from
 * the planner.
 */
export function checkProperties(
  properties: Expression | null,
  clause: "MATCH" | "MERGE" | "CREATE" | "INSERT",
  site: ExpressionContext,
  checking: Analyzer,
): void {
  if (properties === null) return;
  if (properties.type === "Parameter" && clause !== "CREATE") {
    throw semanticError(
      "InvalidParameterUse",
      `Parameter maps cannot be used in \`${clause}\` patterns (use a literal map instead, e.g. \`{id: $${properties.name}.id}\`)`,
      properties,
    );
  }
  checking.expect(properties, MAPS, site);
}

/** Checks a pattern used as an expression: it declares no variables. */
export function checkPatternExpression(pattern: PatternPart, site: ExpressionContext, checking: Analyzer): void {
  checkShape([pattern]);
  const inner = inList(site);
  for (const element of pattern.elements) {
    if (element.type === "QuantifiedPath") continue;
    const { variable } = element;
    if (variable === null) {
      if (element.type === "NodePattern" && pattern.selector !== null) throw unboundEnd(pattern.selector, pattern);
      continue;
    }
    if (!inner.names.has(variable.name) && site.hidden?.has(variable.name) !== true && pattern.selector === null) {
      throw semanticError(
        "UndefinedVariable",
        `A pattern used as a condition cannot introduce new variables: '${variable.name}' is not defined; use EXISTS { } instead`,
        variable,
      );
    }
    checking.type(variable, inner);
    inner.names.bind(variable, typeOfElement(element));
    refuseBound(element, pattern);
  }
  if (pattern.selector === null) refuseQuantified(pattern);
  checkPathFunction(pattern);
  for (const element of pattern.elements) {
    if (element.type !== "QuantifiedPath" && element.where !== null) throw predicateInside(element, element.where);
    checkElement(element, inner, checking);
  }
}
