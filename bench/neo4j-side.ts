import neo4j from "neo4j-driver";
import { emptyNeo4j, neo4jAbsent } from "../test/store/real-neo4j.ts";
import { SOURCES } from "./engine-side.ts";
import { TYPES, type Sample } from "./sample.ts";

const ROWS_A_BATCH = 20_000;

interface Bolt {
  ask(statement: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** The sample in a real Neo4j, queried over Bolt as the server does; or the reason why there is none. */
export async function openNeo4j(sample: Sample): Promise<Bolt | string> {
  const absent = neo4jAbsent();
  if (absent !== null) return absent;
  process.stderr.write("Loading a real Neo4j …\n");
  const server = await emptyNeo4j();
  const { uri, user, password, database } = server.config;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const session = driver.session({ database });
  const close = async () => {
    await session.close();
    await driver.close();
    await server.stop();
  };
  const ask = async (statement: string, parameters: object = {}) => {
    const { records } = await session.run(statement, parameters);
    return records.map((record) => record.keys.map((key) => record.get(key) as unknown));
  };
  try {
    await load(sample, ask);
  } catch (error) {
    await close();
    throw error;
  }
  return { ask, close };
}

async function load(
  { nodes, names, ages, starts, ends, types, weights }: Sample,
  ask: (statement: string, parameters?: object) => Promise<unknown>,
): Promise<void> {
  await ask("CREATE RANGE INDEX person_id FOR (n:Person) ON (n.id)");
  await ask("CALL db.awaitIndexes()");
  const inBatches = async (places: readonly number[], rowOf: (at: number) => object, statement: string) => {
    for (let from = 0; from < places.length; from += ROWS_A_BATCH)
      await ask(`UNWIND $rows AS row ${statement}`, { rows: places.slice(from, from + ROWS_A_BATCH).map(rowOf) });
  };
  const whole = neo4j.int;
  const all = Array.from({ length: nodes }, (_, at) => at);
  await inBatches(
    all,
    (at) => ({ id: whole(at), name: names[at], age: whole(ages[at] ?? 0) }),
    "CREATE (n:Person) SET n = row",
  );
  for (const [number, type] of TYPES.entries()) {
    await inBatches(
      [...starts.keys()].filter((at) => types[at] === number),
      (at) => ({
        from: whole(starts[at] ?? 0),
        to: whole(ends[at] ?? 0),
        weight: whole(weights[at] ?? 0),
        source: SOURCES[(weights[at] ?? 0) % SOURCES.length],
      }),
      `MATCH (a:Person {id: row.from}), (b:Person {id: row.to}) CREATE (a)-[:${type} {weight: row.weight, source: row.source}]->(b)`,
    );
  }
}
