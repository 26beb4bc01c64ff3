import { CHANGE_WEIGHT } from "../../budget.ts";
import { CypherError } from "../../errors.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { Expression, LabelExpression, NodePattern, PatternPart, RelationshipPattern } from "../../syntax/ast.ts";
import { lastOfEach } from "../../syntax/map-entries.ts";
import { variableNames } from "../../syntax/walk.ts";
import { weightOf } from "../../values/allocation.ts";
import { isMap, kindOf } from "../../values/kind.ts";
import { NodeValue, PathValue, type Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";
import { labelNames } from "../expressions/label-test.ts";
import { PrecomputedReads } from "./precompute-reads.ts";
import type { Writer } from "./precompute-reads.ts";
import { tokenNumber } from "./token-name.ts";

/** CREATE: creates the nodes and relationships of the patterns that are not bound yet. */
export function compileCreate(patterns: readonly PatternPart[], before: Scope, execution: Execution): Writer {
  const names = new Names(before);
  const made = patterns
    .flatMap(({ elements }) => elements.flatMap(nameOf))
    .filter((name) => before.find(name) === null);
  const ahead = new PrecomputedReads(before, new Set(made), execution);
  const works = patterns.map((pattern) => compilePart(pattern, names, execution, ahead));
  return {
    scope: names.scope(),
    ahead,
    apply: (again) => {
      for (const work of works) work();
      again();
    },
  };
}

function nameOf(element: PatternPart["elements"][number]): string[] {
  return element.type === "QuantifiedPath" || element.variable === null ? [] : [element.variable.name];
}

/**
 * The variables of a clause, added one by one. A scope is built only when an expression reads one, since a clause may
 * have thousands.
 */
export class Names {
  private readonly added = new Map<string, Binding>();

  private made: Scope;

  constructor(made: Scope) {
    this.made = made;
  }

  find(name: string): Binding | null {
    return this.added.get(name) ?? this.made.find(name);
  }

  add(name: string, binding: Binding): void {
    this.added.set(name, binding);
  }

  scope(): Scope {
    if (this.added.size > 0) this.made = this.made.extend(this.added);
    this.added.clear();
    return this.made;
  }

  /** The scope for the expressions of a pattern; it includes the new variables only if an expression mentions any. */
  scopeFor({ elements }: PatternPart): Scope {
    const isMentioned = elements.some(
      (element) =>
        element.type !== "QuantifiedPath" &&
        variableNames([element.properties, "types" in element ? element.types : element.labels]).size > 0,
    );
    return isMentioned ? this.scope() : this.made;
  }
}

/** Compiles the creation of one pattern; bound variables are used, others are created and bound. */
export function compilePart(
  part: PatternPart,
  names: Names,
  execution: Execution,
  ahead: PrecomputedReads | null = null,
): () => void {
  const { frame } = execution;
  const before = names.scopeFor(part);
  const works: (() => void)[] = [];
  const slots: number[] = [];
  const elements = part.elements;
  // Nodes first: a relationship needs both end nodes, wherever they are written.
  const bindings = elements.map((element): Binding => {
    if (element.type === "QuantifiedPath") throw refuse("Quantified paths cannot be created", element);
    const name = element.variable?.name;
    const kind = element.type === "NodePattern" ? "node" : "relationship";
    const known = name === undefined ? null : names.find(name);
    if (known !== null) {
      const bare = element.type === "NodePattern" && element.labels === null && element.properties === null;
      if (element.type !== "NodePattern" || !bare || elements.length === 1) {
        throw refuse(`Variable \`${name}\` already declared`, element, "VariableAlreadyBound");
      }
      return known;
    }
    const binding: Binding = { slot: execution.newSlot(), kind };
    if (name !== undefined) names.add(name, binding);
    if (element.type === "NodePattern") works.push(compileNode(element, binding, { scope: before, ahead }, execution));
    return binding;
  });
  elements.forEach((element, index) => {
    slots.push(bindings[index]?.slot ?? 0);
    if (element.type !== "RelationshipPattern") return;
    const [left, own, right] = [bindings[index - 1], bindings[index], bindings[index + 1]] as [
      Binding,
      Binding,
      Binding,
    ];
    const [start, end] = element.direction === "left" ? [right, left] : [left, right];
    works.push(compileRelationship(element, { start, own, end }, { scope: before, ahead }, execution));
  });
  if (part.path !== null) {
    const target = execution.newSlot();
    names.add(part.path.name, { slot: target, kind: "value" });
    works.push(() => {
      const nodes = slots
        .filter((_, index) => index % 2 === 0)
        .map((slot, index) => nodeAt(bindings[index * 2] as Binding, frame[slot] ?? null));
      frame[target] = new PathValue(
        nodes,
        slots.filter((_, index) => index % 2 === 1).map((slot) => frame[slot] as number),
      );
    });
  }
  return () => {
    for (const work of works) work();
  };
}

function refuse(
  message: string,
  { start, end }: { start: number; end: number },
  detail = "UnexpectedSyntax",
): CypherError {
  return new CypherError("SyntaxError", message, { detail, start, end, phase: "compile" });
}

function compileNode(
  { labels, properties }: NodePattern,
  { slot }: Binding,
  place: Place,
  execution: Execution,
): () => void {
  const { graph, frame, counters, budget } = execution;
  const names = allNames(labels, place.scope, execution);
  const set = compileInitialProperties(properties, "node", place, execution);
  return () => {
    const numbers = [...new Set(names.flatMap((name) => name()))].map((name) => tokenNumber(graph.labels, name));
    budget.hold(CHANGE_WEIGHT + numbers.length);
    const node = graph.createNode(numbers);
    counters.nodesCreated += 1;
    counters.labelsAdded += numbers.length;
    frame[slot] = node;
    set(node);
  };
}

/** The labels of a created node: names joined by `:` or `&`. */
function allNames(labels: LabelExpression | null, scope: Scope, execution: Execution): (() => readonly string[])[] {
  if (labels === null) return [];
  if (labels.type === "LabelAnd")
    return [...allNames(labels.left, scope, execution), ...allNames(labels.right, scope, execution)];
  if (labels.type === "LabelName" || labels.type === "DynamicLabel") return [labelNames(labels, scope, execution)];
  throw refuse("Label expressions in patterns are not allowed in CREATE or MERGE, but only labels", labels);
}

/** The scope of a pattern's expressions, and the reads that are evaluated before the write. */
interface Place {
  readonly scope: Scope;
  readonly ahead: PrecomputedReads | null;
}

interface Ends {
  readonly start: Binding;
  readonly own: Binding;
  readonly end: Binding;
}

function compileRelationship(
  shape: RelationshipPattern,
  { start, own, end }: Ends,
  place: Place,
  execution: Execution,
): () => void {
  const { graph, frame, counters, budget } = execution;
  if (shape.types === null || (shape.types.type !== "LabelName" && shape.types.type !== "DynamicLabel")) {
    throw refuse(
      "Exactly one relationship type must be specified for CREATE and MERGE",
      shape,
      "NoSingleRelationshipType",
    );
  }
  if (shape.range !== null || shape.quantifier !== null)
    throw refuse("Variable length relationships cannot be created", shape, "CreatingVarLength");
  if (shape.direction === "both")
    throw refuse("Only directed relationships are supported in CREATE", shape, "RequiresDirectedRelationship");
  const names = labelNames(shape.types, place.scope, execution);
  const set = compileInitialProperties(shape.properties, "relationship", place, execution);
  return () => {
    const [type, ...more] = names();
    if (type === undefined || more.length > 0)
      throw refuse("Exactly one relationship type must be given", shape, "NoSingleRelationshipType");
    const [from, to] = [nodeAt(start, frame[start.slot] ?? null), nodeAt(end, frame[end.slot] ?? null)];
    budget.hold(CHANGE_WEIGHT);
    const relationship = graph.createRelationship(tokenNumber(graph.types, type), from, to);
    counters.relationshipsCreated += 1;
    frame[own.slot] = relationship;
    set(relationship);
  };
}

function nodeAt({ kind }: Binding, held: Value): number {
  // In a value slot only a NodeValue is a node; in a node slot the number is the id.
  const node = kind !== "value" ? held : held instanceof NodeValue ? held.id : null;
  if (typeof node === "number") return node;
  if (held !== null)
    throw new CypherError("TypeError", `Type mismatch: expected Node but was ${kindOf(held)}`, {
      detail: "InvalidArgumentType",
    });
  throw new CypherError("EntityNotFound", "A relationship cannot be made to a node that is null", {
    detail: "NullEnd",
    code: "Neo.ClientError.Statement.ArgumentError",
  });
}

/** Sets the properties of an element just created; null values are skipped. */
export function compileInitialProperties(
  properties: Expression | null,
  entity: "node" | "relationship",
  { scope, ahead }: Place,
  execution: Execution,
): (element: number) => void {
  if (properties === null) return () => undefined;
  const { graph, counters, budget } = execution;
  const set = (element: number, key: string, value: Value) => {
    if (value === null) return;
    budget.hold(CHANGE_WEIGHT + weightOf(value));
    const number = tokenNumber(graph.keys, key);
    if (entity === "node") graph.setNodeProperty(element, number, value);
    else graph.setRelationshipProperty(element, number, value);
    counters.propertiesSet += 1;
  };
  if (properties.type === "Map") {
    const entries: [string, Evaluate][] = lastOfEach(properties.entries).map(({ key, value }) => [
      key,
      ahead?.value(value, scope) ?? execution.expression(value, scope),
    ]);
    return (element) => {
      for (const [key, value] of entries) set(element, key, value());
    };
  }
  const map = execution.expression(properties, scope);
  return (element) => {
    const value = map();
    if (!isMap(value))
      throw new CypherError("TypeError", `Type mismatch: expected Map but was ${kindOf(value)}`, {
        detail: "InvalidArgumentType",
      });
    for (const [key, one] of value) set(element, key, one);
  };
}
