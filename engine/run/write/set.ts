import { CHANGE_WEIGHT } from "../../budget.ts";
import { CypherError } from "../../errors.ts";
import type { Scope } from "../../plan/scope.ts";
import type { RemoveItem, SetClause, SetItem } from "../../syntax/ast.ts";
import { weightOf } from "../../values/allocation.ts";
import { kindOf } from "../../values/kind.ts";
import { propertiesOf } from "../../values/operations/property.ts";
import { NodeValue, RelationshipValue, type Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";
import { labelNames } from "../expressions/label-test.ts";
import { checkExists } from "../expressions/property-access.ts";
import { tokenNumber } from "./token-name.ts";

type PropertyItem = Extract<SetItem, { type: "SetProperty" }>;

/**
 * Splits a SET into one clause per item; adjacent properties of one variable stay together. Every row passes one clause
 * before the first row enters the next.
 */
export function splitSetItems(clause: SetClause): SetClause[] {
  const clauses: SetClause[] = [];
  for (let index = 0; index < clause.items.length;) {
    const items = clause.items.slice(index, index + Math.max(sameVariable(clause.items, index).length, 1));
    clauses.push({ ...clause, items, start: items[0]?.start ?? clause.start, end: items.at(-1)?.end ?? clause.end });
    index += items.length;
  }
  return clauses.length > 1 ? clauses : [clause];
}

/**
 * Applies the items of one SET to the row in the frame, in order. Adjacent properties of one variable are set together:
 * their values are evaluated before any of them is set, and the last value of a repeated key wins.
 */
export function compileSetItems(items: readonly SetItem[], scope: Scope, execution: Execution): () => void {
  const works: (() => void)[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const [item, together] = [items[index] as SetItem, sameVariable(items, index)];
    works.push(
      item.type === "SetProperty"
        ? compileGroupedAssignments(together, scope, execution)
        : compileSetItem(item, scope, execution),
    );
    index += Math.max(together.length - 1, 0);
  }
  return () => {
    for (const work of works) work();
  };
}

/** The adjacent property items of one variable from an index on; an item of any other expression stays alone. */
function sameVariable(items: readonly SetItem[], from: number): PropertyItem[] {
  const found: PropertyItem[] = [];
  const nameOf = ({ target: { object } }: PropertyItem) => (object.type === "Variable" ? object.name : null);
  for (const item of items.slice(from)) {
    if (item.type !== "SetProperty") break;
    const [first] = found;
    if (first !== undefined && (nameOf(first) === null || nameOf(first) !== nameOf(item))) break;
    found.push(item);
  }
  return found;
}

/** A null target is skipped, and the value is then not evaluated. */
function compileSetItem(item: Exclude<SetItem, PropertyItem>, scope: Scope, execution: Execution): () => void {
  const target = execution.expression(item.variable, scope);
  if (item.type === "SetProperties") {
    const value = execution.expression(item.value, scope);
    return () => {
      const element = target();
      if (element !== null) setAll(element, value(), item.replace, execution);
    };
  }
  const names = item.labels.map((label) => labelNames(label, scope, execution));
  return changingLabels(target, names, true, execution);
}

function compileGroupedAssignments(items: readonly PropertyItem[], scope: Scope, execution: Execution): () => void {
  const target = execution.expression((items[0] as PropertyItem).target.object, scope);
  const works = items.map((item) => ({
    key: compileKey(item.target, scope, execution),
    value: execution.expression(item.value, scope),
  }));
  return () => {
    const element = target();
    const keys = works.map(({ key }) => key());
    if (element === null) return;
    const values = new Map(works.map(({ value }, index) => [keys[index] as string, value()] as const));
    for (const [key, value] of values) setOne(element, key, value, execution, works.length > 1);
  };
}

export function compileRemoveItem(item: RemoveItem, scope: Scope, execution: Execution): () => void {
  if (item.type === "RemoveLabels") {
    const target = execution.expression(item.variable, scope);
    const names = item.labels.map((label) => labelNames(label, scope, execution));
    return changingLabels(target, names, false, execution);
  }
  const target = execution.expression(item.target.object, scope);
  const key = compileKey(item.target, scope, execution);
  return () => setOne(target(), key(), null, execution);
}

function compileKey(
  target: Extract<SetItem, { type: "SetProperty" }>["target"],
  scope: Scope,
  execution: Execution,
): () => string {
  if (target.type === "Property") return () => target.key;
  const index = execution.expression(target.index, scope);
  return () => {
    const key = index();
    if (typeof key === "string") return key;
    throw new CypherError("TypeError", `Type mismatch: a property's name is a String, not ${kindOf(key)}`, {
      detail: "InvalidArgumentType",
    });
  };
}

/** Setting an absent property to null counts as a set property only in a group of several. */
function setOne(target: Value, key: string, value: Value, execution: Execution, countsNothing = false): void {
  const { graph, counters, budget } = execution;
  if (target === null) return;
  budget.spend(1);
  budget.hold(CHANGE_WEIGHT + weightOf(value));
  const number = value === null ? graph.keys.find(key) : tokenNumber(graph.keys, key);
  const changed =
    target instanceof NodeValue
      ? number >= 0 && graph.nodeExists(target.id) && graph.setNodeProperty(target.id, number, value)
      : target instanceof RelationshipValue
        ? number >= 0 && graph.relationshipExists(target.id) && graph.setRelationshipProperty(target.id, number, value)
        : refuse(target, "ArgumentError");
  if (changed || value !== null || countsNothing) counters.propertiesSet += 1;
}

function refuse(target: Value, kind: "ArgumentError" | "TypeError"): never {
  throw new CypherError(kind, `Type mismatch: expected Node or Relationship but was ${kindOf(target)}`, {
    detail: "InvalidArgumentType",
  });
}

function setAll(target: Value, given: Value, replace: boolean, execution: Execution): void {
  const { graph } = execution;
  const map = mapOf(given, execution);
  if (!(target instanceof NodeValue) && !(target instanceof RelationshipValue)) refuse(target, "ArgumentError");
  if (replace) {
    const keys = target instanceof NodeValue ? graph.nodeKeys(target.id) : graph.relationshipKeys(target.id);
    for (const key of keys) if (!map.has(graph.keys.name(key))) setOne(target, graph.keys.name(key), null, execution);
  }
  for (const [key, value] of map) setOne(target, key, value, execution, key !== "");
}

/** A map, or the properties of a node or relationship. */
function mapOf(value: Value, execution: Execution): ReadonlyMap<string, Value> {
  if (value instanceof NodeValue || value instanceof RelationshipValue)
    checkExists(value.id, value instanceof NodeValue, execution);
  const properties = propertiesOf(value, execution.graph);
  if (properties !== null) return properties;
  throw new CypherError("TypeError", `Type mismatch: expected Map, Node or Relationship but was ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

function changingLabels(
  target: Evaluate,
  names: readonly (() => readonly string[])[],
  add: boolean,
  execution: Execution,
): () => void {
  return () => {
    const element = target();
    if (element === null) return;
    const all = names.flatMap((name) => name());
    changeLabels(element, all, add, execution);
  };
}

function changeLabels(target: Value, names: readonly string[], add: boolean, execution: Execution): void {
  const { graph, counters, budget } = execution;
  if (!(target instanceof NodeValue)) refuse(target, "TypeError");
  if (!graph.nodeExists(target.id)) {
    throw new CypherError("EntityNotFound", `Node with id ${target.id} has been deleted in this transaction`, {
      detail: "DeletedEntityAccess",
    });
  }
  budget.spend(names.length);
  budget.hold(names.length * CHANGE_WEIGHT);
  for (const name of names) {
    const number = add ? tokenNumber(graph.labels, name) : graph.labels.find(name);
    if (number < 0) continue;
    const changed = add ? graph.addLabel(target.id, number) : graph.removeLabel(target.id, number);
    if (changed && add) counters.labelsAdded += 1;
    else if (changed) counters.labelsRemoved += 1;
  }
}
