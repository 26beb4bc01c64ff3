import type { ResultSummary } from "neo4j-driver";
import { Failure } from "../../../contract/errors.ts";
import { ALLOWED_PROCEDURES } from "../query-guard.ts";

/** An operator of Neo4j's plan, as the driver returns it. */
interface PlanNode {
  readonly operatorType: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly children: readonly PlanNode[];
}

/** Patterns for the names of the Neo4j 5 operators that only read. A plan with any other operator is rejected. */
const ALLOWED_OPERATORS = [
  "(Partitioned)?(AllNodes|NodeByLabel|(Union|Intersection|Subtraction)NodeByLabels)Scan",
  "NodeBy(Element)?IdSeek",
  "(Multi|Partitioned)?Node(Unique)?Index(Seek|SeekByRange|Scan|ContainsScan|EndsWithScan)",
  "(Partitioned)?(Directed|Undirected)(All|Union)?Relationship(s|Type|Types)?Scan",
  "(Directed|Undirected)RelationshipBy(Element)?IdSeek",
  "(Partitioned)?(Directed|Undirected)Relationship(Unique)?Index(Seek|SeekByRange|Scan|ContainsScan|EndsWithScan)",
  "DynamicLabelNodeLookup",
  "Dynamic(Directed|Undirected)RelationshipTypeLookup",
  "(Optional)?Expand\\((All|Into)\\)",
  "VarLengthExpand\\(.+\\)",
  "(BFS)?PruningVarLengthExpand.*",
  "(Stateful)?ShortestPath.*",
  "(Bidirectional)?Repeat.*",
  "ProjectEndpoints|AssertSame(Node|Relationship)",
  "(Let)?(Anti)?SemiApply",
  "(Let)?SelectOr(Anti)?SemiApply",
  "(Anti)?ConditionalApply",
  "(RollUp)?Apply",
  "Anti|Argument|Optional|Input|PreserveOrder",
  "Filter|Projection|CacheProperties|(Partitioned)?Unwind|Eager",
  "(Eager|Ordered)?Aggregation",
  "(Ordered)?(Distinct|Union)",
  "(Exhaustive)?Limit|Skip|Sort|Top|Partial(Sort|Top)",
  "(Node|Value)HashJoin",
  "(Node)?(Left|Right)OuterHashJoin",
  "CartesianProduct",
  "(Node|Relationship)CountFromCountStore",
  "Triadic(Selection|Build|Filter)",
  "ProcedureCall|ProduceResults|EmptyRow|EmptyResult",
];
const ALLOWED = new RegExp(`^(${ALLOWED_OPERATORS.join("|")})$`);

/**
 * Checks the EXPLAIN result of a statement: the query type is read, and every operator and procedure of the plan is on
 * an allow list.
 * @throws Failure query/refused
 */
export function requireAllowedPlan({ queryType, plan }: ResultSummary): void {
  const refuse = (what: string) => new Failure("query/refused", `This place only reads: ${what}`);
  if (queryType !== "r") throw refuse(`the statement is of type “${queryType}”`);
  const pending: PlanNode[] = plan === false || plan === null ? [] : [plan];
  if (pending.length === 0) throw refuse("it has no plan");
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const operator = operatorOf(node);
    if (!ALLOWED.test(operator)) throw refuse(`its plan holds ${operator}`);
    if (operator === "ProcedureCall") {
      const procedure = /^[\w.]+/.exec(detailsOf(node))?.[0] ?? "";
      if (!ALLOWED_PROCEDURES.has(procedure.toLowerCase())) throw refuse(`its plan calls ${procedure}`);
    }
    pending.push(...node.children);
  }
}

/** Prints a plan, one operator per line, the leaf at the bottom; a second child is indented. */
export function planText(plan: PlanNode | false | null | undefined): string | null {
  return plan === false || plan === null || plan === undefined ? null : linesOf(plan, 0).join("\n");
}

function linesOf(node: PlanNode, depth: number): string[] {
  const rows = node.arguments["Rows"];
  const counted = rows === undefined ? "" : ` (rows: ${Number(rows)})`;
  const line = `${"| ".repeat(depth)}${operatorOf(node)}${counted}  ${detailsOf(node)}`.trimEnd();
  return [line, ...node.children.flatMap((child, index) => linesOf(child, depth + index))];
}

function operatorOf({ operatorType }: PlanNode): string {
  return operatorType.replace(/@.*$/, "");
}

function detailsOf({ arguments: given }: PlanNode): string {
  const details = given["Details"];
  return typeof details === "string" ? details : "";
}
