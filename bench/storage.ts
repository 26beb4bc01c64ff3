import { prepare } from "../engine/run-statement.ts";
import type { Graph } from "../engine/graph/graph.ts";
import { openSnapshot } from "../engine/graph/snapshot.ts";
import { writeSnapshot } from "../engine/graph/snapshot-writer.ts";
import { askEngine, loadEngine } from "./engine-side.ts";
import { loadGrafeo } from "./grafeo-side.ts";
import { measure, memoryInUse } from "./measure.ts";
import { millisText, type Row } from "./report.ts";
import { TYPES, walkOf, type Sample, type Walk } from "./sample.ts";

const OLDER_THAN = 60;
const MOST_BYTES = 250;
const MOST_OPENING_MILLIS = 2_000;
/** Loading takes at most half of Grafeo's time. */
const MOST_LOADING = 0.5;
const MOST_OF_LOOPS = 4;
/** More than above, because a property of both ends is read for every path. */
const MOST_OF_LOOPS_BOTH_ENDS = 6;

const MEMORY = "memory a relationship, nodes and properties included";
const LOADING = "load 100,000 nodes, 500,000 relationships";
const WALKING = "walk all two-hop ways by expand()";
const WALKING_TYPED = "the same of one type";
const TWO_HOPS = `MATCH (a)-[]->(b)-[]->(c) WHERE c.age > ${OLDER_THAN} RETURN count(*)`;
const BOTH_ENDS = "MATCH (a)-[]->(b)-[]->(c) WHERE c.age > a.age RETURN count(*)";
const OPENING = "open a snapshot of it";

/** Loading, traversal, memory and opening. */
export async function storageRows(sample: Sample, isWanted: (figure: string) => boolean): Promise<Row[]> {
  let loaded: Graph | null = null;
  const graph = () => (loaded ??= loadEngine(sample));
  const walk = walkOf(sample.nodes, sample.starts, sample.ends);
  const figures: Readonly<Record<string, () => Row | Promise<Row>>> = {
    // Memory is measured first, before any other graph is in memory.
    [MEMORY]: () => memoryRow(sample),
    [LOADING]: () => loadingRow(sample),
    [WALKING]: () => walkingRow(graph(), sample, walk),
    [WALKING_TYPED]: () => typedWalkingRow(graph(), sample, walk),
    [TWO_HOPS]: () => twoHopRow(TWO_HOPS, graph(), sample, walk, () => OLDER_THAN, MOST_OF_LOOPS),
    // The predicate needs both ends, so it cannot prune the traversal: every path is traversed and tested.
    [BOTH_ENDS]: () =>
      twoHopRow(BOTH_ENDS, graph(), sample, walk, (node) => sample.ages[node] as number, MOST_OF_LOOPS_BOTH_ENDS),
    [OPENING]: () => openingRow(graph()),
  };
  const rows: Row[] = [];
  for (const [figure, row] of Object.entries(figures)) {
    if (!isWanted(figure)) continue;
    process.stderr.write(`${figure} …\n`);
    rows.push(await row());
  }
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
  return compared(LOADING, ["Grafeo", ours, theirs], MOST_LOADING);
}

function memoryRow(sample: Sample): Row {
  const before = memoryInUse();
  const graph = loadEngine(sample);
  const bytes = (memoryInUse() - before) / graph.relationshipCount;
  return {
    figure: MEMORY,
    ours: `${Math.round(bytes)} bytes`,
    against: "",
    ratio: null,
    neo4j: "",
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
  return compared(WALKING, ["hand-written loops", ours, theirs], MOST_OF_LOOPS);
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
  return compared(WALKING_TYPED, ["hand-written loops", ours, theirs], MOST_OF_LOOPS);
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

async function twoHopRow(
  statement: string,
  graph: Graph,
  { nodes, ages }: Sample,
  walk: Walk,
  olderThan: (start: number) => number,
  mostRatio: number,
): Promise<Row> {
  const { offsets, others, relationships } = walk;
  const byHand = () => {
    let count = 0;
    for (let node = 0; node < nodes; node += 1) {
      const age = olderThan(node);
      for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1) {
        const middle = others[at] as number;
        for (let next = offsets[middle] as number; next < (offsets[middle + 1] as number); next += 1) {
          if (relationships[next] === relationships[at]) continue;
          if ((ages[others[next] as number] as number) > age) count += 1;
        }
      }
    }
    return [[count]];
  };
  await prepare(statement);
  const [ours, theirs] = await measure([
    { name: "engine", run: () => askEngine(graph, statement) },
    { name: "loops", run: byHand },
  ]);
  return compared(statement, ["hand-written loops", ours, theirs], mostRatio);
}

async function openingRow(graph: Graph): Promise<Row> {
  const chunks = [...writeSnapshot(graph)];
  const megabytes = chunks.reduce((sum, { length }) => sum + length, 0) / 1e6;
  const [opening] = await measure([{ name: "engine", run: () => openSnapshot(chunks).nodeCount }], 3);
  const millis = opening?.millis ?? Number.NaN;
  return {
    figure: OPENING,
    ours: millisText(millis),
    against: "",
    ratio: null,
    neo4j: "",
    goal: `< ${MOST_OPENING_MILLIS / 1_000} s`,
    reached: millis < MOST_OPENING_MILLIS,
    note: `${megabytes.toFixed(0)} MB`,
  };
}

type Compared = readonly [other: string, ours: Timed | undefined, theirs: Timed | undefined];
type Timed = Awaited<ReturnType<typeof measure>>[number];

/** A row of two timings. Both sides must give the same answer. */
function compared(figure: string, [other, ours, theirs]: Compared, mostRatio: number): Row {
  const ratio = (ours?.millis ?? Number.NaN) / (theirs?.millis ?? Number.NaN);
  const isSame = JSON.stringify(ours?.answer) === JSON.stringify(theirs?.answer);
  const failure = ours?.failure ?? theirs?.failure ?? null;
  return {
    figure,
    ours: millisText(ours?.millis ?? Number.NaN),
    against: `${other} ${millisText(theirs?.millis ?? Number.NaN)}`,
    ratio: Number.isNaN(ratio) ? null : ratio,
    neo4j: "",
    goal: `≤ ${mostRatio}`,
    reached: ratio <= mostRatio && isSame,
    note: failure ?? (isSame ? "" : "the answers differ"),
  };
}
