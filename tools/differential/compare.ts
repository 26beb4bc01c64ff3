import type { Session } from "neo4j-driver";
import { difference, type Answer, type Refusal } from "./answer.ts";
import { askingForBooleans } from "./booleans.ts";
import { askEngine } from "./engine-side.ts";
import { askNeo4j } from "./neo4j-side.ts";
import type { StartingGraph } from "./graphs.ts";
import { isDivisionByZero, isOfOneRow, refusalClasses, type RefusalClass } from "./refusals.ts";
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
  for (const one of refusalClasses(ours, theirs, statement.text))
    if (await PROOFS[one.provenBy](session, graph, statement))
      return { verdict: "refused differently", why: one.name, ...both };
  return { verdict: "different", why: ours.kind === "refused" ? "refused by the engine" : "refused by Neo4j", ...both };
}

/** Whether a constraint refuses: the one refusal that tells of the graph, so it must be that of both. */
function isBroken({ code }: Refusal): boolean {
  return /Constraint(Validation|Verification)Failed\b/.test(code);
}

type Proof = (session: Session, graph: StartingGraph, statement: Statement) => Promise<boolean>;

const PROOFS: Readonly<Record<RefusalClass["provenBy"], Proof>> = {
  text: () => Promise.resolve(true),
  "every condition": bothRefuseSomeRow,
  booleans: bothFindNoBoolean,
};

/** The statement where no condition drops a row before another is asked, and each condition by itself. */
function unfilteredForms({ unfiltered, conditions }: Statement): readonly string[] {
  return [unfiltered, ...conditions];
}

/** Whether both meet a row that they refuse where no condition drops one before, or where one is asked by itself. */
async function bothRefuseSomeRow(session: Session, graph: StartingGraph, statement: Statement): Promise<boolean> {
  for (const text of unfilteredForms(statement)) {
    const { ours, theirs } = await askBoth(session, graph, { ...statement, text });
    if (isOfOneRow(ours) && isOfOneRow(theirs)) return true;
  }
  return false;
}

/** Whether both find what is no boolean beside the AND or OR that the engine refuses. */
async function bothFindNoBoolean(session: Session, graph: StartingGraph, statement: Statement): Promise<boolean> {
  for (const text of [statement.text, ...unfilteredForms(statement)]) {
    const refused = await askEngine(graph, { ...statement, text });
    if (refused.kind !== "refused" || refused.place === null) continue;
    const asked = askingForBooleans(text, refused.place);
    if (asked === null) continue;
    const { ours, theirs } = await askBoth(session, graph, { ...statement, text: asked });
    if (isDivisionByZero(ours) && isDivisionByZero(theirs)) return true;
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
