import neo4j from "neo4j-driver";
import pino from "pino";
import { clustersOf } from "../model/clusters.ts";
import { readStoryRecords } from "../model/read-story.ts";
import { firstStory } from "../server/services/merged-story.ts";
import { newStory } from "../server/services/new-story.ts";
import { makeServices } from "../server/services/services.ts";
import { withStoryFile } from "../server/services/story-file.ts";
import { openStore } from "../server/store/open-store.ts";
import { toDriver } from "../server/store/neo4j/wire-values.ts";
import type { WriteStep } from "../server/store/store.ts";
import { emptyNeo4j, neo4jAbsent } from "../test/store/real-neo4j.ts";
import type { LargeStory } from "./large-story.ts";
import { millisText, type Row } from "./report.ts";

const LEAST = 0.8;
const ROUNDS = 3;
const log = pino({ level: "silent" });

/** Statements that write the same rows without the product's checks: all properties, and ends found by the same key. */
const BARE: Readonly<Record<string, string>> = {
  "write/merge-articles": "UNWIND $rows AS row CREATE (a:Article) SET a = row.properties",
  "write/create-entities": "UNWIND $rows AS row CREATE (e:Entity:$(row.label)) SET e = row.properties",
  "write/create-mentions": `UNWIND $rows AS row
    MATCH (a:Article {story: $story, id: row.article}) USING INDEX SEEK a:Article(story, id)
    MATCH (e:Entity {story: $story, id: row.entity}) USING INDEX SEEK e:Entity(story, id)
    CREATE (a)-[m:MENTIONS]->(e) SET m = row.properties`,
  "write/create-relations": `UNWIND $rows AS row
    MATCH (s:Entity {story: $story, id: row.subject}) USING INDEX SEEK s:Entity(story, id)
    MATCH (o:Entity {story: $story, id: row.object}) USING INDEX SEEK o:Entity(story, id)
    CREATE (s)-[r:$(row.type)]->(o) SET r = row.properties`,
};

const CHANGE = { at: "2026-01-01T00:00:00.000Z", who: "the bench", what: "load" } as const;

/**
 * Compares the product's load into a real Neo4j, checks included, with bare UNWINDs of the same batches; both run in
 * turn.
 */
export async function neo4jRow(figure: string, story: LargeStory): Promise<Row> {
  const absent = neo4jAbsent();
  const common = { figure, neo4j: "", goal: `≥ ${LEAST} × as fast`, note: "" };
  if (absent !== null) return { ...common, ours: "–", against: absent, ratio: null, reached: true };
  const server = await emptyNeo4j({ isShortLived: false });
  const times = { ours: [] as number[], bare: [] as number[] };
  try {
    const options = { maxValues: Number.POSITIVE_INFINITY };
    const read = await withStoryFile(story.file, (bytes, beside) => readStoryRecords(bytes, beside, options));
    if (!read.ok) throw new Error("The story of the bench cannot be read");
    const steps = () =>
      newStory(firstStory(read.content), { visibility: "desk", clusters: clustersOf([]), changes: 1, change: CHANGE })
        .steps;
    for (let round = 0; round < ROUNDS; round += 1) {
      await server.empty();
      const store = await openStore({ neo4j: server.config, dataDir: "" }, log);
      const { load } = makeServices(store, log);
      try {
        await store.prepare();
        times.ours.push(await timed(() => load.load({ kind: "file", path: story.file })));
        await server.empty();
        await store.prepare();
        times.bare.push(await timed(() => writeBare(steps(), server.config)));
      } finally {
        await store.close();
      }
    }
  } finally {
    await server.stop();
  }
  const [ours, bare] = [median(times.ours), median(times.bare)];
  const ratio = bare / ours;
  return {
    ...common,
    ours: millisText(ours),
    against: `bare UNWIND ${millisText(bare)}`,
    ratio,
    reached: ratio >= LEAST,
  };
}

async function writeBare(
  steps: Iterable<WriteStep>,
  { uri, user, password, database }: { uri: string; user: string; password: string; database: string },
): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const session = driver.session({ database });
  try {
    for (const { name, parameters } of steps) {
      const statement = BARE[name];
      if (statement !== undefined)
        await session.executeWrite((transaction) => transaction.run(statement, toDriver(parameters)));
    }
  } finally {
    await session.close();
    await driver.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >>> 1] ?? Number.NaN;
}
