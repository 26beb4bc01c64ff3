import type { Answer } from "./answer.ts";
import type { Verdict } from "./compare.ts";
import { EXPECTED } from "./features.ts";
import type { Difference, Outcome } from "./run.ts";

/** The share of statements that may be refused by both and so tell nothing. */
const MOST_REFUSED = 0.25;

/** The share that only one side may refuse, for reasons that have a name. */
const MOST_ONE_SIDED = 0.005;

/** A difference with everything that is needed to see it again. */
export function differenceText({ graph, statement, comparison, shrunk }: Difference): string {
  const parameters = [...statement.parameters].map(([name, { text }]) => `$${name} = ${text}`);
  return [
    `--- ${comparison.why}${shrunk ? "" : " (not shrunk)"}`,
    ...(graph.schema.length === 0 ? [] : ["schema:    SCHEMA of constrained.ts"]),
    ...(graph.text === "" ? [] : [`graph:     ${graph.text}`]),
    `statement: ${statement.text}`,
    ...(parameters.length === 0 ? [] : [`parameters: ${parameters.join(", ")}`]),
    `engine:    ${answerText(comparison.ours)}`,
    `Neo4j:     ${answerText(comparison.theirs)}`,
    "",
  ].join("\n");
}

function answerText(answer: Answer): string {
  if (answer.kind === "refused")
    return `refused, ${answer.code}: ${answer.message.replaceAll(/\s+/g, " ").slice(0, 300)}`;
  const rows = answer.rows.map((row) => row.join(" | "));
  const shown = [`${rows.length} rows`, ...rows.slice(0, 12)];
  if (Object.keys(answer.counters).length > 0) shown.push(JSON.stringify(answer.counters));
  if (answer.graph.length > 0) shown.push("graph:", ...answer.graph);
  return shown.join("\n           ");
}

/** What the run should have asked and did not, in words; nothing when it was enough. */
export function shortcomings({ counts, features }: Outcome, queries: number): string[] {
  const missing = EXPECTED.filter((feature) => !features.has(feature));
  const share = (verdict: Verdict) => counts[verdict] / queries;
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  const [both, one] = [share("refused by both"), share("refused differently")];
  return [
    ...(missing.length > 0 ? [`Never asked: ${missing.join(", ")}`] : []),
    ...(both > MOST_REFUSED ? [`${percent(both)} were refused by both: the statements are too wild`] : []),
    ...(one > MOST_ONE_SIDED ? [`${percent(one)} were refused by one side alone: look at the classes`] : []),
  ];
}

/** How often each feature occurred in statements that were not refused by both. */
export function coverageText({ features }: Outcome): string {
  const sorted = [...features].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, times]) => `${name} ${times}`).join(", ");
}

export function summaryText({ counts, classes }: Outcome, queries: number, seed: number): string {
  const named = [...classes].map(([name, times]) => `${name} ${times}`).join(", ");
  return (
    `Differential: ${queries} queries, ${counts.same} same answers, ${counts["refused by both"]} refused by both, ` +
    `${counts["refused differently"]} refused differently (${named === "" ? "no class" : named}), ` +
    `${counts.different} different; seed ${seed}`
  );
}
