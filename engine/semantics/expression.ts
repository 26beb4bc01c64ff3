import type { Expression, Variable } from "../syntax/ast.ts";
import { isSameShape, walk } from "../syntax/walk.ts";
import {
  ANY,
  BOOLEAN,
  elementOf,
  INTEGER,
  isNone,
  isOnly,
  joinOf,
  LIST,
  listOf,
  MAPS,
  mayBe,
  meetOf,
  NUMBER,
  STRING,
  TEMPORAL_KINDS,
  typeNames,
  typeSet,
  unionOf,
  type TypeSet,
} from "../values/type-set.ts";
import { inList, type Analyzer, type ExpressionContext } from "./analyzer.ts";
import { typeOfCase, typeOfComprehension } from "./comprehension.ts";
import { expectType } from "./expect-type.ts";
import { checkCall, checkCountStar } from "./function-call.ts";
import { typeOfPair } from "./operators.ts";
import { refuseQuantified } from "./path-pattern.ts";
import { checkPatternExpression } from "./pattern.ts";
import { semanticError, locationOf } from "./semantic-error.ts";

const DYNAMIC = "Dynamic Label and Types are only allowed in MATCH, CREATE, MERGE, SET and REMOVE clauses.";
const ELEMENTS = typeSet("Node", "Relationship");
const OWNERS = typeSet("Map", "Node", "Relationship", "Point", ...TEMPORAL_KINDS);
/** Types that a property of a node or relationship can have. */
const STORED = typeSet("Boolean", "Float", "Integer", "Point", "String", ...TEMPORAL_KINDS, "List");

/**
 * The type of an expression. Long chains such as `1 + 1 + …` are processed iteratively, so that they need no deep
 * stack.
 */
export function typeOfExpression(expression: Expression, site: ExpressionContext, checking: Analyzer): TypeSet {
  const chain: Expression[] = [];
  let innermost = expression;
  for (;;) {
    if (known(innermost, site) !== null) break;
    const left = leftOf(innermost);
    if (left === null) break;
    chain.push(innermost);
    innermost = left;
  }
  let type = known(innermost, site) ?? typeOfOne(innermost, site, checking);
  for (let outer = chain.pop(); outer !== undefined; outer = chain.pop())
    type = typeBehind(outer, type, site, checking);
  return type;
}

/** The type of a projected column that has the same expression. */
function known(expression: Expression, { columns }: ExpressionContext): TypeSet | null {
  return columns.find((column) => isSameShape(column.expression, expression))?.type ?? null;
}

/** The left operand, where a chain goes on; null where there is none, or where it must be checked as a predicate. */
function leftOf(expression: Expression): Expression | null {
  switch (expression.type) {
    case "Property":
    case "Index":
    case "Slice":
      return expression.object;
    case "IsNull":
    case "TypeTest":
    case "NormalizedTest":
    case "LabelTest":
      return expression.operand;
    case "Binary":
      return expression.left.type === "PatternExpression" ? null : expression.left;
    default:
      return null;
  }
}

/** The type of an expression from the type of its left operand. */
function typeBehind(expression: Expression, left: TypeSet, site: ExpressionContext, checking: Analyzer): TypeSet {
  switch (expression.type) {
    case "Property":
      // The openCypher TCK expects a SyntaxError for a path and a TypeError for any other type.
      expectType(expression.object, left, OWNERS, isOnly(left, typeSet("Path")) ? "SyntaxError" : "TypeError");
      return isOnly(left, ELEMENTS) ? STORED : ANY;
    case "Index":
      return typeOfIndex(expression, left, site, checking);
    case "Slice": {
      expectType(expression.object, left, LIST);
      if (expression.from === null && expression.to === null) {
        throw semanticError("UnexpectedSyntax", "The start or end (or both) is required for a collection slice", {
          start: expression.at,
          end: expression.end,
        });
      }
      for (const bound of [expression.from, expression.to]) if (bound !== null) checking.expect(bound, INTEGER, site);
      return meetOf(left, LIST);
    }
    case "NormalizedTest":
    case "IsNull":
      return BOOLEAN;
    case "TypeTest":
      return ANY;
    case "LabelTest":
      expectType(expression.operand, left, ELEMENTS);
      walk(expression.labels, ({ type }) => {
        if (type === "DynamicLabel") throw semanticError("UnexpectedSyntax", DYNAMIC, expression);
      });
      return BOOLEAN;
    case "Binary":
      return typeOfPair(expression, left, site, checking);
    default:
      throw new Error(`Nothing stands behind a value in ${expression.type}`);
  }
}

function typeOfIndex(
  { object, index }: Extract<Expression, { type: "Index" }>,
  container: TypeSet,
  site: ExpressionContext,
  checking: Analyzer,
): TypeSet {
  const key = checking.type(index, site);
  // A literal string index on a temporal value reads a component, like a property.
  const isMoment = isOnly(container, typeSet(...TEMPORAL_KINDS)) && index.type === "String";
  const read = meetOf(container, isMoment ? container : unionOf(MAPS, LIST));
  if (isNone(read)) expectType(object, container, mayBe(key, "String") ? MAPS : LIST, "TypeError");
  const isList = isOnly(read, LIST);
  const isKeyed = isMoment || isOnly(read, MAPS);
  const wanted = isList ? INTEGER : isKeyed ? STRING : unionOf(INTEGER, STRING);
  if (object.type !== "Null" && isNone(meetOf(key, wanted))) {
    const what = isList ? "list index" : isKeyed ? "property key" : "index or key";
    throw semanticError(
      "InvalidArgumentType",
      `Type mismatch: ${what} must be given as ${typeNames(wanted)}, but was ${typeNames(key)}`,
      locationOf(index),
      "TypeError",
    );
  }
  if (isList) return elementOf(read);
  return isOnly(container, ELEMENTS) ? STORED : ANY;
}

function typeOfOne(expression: Expression, site: ExpressionContext, checking: Analyzer): TypeSet {
  switch (expression.type) {
    case "Null":
      return ANY;
    case "Parameter":
      return checking.parameters.get(expression.name) ?? ANY;
    case "Boolean":
      return BOOLEAN;
    case "Integer":
      return INTEGER;
    case "Float":
      return typeSet("Float");
    case "String":
      return STRING;
    case "Variable":
      return typeOfVariable(expression, site);
    case "Unary": {
      if (expression.operator === "NOT") {
        checking.predicate(expression.operand, site);
        return BOOLEAN;
      }
      // Like Neo4j, which accepts a temporal value or a duration after unary +.
      const taken = expression.operator === "+" ? unionOf(NUMBER, typeSet(...TEMPORAL_KINDS)) : NUMBER;
      return meetOf(checking.expect(expression.operand, taken, site), taken);
    }
    case "Binary":
      // Only a pattern as left operand reaches this case.
      checking.predicate(expression.left, site);
      return typeOfPair(expression, BOOLEAN, site, checking);
    case "Comparison":
      for (const operand of expression.operands) checking.type(operand, site);
      return BOOLEAN;
    case "List":
      return listOf(
        expression.items
          .map((item) => checking.type(item, site))
          .reduce<TypeSet | null>((all, next) => (all === null ? next : joinOf(all, next)), null) ?? ANY,
      );
    case "Map":
      for (const { value } of expression.entries) checking.type(value, site);
      return typeSet("Map");
    case "Function":
      return checkCall(expression, site, checking);
    case "CountStar":
      return checkCountStar(expression, site);
    case "Case":
      return typeOfCase(expression, site, checking);
    case "ListComprehension":
    case "Quantifier":
    case "Reduce":
      return typeOfComprehension(expression, site, checking);
    case "PatternExpression":
      checkPatternExpression(expression.pattern, site, checking);
      throw semanticError(
        "UnexpectedSyntax",
        "A pattern expression only tests whether a pattern exists: it stands where a boolean is wanted, as in WHERE; use COUNT { } or a pattern comprehension to go on with what it finds",
        expression,
      );
    case "PatternComprehension": {
      const inner = inList(site);
      refuseQuantified(expression.pattern);
      checking.patterns([expression.pattern], inner, "here");
      if (expression.where !== null) checking.predicate(expression.where, inner);
      return listOf(checking.type(expression.projection, inner));
    }
    case "MapProjection":
      return typeOfMapProjection(expression, site, checking);
    case "Subquery":
      return typeOfSubquery(expression, site, checking);
    case "ShortestPath":
      checkPatternExpression(expression.pattern, site, checking);
      return expression.all ? listOf(typeSet("Path")) : typeSet("Path");
    default:
      throw new Error(`${expression.type} has a left operand`);
  }
}

function typeOfVariable(variable: Variable, { names, hidden }: ExpressionContext): TypeSet {
  if (!names.has(variable.name) && hidden?.has(variable.name) === true) {
    throw semanticError(
      "UndefinedVariable",
      `In a WITH or RETURN with DISTINCT or an aggregation, variables from before it cannot be used: ${variable.name}`,
      variable,
    );
  }
  return names.typeOf(variable);
}

function typeOfMapProjection(
  { object, items }: Extract<Expression, { type: "MapProjection" }>,
  site: ExpressionContext,
  checking: Analyzer,
): TypeSet {
  expectType(object, checking.type(object, site), MAPS);
  for (const item of items) {
    if (item.kind === "variable") checking.type(item.variable, site);
    else if (item.kind === "entry") checking.type(item.value, site);
  }
  return typeSet("Map");
}

function typeOfSubquery(
  subquery: Extract<Expression, { type: "Subquery" }>,
  site: ExpressionContext,
  checking: Analyzer,
): TypeSet {
  const { kind, query, start, end } = subquery;
  const columns = checking.query(subquery, site);
  if (kind === "exists") return BOOLEAN;
  if (kind === "count") return INTEGER;
  const isStarred = query.parts.some(({ clauses }) => {
    const last = clauses.at(-1);
    return last?.type === "Return" && last.star;
  });
  // `*` does not count as a single column, whatever it expands to.
  if (columns?.size !== 1 || isStarred) {
    throw semanticError("UnexpectedSyntax", "A COLLECT { } must end with a RETURN of exactly one column", {
      start,
      end,
    });
  }
  return listOf([...columns.values()][0] ?? ANY);
}
