import { didYouMean } from "../did-you-mean.ts";
import { CypherError } from "../errors.ts";
import type { Expression, FunctionCall } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { FUNCTIONS, findFunction } from "../values/functions/registry.ts";
import { aggregateSignature, AGGREGATES } from "../values/operations/aggregation.ts";
import type { Signature } from "../values/signature.ts";
import { BOOLEAN, INTEGER, isNone, meetOf, typeNames, typeSet, type TypeSet } from "../values/type-set.ts";
import type { Analyzer, ExpressionContext } from "./analyzer.ts";
import { typeOfOverloads, type Given } from "./expect-type.ts";
import { checkPatternExpression } from "./pattern.ts";
import { semanticError, locationOf } from "./semantic-error.ts";

/** Checks a function call: the function exists, its arguments fit, and an aggregate is allowed here. */
export function checkCall(call: FunctionCall, site: ExpressionContext, checking: Analyzer): TypeSet {
  const { name, args } = call;
  const aggregate = aggregateSignature(name);
  if (aggregate !== null) {
    checkAggregate(name, call, site);
    checkCount(call, aggregate);
    checkSteady(call);
    const inner: ExpressionContext = { ...site, aggregates: "within aggregate" };
    const type = typeOfOverloads(
      aggregate.forms,
      args.map((expression) => ({ expression, type: checking.type(expression, inner) })),
    );
    checkShare(call);
    return type;
  }
  const definition = findFunction(name.toLowerCase());
  if (definition === null) throw unknownFunction(call);
  // Neo4j rewrites nullIf() as CASE and therefore ignores a DISTINCT in it.
  if (call.distinct && definition.name !== "nullIf")
    throw semanticError("InvalidAggregation", `Invalid use of DISTINCT with function '${name}'`, call);
  checkCount(call, definition.signature);
  if (definition.name === "exists") return checkExists(call, site, checking);
  if (definition.name === "point") checkPoint(args[0]);
  const given = args.map((expression) => ({ expression, type: checking.type(expression, site) }));
  if (definition.name === "range") given.forEach(checkEnd);
  return typeOfOverloads(definition.signature.forms, given);
}

export function checkCountStar(count: Extract<Expression, { type: "CountStar" }>, site: ExpressionContext): TypeSet {
  checkAggregate("count", count, site);
  return typeSet("Integer");
}

function checkAggregate(name: string, place: { start: number; end: number }, { aggregates }: ExpressionContext): void {
  switch (aggregates) {
    case "allowed":
      return;
    case "within aggregate":
      throw semanticError("NestedAggregation", "Can't use aggregate functions inside of aggregate functions.", place);
    case "within list":
      throw semanticError(
        "InvalidAggregation",
        "Can't use aggregating expressions inside of expressions executing over lists",
        place,
      );
    case "refused":
      throw semanticError(
        "InvalidAggregation",
        `Invalid use of aggregating function ${name}(...) in this context`,
        place,
      );
  }
}

function checkCount(call: FunctionCall, { minArgs, maxArgs }: Signature): void {
  const { name, args } = call;
  const few = args.length < minArgs;
  if (!few && (maxArgs === null || args.length <= maxArgs)) return;
  const wanted = minArgs === maxArgs ? String(minArgs) : `${minArgs} to ${maxArgs ?? "any number"}`;
  throw semanticError(
    "InvalidNumberOfArguments",
    `${few ? "Insufficient" : "Too many"} parameters for function '${name}': it takes ${wanted}, not ${args.length}`,
    call,
  );
}

/** Checks the arguments of range(). The TCK expects a run-time error, whose location is known at compile time. */
function checkEnd({ expression, type }: Given): void {
  if (!isNone(meetOf(type, INTEGER))) return;
  const { message, code } = semanticError("", `Type mismatch: expected Integer but was ${typeNames(type)}`, expression);
  const { start, end } = locationOf(expression);
  throw new CypherError("ArgumentError", message, { detail: "InvalidArgumentType", code, start, end });
}

/** Checks a literal map argument of point(): it needs two coordinates of one system. */
function checkPoint(map: Expression | undefined): void {
  if (map?.type !== "Map") return;
  const keys = new Set(map.entries.map(({ key }) => key));
  if ((keys.has("x") && keys.has("y")) || (keys.has("latitude") && keys.has("longitude"))) return;
  throw semanticError(
    "InvalidArgumentValue",
    `A map with keys '${[...keys].join("', '")}' is not describing a valid point: that has x and y, or latitude and longitude`,
    map,
  );
}

/** Checks a literal percentile: it must be between 0 and 1. */
function checkShare({ name, args }: FunctionCall): void {
  const [, share] = args;
  if (share === undefined || !name.toLowerCase().startsWith("percentile")) return;
  const isNegative = share.type === "Unary" && share.operator === "-";
  const literal = isNegative ? share.operand : share;
  if (literal.type !== "Integer" && literal.type !== "Float" && share.type !== "Null") return;
  const value = "value" in literal ? Number(literal.value) * (isNegative ? -1 : 1) : "NULL";
  if (typeof value === "number" && value >= 0 && value <= 1) return;
  const message = `Invalid input '${value}' is not a valid argument, must be a number in the range 0.0 to 1.0`;
  throw semanticError("NumberOutOfRange", message, share);
}

/** Rejects random functions in an aggregate: their value would change with each evaluation. */
function checkSteady({ args, start, end }: FunctionCall): void {
  walk(args, (node) => {
    if (node.type === "Function" && ["rand", "randomuuid"].includes(node.name.toLowerCase())) {
      throw semanticError(
        "NonConstantExpression",
        "Can't use non-deterministic (random) functions inside of aggregate functions.",
        { start, end },
      );
    }
  });
}

/** Checks exists(): it takes a pattern. Neo4j 5 removed exists() of a property. */
function checkExists({ args, start, end }: FunctionCall, site: ExpressionContext, checking: Analyzer): TypeSet {
  const [argument] = args;
  if (argument?.type === "PatternExpression") {
    checkPatternExpression(argument.pattern, site, checking);
    return BOOLEAN;
  }
  if (argument?.type === "Property" || argument?.type === "Index") {
    throw semanticError(
      "UnexpectedSyntax",
      "exists() of a property is no longer supported: use `… IS NOT NULL` instead",
      {
        start,
        end,
      },
    );
  }
  throw semanticError("UnexpectedSyntax", "Argument to exists(...) is not a pattern", argument ?? { start, end });
}

function unknownFunction(call: FunctionCall): Error {
  const near = didYouMean(call.name, [...FUNCTIONS.map(({ name }) => name), ...AGGREGATES]);
  return semanticError("UnknownFunction", `Unknown function '${call.name}'`, {
    start: call.start,
    end: call.end,
    ...(near !== null && { hint: `did you mean ${near}()?` }),
  });
}
