import type {
  Clause,
  Expression,
  IndexExpression,
  PropertyExpression,
  RemoveItem,
  SetItem,
  Span,
} from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { MAPS, typeSet, unwound } from "../values/type-set.ts";
import { expressionContext, type Analyzer, type ExpressionContext } from "./analyzer.ts";
import { checkCreated } from "./create-pattern.ts";
import { expectType } from "./expect-type.ts";
import { checkLabels, checkName } from "./labels.ts";
import { semanticError } from "./semantic-error.ts";
import type { SymbolTable } from "./symbol-table.ts";

const NODE = typeSet("Node");
const ELEMENTS = typeSet("Node", "Relationship");
const DELETABLE = typeSet("Node", "Relationship", "Path");

/** Checks a writing clause. */
export function checkWriting(clause: Clause, names: SymbolTable, checking: Analyzer): void {
  const site = expressionContext(names);
  switch (clause.type) {
    case "Create":
      checkCreated(clause.patterns, clause.written, site, checking);
      return;
    case "Merge":
      walk([clause.pattern, clause.onCreate, clause.onMatch], refuseSubquery);
      checkCreated([clause.pattern], "MERGE", site, checking);
      checkSet([...clause.onCreate, ...clause.onMatch].flat(), site, checking);
      return;
    case "Set":
      checkSet(clause.items, site, checking);
      return;
    case "Remove":
      checkRemove(clause.items, site, checking);
      return;
    case "Delete":
      checkDelete(clause.expressions, site, checking);
      return;
    case "Foreach": {
      const inner = names.inner();
      inner.set(clause.variable.name, unwound(checking.type(clause.list, site)));
      for (const one of clause.clauses) checkWriting(one, inner, checking);
      return;
    }
  }
}

function refuseSubquery(node: { readonly type: string } & Partial<Span>): void {
  if (node.type !== "Subquery") return;
  const place = { start: node.start ?? 0, end: node.end ?? 0 };
  throw semanticError("UnexpectedSyntax", "Subquery expressions are not allowed in a MERGE clause.", place);
}

function checkSet(items: readonly SetItem[], site: ExpressionContext, checking: Analyzer): void {
  for (const item of items) {
    switch (item.type) {
      case "SetProperty":
        checkTarget(item.target, site, checking);
        checking.type(item.value, site);
        break;
      case "SetProperties":
        checking.expect(item.variable, ELEMENTS, site);
        checking.expect(item.value, MAPS, site);
        break;
      case "SetLabels":
        checking.expect(item.variable, NODE, site);
        checkLabels(item.labels, site, checking, item);
        break;
    }
  }
}

function checkRemove(items: readonly RemoveItem[], site: ExpressionContext, checking: Analyzer): void {
  for (const item of items) {
    if (item.type === "RemoveProperty") checkTarget(item.target, site, checking);
    else {
      checking.expect(item.variable, NODE, site);
      checkLabels(item.labels, site, checking, item);
    }
  }
}

/** Checks that the target of SET or REMOVE is a property of a node or relationship. */
function checkTarget(target: PropertyExpression | IndexExpression, site: ExpressionContext, checking: Analyzer): void {
  checking.type(target, site);
  if (target.type === "Index") checkName(target.index, target.index);
  expectType(target.object, checking.type(target.object, site), ELEMENTS);
}

function checkDelete(expressions: readonly Expression[], site: ExpressionContext, checking: Analyzer): void {
  for (const expression of expressions) {
    if (expression.type === "LabelTest") {
      throw semanticError(
        "InvalidDelete",
        "DELETE doesn't support removing labels from a node. Try REMOVE.",
        expression,
      );
    }
    checking.expect(expression, DELETABLE, site);
  }
}
