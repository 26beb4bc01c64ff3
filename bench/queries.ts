import { askEngine, loadEngine } from "./engine-side.ts";
import { askGrafeo, loadGrafeo } from "./grafeo-side.ts";
import { measure } from "./measure.ts";
import { questionsOf } from "./questions.ts";
import { millisText, type Row } from "./report.ts";
import type { Sample } from "./sample.ts";

const MOST_RATIO = 1;

/** The ten questions, put to the engine and to Grafeo; both answers are held against the loops'. */
export async function queryRows(sample: Sample): Promise<Row[]> {
  const graph = loadEngine(sample);
  const range = { kind: "range", entity: "node", analyzer: null, name: "person_id" } as const;
  graph.schema.createIndex({ ...range, labels: ["Person"], properties: ["id"] }, true);
  const grafeo = await loadGrafeo(sample);
  await grafeo.execute("CREATE INDEX person_id FOR (n:Person) ON (n.id)");
  const rows: Row[] = [];
  for (const { figure, statement, truth } of questionsOf(sample)) {
    process.stderr.write(`${figure} …\n`);
    const [ours, theirs] = await measure(
      [
        { name: "engine", run: () => askEngine(graph, statement) },
        { name: "Grafeo", run: () => askGrafeo(grafeo, statement) },
      ],
      3,
    );
    if (ours === undefined || theirs === undefined) continue;
    const verdict = (answer: unknown) => (JSON.stringify(answer) === JSON.stringify(truth) ? null : "answers wrongly");
    const [ourFault, theirFault] = [ours, theirs].map(({ failure, answer }) => failure ?? verdict(answer));
    const ratio = ours.millis / theirs.millis;
    const isFaster = ratio <= MOST_RATIO || theirFault !== null;
    rows.push({
      figure,
      ours: millisText(ours.millis),
      against: `Grafeo ${millisText(theirs.millis)}`,
      ratio: Number.isNaN(ratio) ? null : ratio,
      goal: `≤ ${MOST_RATIO}`,
      reached: ourFault === null && isFaster,
      note: [ourFault && `the engine: ${ourFault}`, theirFault && `Grafeo: ${theirFault}`].filter(Boolean).join("; "),
    });
  }
  grafeo.close();
  return rows;
}
