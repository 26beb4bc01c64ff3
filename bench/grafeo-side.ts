import { createRequire } from "node:module";
import { SOURCES } from "./engine-side.ts";
import { TYPES, type Sample } from "./sample.ts";

/**
 * The part of Grafeo's API that the bench uses. Grafeo depends on packages for platforms that npm does not have, so it
 * cannot be in a lock file; the launcher fetches it.
 */
interface GrafeoDatabase {
  batchCreateNodesWithProps(label: string, properties: readonly object[]): Promise<number[]>;
  batchCreateEdges(edges: readonly object[]): Promise<unknown>;
  nodeCount(): number;
  execute(statement: string): Promise<unknown>;
  close(): void;
  executeCypher(
    statement: string,
  ): Promise<{ readonly columns: readonly string[]; toArray(): Record<string, unknown>[] }>;
}

// Its CommonJS module does not expose its names to a static import.
const { GrafeoDB } = createRequire(new URL("../.cache/grafeo/", import.meta.url))("@grafeo-db/js") as {
  GrafeoDB: { create(): GrafeoDatabase };
};

const EDGES_A_BATCH = 50_000;

/** The sample in Grafeo, loaded with its batch calls, which are its fastest. */
export async function loadGrafeo({
  nodes,
  names,
  ages,
  starts,
  ends,
  types,
  weights,
}: Sample): Promise<GrafeoDatabase> {
  const database = GrafeoDB.create();
  const numbers = await database.batchCreateNodesWithProps(
    "Person",
    Array.from({ length: nodes }, (_, id) => ({ id, name: names[id] ?? "", age: ages[id] ?? 0 })),
  );
  for (let from = 0; from < starts.length; from += EDGES_A_BATCH) {
    await database.batchCreateEdges(
      Array.from({ length: Math.min(EDGES_A_BATCH, starts.length - from) }, (_, offset) => {
        const at = from + offset;
        const weight = weights[at] ?? 0;
        return {
          src: numbers[starts[at] ?? 0] ?? 0,
          dst: numbers[ends[at] ?? 0] ?? 0,
          type: TYPES[types[at] ?? 0] ?? "",
          properties: { weight, source: SOURCES[weight % SOURCES.length] },
        };
      }),
    );
  }
  return database;
}

/** Runs a Cypher statement; the rows as plain data. */
export async function askGrafeo(database: GrafeoDatabase, statement: string): Promise<unknown[][]> {
  const result = await database.executeCypher(statement);
  return result.toArray().map((row) => result.columns.map((column) => row[column] ?? null));
}
