import type { Expression, PatternElement, PatternPart, QuantifiedPath, RelationshipPattern } from "../syntax/ast.ts";
import type { PathSelector } from "../syntax/path-words.ts";
import { variableNames } from "../syntax/walk.ts";
import { listOf, typeSet, type TypeSet } from "../values/type-set.ts";
import { checkLabels } from "./check-labels.ts";
import { checkPathFunction, checkShape, isQuantified, refuseQuantified } from "./check-pattern-shape.ts";
import { inList, type Checking, type Site } from "./checking.ts";
import { mistake, placeOf } from "./mistake.ts";
import type { Names } from "./names.ts";
import { isPathFunction } from "./path-quota.ts";

const NODE = typeSet("Node");
const RELATIONSHIP = typeSet("Relationship");
const PATH = typeSet("Path");

/**
 * Patterns that are looked for: all their variables first, since any part may name any other's. That one clause cannot
 * name two relationships alike is for one path the openCypher test kit's rule; Neo4j finds nothing instead.
 */
export function checkPatterns(parts: readonly PatternPart[], site: Site, checking: Checking): void {
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
    if (part.path !== null) site.names.declare(part.path, PATH);
  }
  for (const part of parts) {
    checkPathFunction(part);
    for (const element of part.elements) checkElement(element, site, checking);
    if (part.where !== null) checking.predicate(part.where, site);
  }
  for (const part of parts) checkPathNames(part, parts);
}

/** Inside of parentheses the paths of the same clause are not there yet, but for one that is named inside of them. */
function checkPathNames({ elements, selector, where }: PatternPart, parts: readonly PatternPart[]): void {
  const [repeated, whole] = [variableNames(elements.filter(isQuantified)), variableNames(where)];
  for (const { path, selector: own } of parts) {
    if (path === null) continue;
    const isInside = own !== null && own === selector && path.start > own.at;
    if (!repeated.has(path.name) && (isInside || !whole.has(path.name))) continue;
    const what = repeated.has(path.name) ? "quantified" : "parenthesized";
    throw mistake(
      "UndefinedVariable",
      `From within a ${what} path pattern, one may only reference variables, that are already bound in a previous \`MATCH\` clause: not \`${path.name}\``,
      path,
    );
  }
}

function bindElement(
  element: Exclude<PatternElement, QuantifiedPath>,
  part: PatternPart,
  names: Names,
  relationships: Set<string>,
): void {
  const { variable } = element;
  if (variable === null) return;
  const isGiven = names.has(variable.name);
  if (element.type === "RelationshipPattern" && relationships.has(variable.name)) {
    throw mistake(
      "RelationshipUniquenessViolation",
      `Cannot use the same relationship variable '${variable.name}' for multiple relationships`,
      variable,
    );
  }
  if (element.type === "RelationshipPattern") relationships.add(variable.name);
  names.bind(variable, typeOfElement(element));
  if (isGiven) refuseBound(element, part);
}

/** The list of relationships that shortestPath() finds cannot be given. */
function refuseBound({ type, start, end }: Exclude<PatternElement, QuantifiedPath>, { selector }: PatternPart): void {
  if (type === "NodePattern" || selector === null || !isPathFunction(selector)) return;
  throw mistake("VariableAlreadyBound", `Bound relationships not allowed in ${selector.kind}(...)`, { start, end });
}

function typeOfRelationship({ range, quantifier }: RelationshipPattern): TypeSet {
  return range === null && quantifier === null ? RELATIONSHIP : listOf(RELATIONSHIP);
}

/** What a quantified path names is a list outside of it, and one element inside. */
function declareQuantified(
  path: QuantifiedPath,
  names: Names,
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
      throw mistake("VariableAlreadyBound", `The variable \`${variable.name}\` ${where}`, place);
    }
    quantified.set(variable.name, path);
    names.set(variable.name, listOf(typeOfElement(element)));
  }
  if (path.pattern.path !== null) names.declare(path.pattern.path, listOf(PATH));
}

function insideAndOutside(name: string, path: QuantifiedPath): Error {
  return mistake(
    "VariableAlreadyBound",
    `The variable \`${name}\` occurs both inside and outside a quantified path pattern and needs to be renamed.`,
    path,
  );
}

function typeOfElement(element: Exclude<PatternElement, QuantifiedPath>): TypeSet {
  return element.type === "NodePattern" ? NODE : typeOfRelationship(element);
}

function checkElement(element: PatternElement, site: Site, checking: Checking): void {
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
  checkLabels(element.type === "NodePattern" ? element.labels : element.types, site, checking);
  checkProperties(element.properties, "MATCH", site, checking);
  if (element.where === null) return;
  const inner = { ...site, names: site.names.inner() };
  // Inside its own brackets a quantified relationship is one of them.
  if (element.type === "RelationshipPattern" && element.variable !== null && element.quantifier !== null)
    inner.names.set(element.variable.name, RELATIONSHIP);
  checking.predicate(element.where, inner);
}

/** `{key: value}`. A parameter for the whole map would hide from the plan which keys are asked for. */
export function checkProperties(
  properties: Expression | null,
  clause: "MATCH" | "MERGE" | "CREATE" | "INSERT",
  site: Site,
  checking: Checking,
): void {
  if (properties === null) return;
  if (properties.type === "Parameter" && clause !== "CREATE") {
    throw mistake(
      "InvalidParameterUse",
      `Parameter maps cannot be used in \`${clause}\` patterns (use a literal map instead, e.g. \`{id: $${properties.name}.id}\`)`,
      properties,
    );
  }
  checking.type(properties, site);
}

/** A pattern as a condition, or as what shortestPath() looks for: it names nothing new. */
export function checkPatternExpression(pattern: PatternPart, site: Site, checking: Checking): void {
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
      throw mistake(
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

function unboundEnd({ kind, at }: PathSelector, { end }: PatternPart): Error {
  const message = `A ${kind}(...) requires bound nodes when not part of a MATCH clause.`;
  return mistake("UnexpectedSyntax", message, { start: at, end });
}

function predicateInside({ type }: PatternElement, where: Expression): Error {
  const what = type === "NodePattern" ? "Node" : "Relationship";
  return mistake(
    "UnexpectedSyntax",
    `${what} pattern predicates are not allowed in an expression, but only in a MATCH clause or inside a pattern comprehension`,
    placeOf(where),
  );
}
