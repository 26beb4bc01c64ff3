import neo4j, { type EagerResult } from "neo4j-driver";
import type { Neo4jConfig } from "../../server/config.ts";

interface Launcher {
  neo4jMissing(): string | null;
  startNeo4j(options?: { readonly home?: string; readonly port?: number }): Promise<{
    readonly uri: string;
    readonly user: string;
    readonly password: string;
    readonly pid: number;
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

interface EmptyNeo4j {
  readonly config: Neo4jConfig;
  empty(): Promise<void>;
  stop(): Promise<void>;
}

/** A Neo4j with nothing in it: that of NEO4J_URI when it is empty or may be emptied, else a fresh one. */
export async function emptyNeo4j(): Promise<EmptyNeo4j> {
  const { NEO4J_URI: uri, NEO4J_USER: user = "neo4j", NEO4J_PASSWORD: password = "" } = process.env;
  if (uri === undefined) {
    const server = await launcher.startNeo4j();
    const { uri: address, user: name, password: secret } = server;
    const config = { uri: address, user: name, password: secret, database: "neo4j" };
    return { config, empty: () => emptied(config), stop: () => server.stop() };
  }
  const config = { uri, user, password, database: process.env["NEO4J_DATABASE"] ?? "neo4j" };
  if ((await countNodes(config)) > 0 && process.env["NEO4J_MAY_BE_EMPTIED"] !== "1") {
    throw new Error("NEO4J_URI names a database that is not empty; with NEO4J_MAY_BE_EMPTIED=1 the tests empty it");
  }
  await emptied(config);
  return { config, empty: () => emptied(config), stop: () => emptied(config) };
}

async function emptied(config: Neo4jConfig): Promise<void> {
  await ask(config, "MATCH (n) DETACH DELETE n");
}

async function countNodes(config: Neo4jConfig): Promise<number> {
  const { records } = await ask(config, "MATCH (n) RETURN count(n) AS nodes");
  return Number(records[0]?.get("nodes"));
}

async function ask({ uri, user, password, database }: Neo4jConfig, statement: string): Promise<EagerResult> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    return await driver.executeQuery(statement, {}, { database });
  } finally {
    await driver.close();
  }
}
