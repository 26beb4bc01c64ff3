import neo4j from "neo4j-driver";
import type { Neo4jConfig } from "../../server/config.ts";

interface Launcher {
  neo4jMissing(): string | null;
  startNeo4j(options?: { readonly home?: string; readonly port?: number }): Promise<{
    readonly uri: string;
    readonly user: string;
    readonly password: string;
    stop(): Promise<void>;
  }>;
}

// A launcher is plain JavaScript: it runs before anything is installed, and has no types.
const launcherFile = "../../bin/neo4j.mjs";
export const launcher = (await import(launcherFile)) as Launcher;

/** Why no Neo4j can be had here, in one line; null when one can, and always where CI is set: there it must. */
export function neo4jAbsent(): string | null {
  if (process.env["NEO4J_URI"] !== undefined || process.env["CI"] !== undefined) return null;
  return launcher.neo4jMissing();
}

/** A Neo4j with nothing in it: that of NEO4J_URI, which must hold nothing but what these tests make, else a fresh one. */
export async function emptyNeo4j(): Promise<{ config: Neo4jConfig; readonly stop: () => Promise<void> }> {
  const { NEO4J_URI: uri, NEO4J_USER: user = "neo4j", NEO4J_PASSWORD: password = "" } = process.env;
  if (uri === undefined) {
    const server = await launcher.startNeo4j();
    const { uri: address, user: name, password: secret } = server;
    const config = { uri: address, user: name, password: secret, database: "neo4j" };
    return { config, stop: () => server.stop() };
  }
  const config = { uri, user, password, database: process.env["NEO4J_DATABASE"] ?? "neo4j" };
  await empty(config);
  return { config, stop: () => empty(config) };
}

async function empty({ uri, user, password, database }: Neo4jConfig): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    const { records } = await driver.executeQuery(
      "MATCH (n) WHERE NOT n:Story OR n.id <> 'us-strikes-iraq-2020' WITH count(n) AS others RETURN others, COUNT { (:Story) } AS stories",
      {},
      { database },
    );
    const { others, stories } = records[0]?.toObject() ?? {};
    if (Number(others) > 0 && Number(stories) === 0)
      throw new Error("NEO4J_URI names a database that is not empty: the tests want one they may empty");
    await driver.executeQuery("MATCH (n) DETACH DELETE n", {}, { database });
  } finally {
    await driver.close();
  }
}
