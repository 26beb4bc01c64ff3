import { CypherError, withLocation } from "../../errors.ts";
import type { Scope } from "../../plan/scope.ts";
import type { Expression, MapProjectionItem, Span } from "../../syntax/ast.ts";
import { checkSize } from "../../values/allocation.ts";
import { asList, isInteger, isList, isMap, isNumber, kindOf, toDouble } from "../../values/kind.ts";
import { propertyOf } from "../../values/operations/property.ts";
import { isTemporal } from "../../values/temporal/arithmetic.ts";
import { NodeValue, RelationshipValue, type Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";

type Access = Extract<Expression, { type: "Property" | "Index" | "Slice" | "MapProjection" }>;

/** Property access, index, slice and map projection: `.key`, `[index]`, `[from..to]`, `{.key, …}`. */
export function compileAccess(expression: Access, scope: Scope, execution: Execution): Evaluate {
  switch (expression.type) {
    case "Property":
      return compileProperty(expression, scope, execution);
    case "Index": {
      const object = execution.expression(expression.object, scope);
      const index = execution.expression(expression.index, scope);
      const isName = expression.index.type === "String";
      return withLocation(() => itemOf(object(), index(), isName, execution), expression);
    }
    case "Slice": {
      const object = execution.expression(expression.object, scope);
      const from = expression.from === null ? null : execution.expression(expression.from, scope);
      const to = expression.to === null ? null : execution.expression(expression.to, scope);
      return withLocation(
        () => slice(object(), from === null ? 0 : from(), to === null ? undefined : to()),
        expression,
      );
    }
    case "MapProjection":
      return compileMapProjection(expression, scope, execution);
  }
}

function deleted(what: "Node" | "Relationship", id: number, place: Partial<Span>): CypherError {
  return new CypherError("EntityNotFound", `${what} with id ${id} has been deleted in this transaction`, {
    detail: "DeletedEntityAccess",
    ...(place.start !== undefined && { start: place.start }),
    ...(place.end !== undefined && { end: place.end }),
  });
}

/** The column of a key that no element has. */
const NOTHING = { get: (): Value => null };

/** A property of a node or relationship, by the number of its key. */
function compileProperty(
  expression: Extract<Expression, { type: "Property" }>,
  scope: Scope,
  execution: Execution,
): Evaluate {
  const { object, key } = expression;
  const { graph, frame } = execution;
  const binding = object.type === "Variable" ? scope.find(object.name) : null;
  // A reading statement assigns no number to an unknown key, else untrusted queries could fill the name table.
  const number = graph.keys.find(key);
  if (binding !== null && binding.kind !== "value") {
    const { slot } = binding;
    const isNode = binding.kind === "node";
    const column = number < 0 ? NOTHING : isNode ? graph.nodeColumn(number) : graph.relationshipColumn(number);
    return () => {
      const id = frame[slot];
      if (id === null || id === undefined) return null;
      const value = column.get(id as number);
      if (value === null) checkExists(id as number, isNode, execution, expression);
      return value;
    };
  }
  const value = execution.expression(object, scope);
  return withLocation(() => propertyOfAny(value(), key, execution), expression);
}

/** @throws CypherError when this statement deleted the element */
export function checkExists(id: number, isNode: boolean, { graph }: Execution, place: Partial<Span> = {}): void {
  if (isNode ? !graph.nodeExists(id) : !graph.relationshipExists(id))
    throw deleted(isNode ? "Node" : "Relationship", id, place);
}

/** `value.key` of a value of any type. */
export function propertyOfAny(value: Value, key: string, execution: Execution): Value {
  const { graph } = execution;
  if (value instanceof NodeValue || value instanceof RelationshipValue) {
    const isNode = value instanceof NodeValue;
    checkExists(value.id, isNode, execution);
    const number = graph.keys.find(key);
    if (number < 0) return null;
    return (isNode ? graph.nodeColumn(number) : graph.relationshipColumn(number)).get(value.id);
  }
  return propertyOf(value, key);
}

/** @param isName whether the index is a literal name, which also reads the components of a temporal value */
function itemOf(object: Value, index: Value, isName: boolean, execution: Execution): Value {
  if (object === null || index === null) return null;
  if (isList(object)) {
    if (!isInteger(index))
      throw new CypherError("TypeError", `Type mismatch: a list is read by an Integer, not ${kindOf(index)}`, {
        detail: "InvalidArgumentType",
      });
    const at = Number(index);
    return object[at < 0 ? object.length + at : at] ?? null;
  }
  if (isName && isTemporal(object)) return propertyOfAny(object, String(index), execution);
  if (isMap(object) || object instanceof NodeValue || object instanceof RelationshipValue) {
    if (typeof index !== "string") {
      throw new CypherError("TypeError", `Type mismatch: a map is read by a String, not ${kindOf(index)}`, {
        detail: isMap(object) ? "MapElementAccessByNonString" : "InvalidArgumentType",
      });
    }
    return propertyOfAny(object, index, execution);
  }
  throw new CypherError("TypeError", `Type mismatch: ${kindOf(object)} has no items`, {
    detail: "InvalidArgumentType",
  });
}

/** The bound of a slice. Like Neo4j, truncates a float at run time and rejects a bound beyond 32 bits. */
function endOf(value: Value): number {
  if (isNumber(value)) {
    const end = Math.trunc(toDouble(value));
    if (Number.isNaN(end)) return 0;
    if (end >= -(2 ** 31) && end < 2 ** 31) return end;
    const given = isInteger(value) ? value : end;
    throw new CypherError(
      "ArgumentError",
      `Expected an integer between -2147483648 and 2147483647, but got: ${given}`,
      {
        detail: "NumberOutOfRange",
      },
    );
  }
  throw new CypherError("TypeError", `Type mismatch: the ends of a slice are Integers, not ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

function slice(object: Value, from: Value, to: Value | undefined): Value {
  if (object === null || from === null || to === null) return null;
  return asList(object).slice(endOf(from), to === undefined ? undefined : endOf(to));
}

function compileMapProjection(
  { object, items }: Extract<Expression, { type: "MapProjection" }>,
  scope: Scope,
  execution: Execution,
): Evaluate {
  const source = execution.expression(object, scope);
  // `.*` comes first, so that named items override it wherever they are written.
  const inOrder = [...items.filter(({ kind }) => kind === "all"), ...items.filter(({ kind }) => kind !== "all")];
  const parts = inOrder.map((item) => compileItem(item, source, scope, execution));
  return () => {
    if (source() === null) return null;
    const map = new Map<string, Value>();
    for (const part of parts) part(map);
    return checkSize(map, execution.budget);
  };
}

function compileItem(
  item: MapProjectionItem,
  source: Evaluate,
  scope: Scope,
  execution: Execution,
): (map: Map<string, Value>) => void {
  const { graph } = execution;
  switch (item.kind) {
    case "property":
      return (map) => void map.set(item.key, propertyOfAny(source(), item.key, execution));
    case "variable": {
      const value = execution.expression(item.variable, scope);
      return (map) => void map.set(item.variable.name, value());
    }
    case "entry": {
      const value = execution.expression(item.value, scope);
      return (map) => void map.set(item.key, value());
    }
    case "all":
      return (map) => {
        const value = source();
        if (isMap(value)) for (const [key, one] of value) map.set(key, one);
        else if (value instanceof NodeValue)
          for (const key of graph.nodeKeys(value.id))
            map.set(graph.keys.name(key), graph.nodeColumn(key).get(value.id));
        else if (value instanceof RelationshipValue)
          for (const key of graph.relationshipKeys(value.id))
            map.set(graph.keys.name(key), graph.relationshipColumn(key).get(value.id));
        else
          throw new CypherError(
            "TypeError",
            `Type mismatch: expected Map, Node or Relationship but was ${kindOf(value)}`,
            { detail: "InvalidArgumentType" },
          );
      };
  }
}
