import type { ResultSummary } from "neo4j-driver";
import { Failure } from "../../../contract/errors.ts";

/** Operators that change something, or read outside the graph. Named so that an unknown operator that only reads goes through by its query type. */
const REFUSED =
  /^(Create|Merge|Set|Remove|Delete|DetachDelete|Foreach|LoadCSV|Transaction|Show|Terminate|Drop|Alter|Grant|Deny|Revoke|Start|Stop|Enable|Rename|LockNodes|LockingMerge|AssertSame)/;

interface PlanNode {
  readonly operatorType: string;
  readonly children: readonly PlanNode[];
}

/**
 * Neo4j's own word on a statement, from EXPLAIN: it must be a read, and its plan must hold no operator that is not.
 * @throws Failure query/refused
 */
export function requireReadingPlan({ queryType, plan }: ResultSummary): void {
  const refuse = (what: string) => new Failure("query/refused", `This place only reads: ${what}`);
  if (queryType !== "r") throw refuse(`the statement is of type “${queryType}”`);
  const pending: PlanNode[] = plan === false || plan === null ? [] : [plan as PlanNode];
  if (pending.length === 0) throw refuse("it has no plan");
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const operator = node.operatorType.replace(/@.*$/, "");
    if (REFUSED.test(operator)) throw refuse(`its plan holds ${operator}`);
    pending.push(...node.children);
  }
}
