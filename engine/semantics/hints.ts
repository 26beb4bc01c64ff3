import type { Expression, LabelExpression, MatchClause, PatternElement } from "../syntax/ast.ts";
import { typeSet } from "../values/type-set.ts";
import { expectType } from "./expect-type.ts";
import { semanticError } from "./semantic-error.ts";
import type { SymbolTable } from "./symbol-table.ts";

/** What a clause requires of one variable: its possible labels or types, and the keys that an index could answer. */
interface Said {
  readonly labels: Set<string>;
  readonly keys: Set<string>;
}

/**
 * Checks that each USING hint names an index or a scan that the clause can use. The label and the keys must occur in
 * the pattern, or in a predicate that stands alone or is joined by AND or OR.
 */
export function checkHints({ hints, patterns, where }: MatchClause, names: SymbolTable): void {
  for (const { variable, label, keys, start, end } of hints) {
    expectType(variable, names.typeOf(variable), label === null ? typeSet("Node") : typeSet("Node", "Relationship"));
    if (label === null) continue;
    const said: Said = { labels: new Set(), keys: new Set() };
    for (const element of patterns.flatMap(({ elements }) => elements)) addElement(element, variable.name, said);
    if (where !== null) addCondition(where, variable.name, said);
    const missing = [label].filter((name) => !said.labels.has(name)).concat(keys.filter((key) => !said.keys.has(key)));
    if (missing.length === 0) continue;
    throw semanticError(
      "InvalidHint",
      `Cannot use this hint: the clause asks for no \`${missing[0]}\` of \`${variable.name}\` that an index or a scan could find`,
      { start, end },
    );
  }
}

function addElement(element: PatternElement, name: string, said: Said): void {
  if (element.type === "QuantifiedPath" || element.variable?.name !== name) return;
  addLabels(element.type === "NodePattern" ? element.labels : element.types, said);
  if (element.properties?.type === "Map") for (const { key } of element.properties.entries) said.keys.add(key);
  if (element.where !== null) addCondition(element.where, name, { ...said, labels: new Set() });
}

function addLabels(labels: LabelExpression | null, said: Said): void {
  if (labels?.type === "LabelName") said.labels.add(labels.name);
  if (labels?.type !== "LabelAnd" && labels?.type !== "LabelOr") return;
  addLabels(labels.left, said);
  addLabels(labels.right, said);
}

function addCondition(condition: Expression, name: string, said: Said): void {
  const addKey = (expression: Expression | undefined) => {
    const read = expression?.type === "Function" && /^point\./i.test(expression.name) ? expression.args[0] : expression;
    if (read?.type === "Property" && read.object.type === "Variable" && read.object.name === name)
      said.keys.add(read.key);
  };
  switch (condition.type) {
    case "Binary":
      if (condition.operator === "AND" || condition.operator === "OR")
        for (const side of [condition.left, condition.right]) addCondition(side, name, said);
      else if (["IN", "STARTS WITH", "ENDS WITH", "CONTAINS"].includes(condition.operator)) addKey(condition.left);
      return;
    case "Unary":
      if (condition.operator === "NOT") addCondition(condition.operand, name, { ...said, labels: new Set() });
      return;
    case "Comparison":
      condition.operators.forEach((operator, index) => {
        if (operator !== "<>") condition.operands.slice(index, index + 2).forEach(addKey);
      });
      return;
    case "IsNull":
      if (condition.negated) addKey(condition.operand);
      return;
    case "Function":
      addKey(condition);
      return;
    case "LabelTest":
      if (condition.operand.type === "Variable" && condition.operand.name === name) addLabels(condition.labels, said);
  }
}
