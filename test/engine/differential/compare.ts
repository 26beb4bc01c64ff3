import type { Session } from "neo4j-driver";
import { difference, type Answer, type Refusal } from "./answer.ts";
import { askEngine } from "./engine-side.ts";
import { askNeo4j } from "./neo4j-side.ts";
import { isOfOneRow, refusalClass } from "./refusals.ts";
import type { StartingGraph } from "./graphs.ts";
import type { Statement } from "./statement.ts";

export type Verdict = "same" | "refused by both" | "refused differently" | "different";

export interface Comparison {
  readonly verdict: Verdict;
  /** Where the two part, or the named class of the refusal. */
  readonly why: string;
  readonly ours: Answer;
  readonly theirs: Answer;
}

/** Asks both sides the same statement about the same graph. */
export async function compareSides(session: Session, graph: StartingGraph, statement: Statement): Promise<Comparison> {
  const both = await askBoth(session, graph, statement);
  const { ours, theirs } = both;
  if (ours.kind === "refused" && theirs.kind === "refused")
    return isBroken(ours) === isBroken(theirs)
      ? { verdict: "refused by both", why: "", ...both }
      : { verdict: "different", why: "refused under another code", ...both };
  if (ours.kind === "rows" && theirs.kind === "rows") {
    const why = difference(ours, theirs, statement);
    return { verdict: why === null ? "same" : "different", why: why ?? "", ...both };
  }
  const named = refusalClass(ours, theirs, statement.text);
  if (named !== null && (named.isOfOrder !== true || (await bothRefuseSomeRow(session, graph, statement))))
    return { verdict: "refused differently", why: named.name, ...both };
  return { verdict: "different", why: ours.kind === "refused" ? "refused by the engine" : "refused by Neo4j", ...both };
}

/** Whether a constraint refuses: the one refusal that tells of the graph, so it must be that of both. */
function isBroken({ code }: Refusal): boolean {
  return /Constraint(Validation|Verification)Failed\b/.test(code);
}

/** Whether both meet a row that they refuse where no condition drops one before, or where one is asked by itself. */
async function bothRefuseSomeRow(session: Session, graph: StartingGraph, statement: Statement): Promise<boolean> {
  for (const text of [statement.unsifted, ...statement.conditions]) {
    const { ours, theirs } = await askBoth(session, graph, { ...statement, text });
    if (isOfOneRow(ours) && isOfOneRow(theirs)) return true;
  }
  return false;
}

async function askBoth(
  session: Session,
  graph: StartingGraph,
  statement: Statement,
): Promise<Pick<Comparison, "ours" | "theirs">> {
  // Both come to their end, whatever one of them throws: a session holds one transaction at a time.
  const [asked, answered] = await Promise.allSettled([
    askNeo4j(session, graph.text, statement),
    askEngine(graph, statement),
  ]);
  const [theirs, ours] = [asked, answered].map((outcome) => {
    if (outcome.status === "fulfilled") return outcome.value;
    throw new Error(`No answer to ${statement.text} on ${graph.text}`, { cause: outcome.reason });
  }) as [Answer, Answer];
  return { ours, theirs };
}
