import type { LabelExpression, NodePattern, PatternPart, RelationshipPattern } from "../syntax/ast.ts";
import { typeSet } from "../values/type-set.ts";
import type { Analyzer, ExpressionContext } from "./analyzer.ts";
import { checkLabels } from "./labels.ts";
import { checkProperties } from "./pattern.ts";
import { semanticError, locationOf } from "./semantic-error.ts";
import { alreadyDeclared } from "./symbol-table.ts";

type Word = "CREATE" | "INSERT" | "MERGE";

/** Checks patterns of CREATE and MERGE: their variables are new, except bare end nodes of a relationship. */
export function checkCreated(
  parts: readonly PatternPart[],
  word: Word,
  site: ExpressionContext,
  checking: Analyzer,
): void {
  for (const part of parts) {
    if (part.selector !== null) {
      const { kind } = part.selector;
      throw semanticError(
        "UnexpectedSyntax",
        `${kind}(...) cannot be used in a ${word} clause, but only in a MATCH clause.`,
        part,
      );
    }
    for (const element of part.elements) {
      if (element.type === "QuantifiedPath") {
        throw semanticError(
          "UnexpectedSyntax",
          `Quantified path patterns are not allowed in a ${word} clause`,
          element,
        );
      }
      if (element.where !== null)
        throw semanticError(
          "UnexpectedSyntax",
          `${element.type === "NodePattern" ? "Node" : "Relationship"} pattern predicates are not allowed in a ${word} clause, but only in a MATCH clause or inside a pattern comprehension`,
          locationOf(element.where),
        );
      if (element.type === "NodePattern") declareNode(element, part.elements.length === 1, word, site);
      else declareRelationship(element, word, site);
    }
    if (part.path !== null) site.names.declare(part.path, typeSet("Path"));
  }
  for (const { elements } of parts) {
    for (const element of elements) {
      if (element.type === "QuantifiedPath") continue;
      checkLabels(element.type === "NodePattern" ? element.labels : element.types, site, checking);
      checkProperties(element.properties, word, site, checking);
    }
  }
}

function declareNode(
  { variable, labels, properties }: NodePattern,
  isAlone: boolean,
  word: Word,
  site: ExpressionContext,
): void {
  checkMadeLabels(labels, word);
  if (variable === null) return;
  if (!site.names.has(variable.name)) {
    site.names.set(variable.name, typeSet("Node"));
    return;
  }
  if (isAlone) throw alreadyDeclared(variable);
  if (labels !== null || properties !== null) {
    throw semanticError(
      "VariableAlreadyBound",
      `Can't create node \`${variable.name}\` with labels or properties here. The variable is already declared in this context`,
      variable,
    );
  }
  site.names.bind(variable, typeSet("Node"));
}

/** Checks that the labels of a created node are names joined by `:` or `&`. */
function checkMadeLabels(labels: LabelExpression | null, word: Word): void {
  for (let rest = labels; rest !== null; rest = rest.type === "LabelAnd" ? rest.left : null) {
    const label: LabelExpression = rest.type === "LabelAnd" ? rest.right : rest;
    checkNotAny(label, "labels");
    if (label.type === "LabelName" || label.type === "DynamicLabel" || label.type === "LabelAnd") continue;
    throw semanticError(
      "UnexpectedSyntax",
      `Label expressions in patterns are not allowed in a ${word} clause, but only in a MATCH clause and in expressions`,
      label.type === "LabelOr" ? { start: label.at, end: label.end } : label,
    );
  }
}

function checkNotAny(label: LabelExpression | null, what: "labels" | "types"): void {
  if (label?.type === "DynamicLabel" && label.quantifier === "any")
    throw semanticError(
      "UnexpectedSyntax",
      `Dynamic ${what} using \`$any()\` are not allowed in CREATE or MERGE.`,
      label,
    );
}

function declareRelationship(shape: RelationshipPattern, word: Word, site: ExpressionContext): void {
  const { types, variable, range, quantifier, direction } = shape;
  if (variable !== null) site.names.declare(variable, typeSet("Relationship"));
  if (range !== null || quantifier !== null)
    throw semanticError("CreatingVarLength", `Variable length relationships cannot be used in ${word}`, shape);
  checkNotAny(types, "types");
  if (types !== null && ["LabelNot", "LabelAnd", "LabelWildcard"].includes(types.type)) {
    throw semanticError(
      "NoSingleRelationshipType",
      `Relationship type expressions in patterns are not allowed in a ${word} clause, but only in a MATCH clause`,
      { start: "at" in types ? types.at : types.start, end: types.end },
    );
  }
  if (types === null || (types.type !== "LabelName" && types.type !== "DynamicLabel")) {
    throw semanticError(
      "NoSingleRelationshipType",
      `Exactly one relationship type must be specified for ${word}. Did you forget to prefix your relationship type with a ':'?`,
      shape,
    );
  }
  if (direction === "both" && word !== "MERGE") {
    throw semanticError("RequiresDirectedRelationship", `Only directed relationships are supported in ${word}`, shape);
  }
}
