import type { Graph } from "../engine/graph/graph.ts";
import { openSnapshot } from "../engine/graph/snapshot.ts";
import { askEngine, loadEngine } from "./engine-side.ts";
import { loadGrafeo } from "./grafeo-side.ts";
import { measure, memoryInUse } from "./measure.ts";
import { millisText, type Row } from "./report.ts";
import { TYPES, walkOf, type Sample, type Walk } from "./sample.ts";

const OLDER_THAN = 60;
const MOST_BYTES = 250;
const MOST_OPENING_MILLIS = 2_000;

/** Loading, walking, memory and opening. */
export async function storageRows(sample: Sample): Promise<Row[]> {
  const memory = memoryRow(sample);
  const rows = [await loadingRow(sample), memory];
  const graph = loadEngine(sample);
  const walk = walkOf(sample.nodes, sample.starts, sample.ends);
  rows.push(await walkingRow(graph, sample, walk), await typedWalkingRow(graph, sample, walk));
  rows.push(...(await twoHopRows(graph, sample, walk)), await openingRow(graph));
  return rows;
}

async function loadingRow(sample: Sample): Promise<Row> {
  const [ours, theirs] = await measure(
    [
      { name: "engine", run: () => loadEngine(sample).nodeCount },
      {
        name: "Grafeo",
        run: async () => {
          const database = await loadGrafeo(sample);
          const count = database.nodeCount();
          database.close();
          return count;
        },
      },
    ],
    3,
  );
  return compared("load 100,000 nodes, 500,000 relationships", ["Grafeo", ours, theirs], 1);
}

function memoryRow(sample: Sample): Row {
  const before = memoryInUse();
  const graph = loadEngine(sample);
  const bytes = (memoryInUse() - before) / graph.relationshipCount;
  return {
    figure: "memory a relationship, nodes and properties included",
    ours: `${Math.round(bytes)} bytes`,
    against: "",
    ratio: null,
    goal: `≤ ${MOST_BYTES} bytes`,
    reached: bytes <= MOST_BYTES,
    note: "",
  };
}

async function walkingRow(graph: Graph, { nodes }: Sample, { offsets, others }: Walk): Promise<Row> {
  const [ours, theirs] = await measure([
    { name: "engine", run: () => countTwoHops(graph, null) },
    {
      name: "loops",
      run: () => {
        let [count, sum] = [0, 0];
        for (let node = 0; node < nodes; node += 1) {
          for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1) {
            const middle = others[at] as number;
            for (let next = offsets[middle] as number; next < (offsets[middle + 1] as number); next += 1) {
              count += 1;
              sum += others[next] as number;
            }
          }
        }
        return [count, sum];
      },
    },
  ]);
  return compared("walk all two-hop ways by expand()", ["hand-written loops", ours, theirs], 4);
}

async function typedWalkingRow(graph: Graph, { nodes, types }: Sample, walk: Walk): Promise<Row> {
  const { offsets, others, relationships } = walk;
  const [ours, theirs] = await measure([
    { name: "engine", run: () => countTwoHops(graph, [graph.types.find(TYPES[0])]) },
    {
      name: "loops",
      run: () => {
        let [count, sum] = [0, 0];
        for (let node = 0; node < nodes; node += 1) {
          for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1) {
            if (types[relationships[at] as number] !== 0) continue;
            const middle = others[at] as number;
            for (let next = offsets[middle] as number; next < (offsets[middle + 1] as number); next += 1) {
              if (types[relationships[next] as number] !== 0) continue;
              count += 1;
              sum += others[next] as number;
            }
          }
        }
        return [count, sum];
      },
    },
  ]);
  return compared("the same of one type", ["hand-written loops", ours, theirs], 4);
}

function countTwoHops(graph: Graph, types: readonly number[] | null): number[] {
  let [count, sum] = [0, 0];
  const arrive = (_: number, other: number) => {
    count += 1;
    sum += other;
    return true;
  };
  const goOn = (_: number, other: number) => graph.expand(other, "out", types, arrive);
  graph.forEachNode((node) => graph.expand(node, "out", types, goOn));
  return [count, sum];
}

async function twoHopRows(graph: Graph, { nodes, ages }: Sample, walk: Walk): Promise<Row[]> {
  const { offsets, others, relationships } = walk;
  const figure = `MATCH (a)-[]->(b)-[]->(c) WHERE c.age > ${OLDER_THAN} RETURN count(*)`;
  const byHand = () => {
    let count = 0;
    for (let node = 0; node < nodes; node += 1) {
      for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1) {
        const middle = others[at] as number;
        for (let next = offsets[middle] as number; next < (offsets[middle + 1] as number); next += 1) {
          if (relationships[next] === relationships[at]) continue;
          if ((ages[others[next] as number] as number) > OLDER_THAN) count += 1;
        }
      }
    }
    return [[count]];
  };
  const [ours, theirs] = await measure([
    { name: "engine", run: () => askEngine(graph, figure) },
    { name: "loops", run: byHand },
  ]);
  return [compared(figure, ["hand-written loops", ours, theirs], 3)];
}

async function openingRow(graph: Graph): Promise<Row> {
  const chunks = [...graph.snapshot()];
  const megabytes = chunks.reduce((sum, { length }) => sum + length, 0) / 1e6;
  const [opening] = await measure([{ name: "engine", run: () => openSnapshot(chunks).nodeCount }], 3);
  const millis = opening?.millis ?? Number.NaN;
  return {
    figure: "open a snapshot of it",
    ours: millisText(millis),
    against: "",
    ratio: null,
    goal: `< ${MOST_OPENING_MILLIS / 1_000} s`,
    reached: millis < MOST_OPENING_MILLIS,
    note: `${megabytes.toFixed(0)} MB`,
  };
}

type Compared = readonly [other: string, ours: Timed | undefined, theirs: Timed | undefined];
type Timed = Awaited<ReturnType<typeof measure>>[number];

/** A row of two timings, which must have answered alike. */
export function compared(figure: string, [other, ours, theirs]: Compared, mostRatio: number): Row {
  const ratio = (ours?.millis ?? Number.NaN) / (theirs?.millis ?? Number.NaN);
  const isSame = JSON.stringify(ours?.answer) === JSON.stringify(theirs?.answer);
  const failure = ours?.failure ?? theirs?.failure ?? null;
  return {
    figure,
    ours: millisText(ours?.millis ?? Number.NaN),
    against: `${other} ${millisText(theirs?.millis ?? Number.NaN)}`,
    ratio: Number.isNaN(ratio) ? null : ratio,
    goal: `≤ ${mostRatio}`,
    reached: ratio <= mostRatio && isSame,
    note: failure ?? (isSame ? "" : "the answers differ"),
  };
}
