import type {
  Expression,
  NodePattern,
  PatternElement,
  PatternPart,
  QuantifiedPath,
  RelationshipPattern,
  Variable,
} from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseLabelExpression, parseTypes } from "./labels.ts";
import { parseMapEntries } from "./map-entries.ts";
import type { PathSelector, Quantifier } from "./path-selector.ts";
import { isSingleRelationship } from "./pattern-shape.ts";

/** `p = SHORTEST 2 (a)-->(b)`: one pattern of a MATCH, with its path variable and selector. */
export function parsePatternPart(cursor: Cursor): PatternPart {
  const { start } = cursor.token;
  const isNamed = cursor.isName() && cursor.isSymbol("=", 1);
  const path = isNamed ? cursor.variable() : null;
  if (isNamed) cursor.expectSymbol("=");
  const call = cursor.isSymbol("(", 1) ? cursor.token.upper : "";
  if (call === "SHORTESTPATH" || call === "ALLSHORTESTPATHS") {
    const at = cursor.next().start;
    cursor.expectSymbol("(");
    const elements = parseElements(cursor).map(asRepeated);
    cursor.expectSymbol(")");
    const kind = call === "SHORTESTPATH" ? "shortestPath" : "allShortestPaths";
    return { type: "PatternPart", path, selector: { kind, at }, elements, where: null, start, end: cursor.lastEnd };
  }
  const selector = parseSelector(cursor);
  if (isWholeInParentheses(cursor)) {
    cursor.expectSymbol("(");
    const inner = cursor.nested(() => parsePatternPart(cursor));
    const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : inner.where;
    cursor.expectSymbol(")");
    if (inner.path !== null && (selector === null || selector.kind === "all"))
      throw cursor.refuse("Sub-path assignment is currently not supported.", inner.path);
    return { ...inner, path: path ?? inner.path, selector, where, start, end: cursor.lastEnd };
  }
  const elements = parseElements(cursor);
  return { type: "PatternPart", path, selector, elements, where: null, start, end: cursor.lastEnd };
}

/** shortestPath() binds a list of relationships, even when the pattern has a single one. */
function asRepeated(element: PatternElement): PatternElement {
  const isOne = isSingleRelationship(element);
  return isOne ? { ...element, range: { min: 1, max: 1, at: element.start } } : element;
}

function parseSelector(cursor: Cursor): PathSelector | null {
  if (cursor.isSymbol("(")) return null;
  const { start: at } = cursor.token;
  const finish = (selector: PathSelector): PathSelector => {
    if (!cursor.takeWord("PATHS")) cursor.takeWord("PATH");
    return selector;
  };
  const counted = () => ({ at: cursor.token.start, count: cursor.token.kind === "integer" ? wholeNumber(cursor) : 1 });
  if (cursor.takeWord("ALL", "SHORTEST")) return finish({ kind: "allShortest", at });
  if (cursor.takeWord("ANY", "SHORTEST")) return finish({ kind: "shortest", count: 1, at });
  if (cursor.takeWord("SHORTEST")) {
    const isCounted = cursor.token.kind === "integer";
    const count = counted();
    if (!cursor.takeWord("PATHS")) cursor.takeWord("PATH");
    if (cursor.takeWord("GROUPS") || cursor.takeWord("GROUP")) return { kind: "shortestGroups", ...count };
    if (!isCounted) throw cursor.unexpected(["how many", "GROUPS"]);
    return { kind: "shortest", ...count };
  }
  if (cursor.takeWord("ANY")) return finish({ kind: "any", ...counted() });
  if (cursor.takeWord("ALL")) return finish({ kind: "all", at });
  return null;
}

function wholeNumber(cursor: Cursor): number {
  const { kind, text } = cursor.token;
  if (kind !== "integer" || !/^\d+$/.test(text)) throw cursor.unexpected(["a whole number"]);
  cursor.next();
  return Number(text);
}

/** `((a)-->(b) WHERE …)` around a whole pattern, without a quantifier after it. */
function isWholeInParentheses(cursor: Cursor): boolean {
  if (!cursor.isSymbol("(")) return false;
  const opensInner = cursor.isSymbol("(", 1) || (cursor.isName(1) && cursor.isSymbol("=", 2));
  const close = cursor.partner();
  if (!opensInner || close === null) return false;
  return !isQuantifierAt(cursor, close + 1 - cursor.at);
}

function isQuantifierAt(cursor: Cursor, ahead: number): boolean {
  return ["+", "*", "{"].some((symbol) => cursor.isSymbol(symbol, ahead));
}

function parseElements(cursor: Cursor): PatternElement[] {
  const elements: PatternElement[] = [];
  for (;;) {
    if (cursor.isSymbol("(")) {
      const { start, end } = cursor.token;
      const element = opensPath(cursor) ? quantifiedPath(cursor) : parseNode(cursor);
      if (element.type === "NodePattern" && elements.at(-1)?.type === "NodePattern") {
        throw cursor.refuse("Juxtaposition is currently only supported for quantified path patterns.", { start, end });
      }
      elements.push(element);
    } else if (elements.length > 0 && (cursor.isArrow("-") || cursor.isArrow("<"))) {
      elements.push(parseRelationship(cursor), parseNode(cursor));
    } else {
      break;
    }
  }
  // The name may be a path variable; the error is then located after it.
  if (elements.length === 0 && cursor.isName()) cursor.next();
  if (elements.length === 0) throw cursor.unexpected(["a pattern, as (a)-->(b)"]);
  return elements;
}

/** Whether the parenthesis starts a path and not a node. */
function opensPath(cursor: Cursor): boolean {
  return cursor.isSymbol("(", 1) || (cursor.isName(1) && cursor.isSymbol("=", 2) && cursor.isSymbol("(", 3));
}

function quantifiedPath(cursor: Cursor): QuantifiedPath {
  const { start } = cursor.expectSymbol("(");
  const pattern = cursor.nested(() => parsePatternPart(cursor));
  const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
  cursor.expectSymbol(")");
  const quantifier = parseQuantifier(cursor);
  if (quantifier === null) throw cursor.unexpected(["'+'", "'*'", "'{'"]);
  return { type: "QuantifiedPath", pattern, where, quantifier, start, end: cursor.lastEnd };
}

function parseQuantifier(cursor: Cursor): Quantifier | null {
  const { start: at } = cursor.token;
  if (cursor.takeSymbol("+")) return { min: 1, max: null, at };
  if (cursor.takeSymbol("*")) return { min: 0, max: null, at };
  if (!cursor.takeSymbol("{")) return null;
  const min = cursor.isSymbol(",") ? 0 : wholeNumber(cursor);
  if (!cursor.takeSymbol(",")) {
    cursor.expectSymbol("}");
    return { min, max: min, at };
  }
  const max = cursor.isSymbol("}") ? null : wholeNumber(cursor);
  cursor.expectSymbol("}");
  return { min, max, at };
}

export function parseNode(cursor: Cursor): NodePattern {
  const { start } = cursor.expectSymbol("(");
  const inside = parseInside(cursor);
  cursor.expectSymbol(")");
  return { type: "NodePattern", ...inside, start, end: cursor.lastEnd };
}

function parseInside(cursor: Cursor): Pick<NodePattern, "variable" | "labels" | "properties" | "where"> {
  const variable = takeVariable(cursor);
  const labels = cursor.takeSymbol(":") || cursor.takeWord("IS") ? parseLabelExpression(cursor, "node") : null;
  const properties = parseProperties(cursor);
  const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
  return { variable, labels, properties, where };
}

function takeVariable(cursor: Cursor): Variable | null {
  const begins =
    (cursor.isWord("WHERE") && !closesName(cursor)) ||
    (cursor.isWord("IS") && cursor.isName(1) && !cursor.isWord("IS", "IS"));
  return cursor.isName() && !begins ? cursor.variable() : null;
}

/** Whether `where` is a variable here: a token follows that can follow a variable. */
function closesName(cursor: Cursor): boolean {
  return [")", ":", "{", "]"].some((symbol) => cursor.isSymbol(symbol, 1));
}

function parseProperties(cursor: Cursor): Expression | null {
  const { start, kind, text } = cursor.token;
  if (cursor.isSymbol("{")) {
    const entries = parseMapEntries(cursor, true);
    return { type: "Map", entries, start, end: cursor.lastEnd };
  }
  if (kind !== "parameter") return null;
  cursor.next();
  return { type: "Parameter", name: text, start, end: cursor.lastEnd };
}

/** `-[r:T*1..2 {k: 1} WHERE …]->`, `--`, `<-->`, and a quantifier after it. */
function parseRelationship(cursor: Cursor): RelationshipPattern {
  const { start } = cursor.token;
  const left = cursor.takeArrow("<");
  cursor.expectDash();
  let body: Omit<RelationshipPattern, "type" | "start" | "end" | "direction" | "quantifier"> = {
    variable: null,
    types: null,
    properties: null,
    where: null,
    range: null,
  };
  if (cursor.takeSymbol("[")) {
    body = relationshipBody(cursor);
    cursor.expectSymbol("]");
  }
  cursor.expectDash();
  const right = cursor.takeArrow(">");
  const direction = left === right ? "both" : right ? "right" : "left";
  const quantifier = parseQuantifier(cursor);
  return { type: "RelationshipPattern", ...body, direction, quantifier, start, end: cursor.lastEnd };
}

function relationshipBody(
  cursor: Cursor,
): Omit<RelationshipPattern, "type" | "start" | "end" | "direction" | "quantifier"> {
  const variable = takeVariable(cursor);
  const types = cursor.takeSymbol(":") || cursor.takeWord("IS") ? parseTypes(cursor) : null;
  if (cursor.isSymbol("..")) throw cursor.unexpected(["'*'", "']'"], { detail: "InvalidRelationshipPattern" });
  const range = cursor.takeSymbol("*") ? parseRange(cursor) : null;
  const properties = parseProperties(cursor);
  const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
  const start = types?.oldOr ?? null;
  if (start !== null && (variable ?? range ?? properties ?? where) !== null) {
    throw cursor.refuse(
      "The semantics of using colon in the separation of alternative relationship types in conjunction with the use of variable binding, inlined property predicates, or variable length is no longer supported. Please separate the relationships types using `:A|B` instead.",
      { start, end: start + 2 },
    );
  }
  return { variable, types: types?.labels ?? null, properties, where, range };
}

function parseRange(cursor: Cursor): RelationshipPattern["range"] {
  const { start: at } = cursor.token;
  if (cursor.isSymbol("-"))
    throw cursor.unexpected(["a whole number", "'..'", "']'"], { detail: "InvalidRelationshipPattern" });
  const min = cursor.token.kind === "integer" ? wholeNumber(cursor) : null;
  if (!cursor.takeSymbol("..")) return { min, max: min, at };
  const max = cursor.token.kind === "integer" ? wholeNumber(cursor) : null;
  return { min, max, at };
}

/**
 * Whether the parenthesis starts a pattern and not an expression in parentheses: its contents read as a node (or as a
 * path), and a relationship follows. Looks at tokens only, so the cost does not depend on the nesting.
 */
export function isPatternAhead(cursor: Cursor, from = 0): boolean {
  const close = cursor.partner(from);
  if (close === null) return false;
  const behind = close - cursor.at + 1;
  if (!cursor.isSymbol("(", from + 1)) return looksLikeNode(cursor, from) && startsRelationship(cursor, behind);
  return (isQuantifierAt(cursor, behind) || startsRelationship(cursor, behind)) && isPatternAhead(cursor, from + 1);
}

function looksLikeNode(cursor: Cursor, from: number): boolean {
  const first = cursor.peek(from + 1);
  const at = cursor.isName(from + 1) ? from + 2 : from + 1;
  if (first.upper === "WHERE") return true;
  if ([")", ":", "{"].some((symbol) => cursor.isSymbol(symbol, at))) return true;
  return ["WHERE", "IS"].includes(cursor.peek(at).upper) || (at === from + 1 && first.kind === "parameter");
}

function startsRelationship(cursor: Cursor, ahead: number): boolean {
  const at = cursor.isArrow("<", ahead) ? ahead + 1 : ahead;
  if (!cursor.isArrow("-", at)) return false;
  if (cursor.isSymbol("[", at + 1)) {
    const close = cursor.partner(at + 1);
    return close !== null && cursor.tokens[close + 1]?.text === "-";
  }
  if (!cursor.isArrow("-", at + 1)) return false;
  const arrow = cursor.isArrow(">", at + 2) ? at + 3 : at + 2;
  return cursor.isSymbol("(", arrow) || isQuantifierAt(cursor, arrow);
}
