import type { LabelExpression, NodePattern, PatternElement, PatternPart, RelationshipPattern } from "../syntax/ast.ts";
import type { PathSelector, Quantifier } from "../syntax/path-words.ts";

/** A part with a selector in short, as EXPLAIN shows it: `SHORTEST 1 (a)-[:KNOWS]->+(b)`. */
export function pathWords({ path, selector, elements }: PatternPart): string {
  const pattern = elements.map(elementWords).join("");
  const named = path === null ? "" : `${path.name} = `;
  if (selector === null) return `${named}${pattern}`;
  const isFunction = selector.kind === "shortestPath" || selector.kind === "allShortestPaths";
  return isFunction ? `${named}${selector.kind}(${pattern})` : `${named}${selectorWords(selector)} ${pattern}`;
}

function selectorWords(selector: PathSelector): string {
  switch (selector.kind) {
    case "any":
      return `ANY ${selector.count}`;
    case "shortest":
      return `SHORTEST ${selector.count}`;
    case "shortestGroups":
      return `SHORTEST ${selector.count} GROUPS`;
    case "allShortest":
      return "ALL SHORTEST";
    default:
      return selector.kind;
  }
}

function elementWords(element: PatternElement): string {
  switch (element.type) {
    case "NodePattern":
      return `(${nodeWords(element)})`;
    case "RelationshipPattern":
      return relationshipWords(element);
    case "QuantifiedPath":
      return ` (${element.pattern.elements.map(elementWords).join("")})${quantifierWords(element.quantifier)} `;
  }
}

function nodeWords({ variable, labels }: NodePattern): string {
  return `${variable?.name ?? ""}${labels === null ? "" : `:${labelWords(labels)}`}`;
}

function relationshipWords({ variable, types, direction, range, quantifier }: RelationshipPattern): string {
  const inside = [
    variable?.name ?? "",
    types === null ? "" : `:${labelWords(types)}`,
    range === null ? "" : range.min === range.max && range.min !== null ? `*${range.min}` : rangeWords(range),
  ].join("");
  const body = inside === "" ? "--" : `-[${inside}]-`;
  const [left, right] = [direction === "left" ? "<" : "", direction === "right" ? ">" : ""];
  return `${left}${body}${right}${quantifier === null ? "" : quantifierWords(quantifier)}`;
}

function rangeWords({ min, max }: { readonly min: number | null; readonly max: number | null }): string {
  return min === null && max === null ? "*" : `*${min ?? ""}..${max ?? ""}`;
}

function quantifierWords({ min, max }: Quantifier): string {
  if (max === null) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function labelWords(labels: LabelExpression): string {
  switch (labels.type) {
    case "LabelName":
      return labels.name;
    case "DynamicLabel":
      return "$(…)";
    case "LabelWildcard":
      return "%";
    case "LabelNot":
      return `!${labelWords(labels.expression)}`;
    case "LabelAnd":
    case "LabelOr":
      return `(${labelWords(labels.left)}${labels.type === "LabelAnd" ? "&" : "|"}${labelWords(labels.right)})`;
  }
}
