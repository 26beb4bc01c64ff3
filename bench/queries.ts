import { prepare } from "../engine/run-statement.ts";
import { askEngine, loadEngine } from "./engine-side.ts";
import { askGrafeo, loadGrafeo } from "./grafeo-side.ts";
import { measure, type Timing } from "./measure.ts";
import { openNeo4j } from "./neo4j-side.ts";
import { questionsOf, type Question } from "./questions.ts";
import { millisText, type Row } from "./report.ts";
import type { Sample } from "./sample.ts";

const MOST_RATIO = 1.2;
const FASTER_IN = 7;

/** The ten questions, asked of the engine, Grafeo and Neo4j; every answer is compared with that of the loops. */
export async function queryRows(sample: Sample, isWanted: (figure: string) => boolean): Promise<Row[]> {
  const all = questionsOf(sample);
  const asked = all.filter(({ figure }) => isWanted(figure));
  if (asked.length === 0) return [];
  const graph = loadEngine(sample);
  const range = { kind: "range", entity: "node", analyzer: null, name: "person_id" } as const;
  graph.schema.createIndex({ ...range, labels: ["Person"], properties: ["id"] }, true);
  const grafeo = await loadGrafeo(sample);
  await grafeo.execute("CREATE INDEX person_id FOR (n:Person) ON (n.id)");
  const neo4j = await openNeo4j(sample);
  try {
    const rows: Row[] = [];
    for (const question of asked) {
      process.stderr.write(`${question.figure} …\n`);
      const { statement } = question;
      await prepare(statement);
      const sides = [
        { name: "engine", run: () => askEngine(graph, statement) },
        { name: "Grafeo", run: () => askGrafeo(grafeo, statement) },
        ...(typeof neo4j === "string" ? [] : [{ name: "Neo4j", elapsed: true, run: () => neo4j.ask(statement) }]),
      ];
      const [ours, theirs, bolt] = await measure(sides, 3);
      if (ours !== undefined && theirs !== undefined)
        rows.push(rowOf(question, ours, theirs, bolt ?? (typeof neo4j === "string" ? neo4j : "")));
    }
    return asked.length === all.length ? [...rows, fasterRow(rows)] : rows;
  } finally {
    grafeo.close();
    if (typeof neo4j !== "string") await neo4j.close();
  }
}

/** @param bolt the timing of Neo4j, or the reason why there is none */
function rowOf({ figure, truth }: Question, ours: Timing, theirs: Timing, bolt: Timing | string): Row {
  const verdict = ({ failure, answer }: Timing) =>
    failure ?? (JSON.stringify(answer) === JSON.stringify(truth) ? null : "answers wrongly");
  const [ourFault, theirFault] = [verdict(ours), verdict(theirs)];
  const boltFault = typeof bolt === "string" ? null : verdict(bolt);
  const ratio = ours.millis / theirs.millis;
  const faults = [
    ["the engine", ourFault],
    ["Grafeo", theirFault],
    ["Neo4j", boltFault],
  ];
  return {
    figure,
    ours: millisText(ours.millis),
    against: `Grafeo ${millisText(theirs.millis)}`,
    ratio: Number.isNaN(ratio) ? null : ratio,
    neo4j: typeof bolt === "string" ? bolt : millisText(bolt.millis),
    goal: `≤ ${MOST_RATIO}`,
    reached: ourFault === null && (ratio <= MOST_RATIO || theirFault !== null),
    note: faults.flatMap(([name, fault]) => (fault === null ? [] : [`${name}: ${fault}`])).join("; "),
  };
}

/** The number of questions in which the engine is faster. It wins where Grafeo gives no correct answer. */
function fasterRow(rows: readonly Row[]): Row {
  const faster = rows.filter(
    ({ reached, ratio, note }) => reached && (note.includes("Grafeo:") || (ratio !== null && ratio < 1)),
  ).length;
  return {
    figure: "questions answered faster than by Grafeo",
    ours: `${faster} of ${rows.length}`,
    against: "",
    ratio: null,
    neo4j: "",
    goal: `≥ ${FASTER_IN}`,
    reached: faster >= FASTER_IN,
    note: "",
  };
}
