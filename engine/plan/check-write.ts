import type { Expression, PropertyExpression, IndexExpression, RemoveItem, SetItem } from "../syntax/ast.ts";
import { MAPS, typeSet } from "../values/type-set.ts";
import { checkLabels } from "./check-labels.ts";
import type { Checking, Site } from "./checking.ts";
import { fits } from "./fit.ts";
import { mistake } from "./mistake.ts";

const NODE = typeSet("Node");
const ELEMENTS = typeSet("Node", "Relationship");
const DELETABLE = typeSet("Node", "Relationship", "Path");

export function checkSet(items: readonly SetItem[], site: Site, checking: Checking): void {
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
        checkLabels(item.labels, site, checking);
        break;
    }
  }
}

export function checkRemove(items: readonly RemoveItem[], site: Site, checking: Checking): void {
  for (const item of items) {
    if (item.type === "RemoveProperty") checkTarget(item.target, site, checking);
    else {
      checking.expect(item.variable, NODE, site);
      checkLabels(item.labels, site, checking);
    }
  }
}

/** Only a node or relationship has properties that can be changed. */
function checkTarget(target: PropertyExpression | IndexExpression, site: Site, checking: Checking): void {
  checking.type(target, site);
  fits(target.object, checking.type(target.object, site), ELEMENTS);
}

export function checkDelete(expressions: readonly Expression[], site: Site, checking: Checking): void {
  for (const expression of expressions) {
    if (expression.type === "LabelTest") {
      throw mistake("InvalidDelete", "DELETE doesn't support removing labels from a node. Try REMOVE.", expression);
    }
    checking.expect(expression, DELETABLE, site);
  }
}
