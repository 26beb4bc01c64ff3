import type { LabelExpression, Query, Span } from "../syntax/ast.ts";
import { labelsText } from "../syntax/labels.ts";
import { walk, type SyntaxNode } from "../syntax/walk.ts";
import { semanticError } from "./semantic-error.ts";

/** The label syntax that one clause uses. */
interface Written {
  /** The first expression that joins labels with colons, `:A:B`. */
  colons: (LabelExpression & { readonly at: number }) | null;
  /**
   * A label expression has `|`, `&`, `!` or `%`. Between types `|` does not count: it belongs to the old syntax too.
   */
  hasSymbols: boolean;
  /** A label expression follows IS. */
  hasKeyword: boolean;
}

/**
 * Rejects a clause that mixes the old and new label syntax. A label test counts only on a variable that is known to be
 * a node, so not after a WITH that renames it and not in ORDER BY.
 * @throws CypherError
 */
export function refuseMixedLabels({ parts }: Query, text: string): void {
  const nodes = nodeNames(parts);
  for (const { clauses } of parts) for (const clause of clauses) refuseMixed(writtenIn(clause, nodes, text));
}

/** Names that are only used for nodes in patterns. */
function nodeNames(tree: unknown): ReadonlySet<string> {
  const [nodes, others] = [new Set<string>(), new Set<string>()];
  walk(tree, (node) => {
    if (node.type === "NodePattern") {
      if (node.variable !== null) nodes.add(node.variable.name);
      return;
    }
    if (!isNaming(node) || node.variable === null) return;
    others.add(node.variable.name);
  });
  return new Set([...nodes].filter((name) => !others.has(name)));
}

const NAMING = ["RelationshipPattern", "ListComprehension", "Quantifier", "Reduce", "Foreach", "Unwind"] as const;

function isNaming(node: SyntaxNode): node is Extract<SyntaxNode, { type: (typeof NAMING)[number] }> {
  return NAMING.some((type) => type === node.type);
}

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
      if (node.type === "NodePattern" && node.labels !== null) note(node.labels, true);
      if (node.type === "RelationshipPattern" && node.types !== null) note(node.types, false);
      if (node.type === "LabelTest" && seesTests) {
        const { operand, labels } = node;
        if (operand.type === "Variable" && nodes.has(operand.name)) note(labels, true);
      }
      if (node.type !== "With" && node.type !== "Return") return true;
      look([node.items, node.skip, node.limit], seesTests);
      look([node.orderBy, node.type === "With" ? node.where : null], false);
      return false;
    });
  look(clause, true);
  return written;
}

function signsIn(labels: LabelExpression, isNode: boolean, text: string): { hasColon: boolean; hasSymbols: boolean } {
  let [hasColon, hasSymbols] = [false, false];
  walk(labels, (node) => {
    if (node.type === "LabelAnd" && text[node.at] === ":") hasColon = true;
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
  throw semanticError("UnexpectedSyntax", message, place);
}
