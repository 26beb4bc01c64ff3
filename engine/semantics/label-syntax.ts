import type { LabelExpression, Query, Span, Variable } from "../syntax/ast.ts";
import { labelsText } from "../syntax/labels.ts";
import { walk } from "../syntax/walk.ts";
import { mistake } from "./semantic-error.ts";

/** How the labels of one clause are written. */
interface Written {
  /** The first in which labels stand behind colons, `:A:B`. */
  colons: (LabelExpression & { readonly at: number }) | null;
  /** `|`, `&`, `!` or `%` stands in one; between types `|` is older than those. */
  hasSymbols: boolean;
  /** IS stands before one. */
  hasKeyword: boolean;
}

/**
 * Within one clause labels are written in one way. What a value is tested for counts only where it is known to be a
 * node, so not by its name behind WITH and in ORDER BY.
 * @throws CypherError
 */
export function refuseMixedLabels({ parts }: Query, text: string): void {
  const nodes = nodeNames(parts);
  for (const { clauses } of parts) for (const clause of clauses) refuseMixed(writtenIn(clause, nodes, text));
}

/** Names of nodes in patterns that nothing else has. */
function nodeNames(tree: unknown): ReadonlySet<string> {
  const [nodes, others] = [new Set<string>(), new Set<string>()];
  walk(tree, ({ type, variable }) => {
    if (variable === null || typeof variable !== "object") return;
    const names = type === "NodePattern" ? nodes : NAMING.has(type) ? others : null;
    names?.add((variable as Variable).name);
  });
  return new Set([...nodes].filter((name) => !others.has(name)));
}

const NAMING: ReadonlySet<string> = new Set([
  "RelationshipPattern",
  "ListComprehension",
  "Quantifier",
  "Reduce",
  "Foreach",
  "Unwind",
]);

function writtenIn(clause: unknown, nodes: ReadonlySet<string>, text: string): Written {
  const written: Written = { colons: null, hasSymbols: false, hasKeyword: false };
  const note = (labels: LabelExpression, isNode: boolean) => {
    written.hasKeyword ||= /\bis[\s!(]*$/i.test(text.slice(0, labels.start));
    const { hasColon, hasSymbols } = signsIn(labels, isNode, text);
    written.hasSymbols ||= hasSymbols;
    if (hasColon && "at" in labels) written.colons ??= labels;
  };
  const look = (tree: unknown, seesTests: boolean) =>
    walk(tree, (node) => {
      const { type, labels, types } = node;
      if (type === "NodePattern" && labels !== null) note(labels as LabelExpression, true);
      if (type === "RelationshipPattern" && types !== null) note(types as LabelExpression, false);
      if (type === "LabelTest" && seesTests) {
        const operand = node["operand"] as Variable;
        if (operand.type === "Variable" && nodes.has(operand.name)) note(labels as LabelExpression, true);
      }
      if (type !== "With" && type !== "Return") return true;
      const { where, orderBy, ...rest } = node;
      look(Object.values(rest), seesTests);
      look([where, orderBy], false);
      return false;
    });
  look(clause, true);
  return written;
}

function signsIn(labels: LabelExpression, isNode: boolean, text: string): { hasColon: boolean; hasSymbols: boolean } {
  let [hasColon, hasSymbols] = [false, false];
  walk(labels, (node) => {
    if (node.type === "LabelAnd" && text[node["at"] as number] === ":") hasColon = true;
    else if (/^Label(And|Not|Wildcard)$/.test(node.type) || (isNode && node.type === "LabelOr")) hasSymbols = true;
    return node.type !== "DynamicLabel";
  });
  return { hasColon: hasColon && isNode, hasSymbols };
}

function refuseMixed({ colons, hasSymbols, hasKeyword }: Written): void {
  if (colons === null || !(hasSymbols || hasKeyword)) return;
  const place: Span = { start: colons.at, end: colons.at + 1 };
  const instead = `This expression could be expressed as :${labelsText(colons)}.`;
  const message = hasKeyword
    ? `Mixing the IS keyword with colon (':') between labels is not allowed. ${instead}`
    : `Mixing label expression symbols ('|', '&', '!', and '%') with colon (':') between labels is not allowed. Please only use one set of symbols. ${instead}`;
  throw mistake("UnexpectedSyntax", message, place);
}
