import type { Expression, LabelExpression } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { listOf, STRING, unionOf } from "../values/type-set.ts";
import type { Checking, Site } from "./checking.ts";

const NAMES = unionOf(STRING, listOf(STRING));

/** Dynamic labels and types, `$(…)`, are strings or lists of them. */
export function checkLabels(
  labels: LabelExpression | readonly LabelExpression[] | null,
  site: Site,
  checking: Checking,
): void {
  walk(labels, (node) => {
    if (node.type !== "DynamicLabel") return true;
    checking.expect(node["expression"] as Expression, NAMES, site);
    return false;
  });
}
