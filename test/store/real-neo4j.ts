import neo4j from "neo4j-driver";
import type { Neo4jConfig } from "../../server/config.ts";
import { skipWhere } from "../skip.ts";

interface Launcher {
  neo4jMissing(): string | null;
  startNeo4j(options?: { readonly home?: string; readonly port?: number; readonly isShortLived?: boolean }): Promise<{
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

/** A hook for suites that ask a Neo4j: `before(skipWithoutNeo4j)`. */
export const skipWithoutNeo4j = skipWhere(neo4jAbsent);

/** The same for tests that end and restart their Neo4j: that of NEO4J_URI is not theirs to end. */
export const skipWithoutOwnNeo4j = skipWhere(() => (process.env["CI"] === undefined ? launcher.neo4jMissing() : null));

interface EmptyNeo4j {
  readonly config: Neo4jConfig;
  empty(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A Neo4j with nothing in it, neither nodes nor constraints nor indexes: the one that bin/test.mjs has started for all
 * suites of this process, that of NEO4J_URI when it is empty or may be emptied, else a fresh one, which is slower in the
 * long run when it is to be short-lived.
 */
export async function emptyNeo4j({ isShortLived = true } = {}): Promise<EmptyNeo4j> {
  const { WIREGRAPH_TEST_NEO4J: shared, NEO4J_URI: uri } = process.env;
  if (shared !== undefined) return emptied(JSON.parse(shared) as Neo4jConfig);
  if (uri === undefined) {
    const server = await launcher.startNeo4j({ isShortLived });
    const { uri: address, user: name, password: secret } = server;
    const config = { uri: address, user: name, password: secret, database: "neo4j" };
    return { config, empty: () => empty(config), stop: () => server.stop() };
  }
  const { NEO4J_USER: user = "neo4j", NEO4J_PASSWORD: password = "", NEO4J_DATABASE: database = "neo4j" } = process.env;
  const config = { uri, user, password, database };
  if (process.env["NEO4J_MAY_BE_EMPTIED"] !== "1" && !(await isEmpty(config))) {
    throw new Error("NEO4J_URI names a database that is not empty; with NEO4J_MAY_BE_EMPTIED=1 the tests empty it");
  }
  return emptied(config);
}

async function emptied(config: Neo4jConfig): Promise<EmptyNeo4j> {
  await empty(config);
  return { config, empty: () => empty(config), stop: () => empty(config) };
}

/** Deletes all nodes, constraints and indexes; the two token lookup indexes that every database begins with stay. */
async function empty(config: Neo4jConfig): Promise<void> {
  await withQueries(config, async (ask) => {
    // In parts: a large story is more than one transaction may delete.
    for (const part of PARTS) while ((await ask(`${part} RETURN count(*) AS name`))[0] !== "0");
    for (const name of await ask("SHOW CONSTRAINTS YIELD name")) await ask(`DROP CONSTRAINT \`${name}\``);
    for (const name of await ask(INDEXES)) await ask(`DROP INDEX \`${name}\``);
  });
}

/** Has the locks of stories look as they do when whoever had them has said nothing for a minute. */
export function expireLocks(config: Neo4jConfig): Promise<unknown> {
  return withQueries(config, (ask) =>
    ask("MATCH (l:Load) SET l.aliveAt = l.aliveAt - 60000 REMOVE l.swapUntil RETURN l.ofStory AS name"),
  );
}

const PARTS = ["MATCH ()-[r]->() WITH r LIMIT 5000 DELETE r", "MATCH (n) WITH n LIMIT 2000 DELETE n"];
const INDEXES = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'";

function isEmpty(config: Neo4jConfig): Promise<boolean> {
  return withQueries(config, async (ask) => {
    const found = [...(await ask("MATCH (n) RETURN elementId(n) AS name LIMIT 1")), ...(await ask(INDEXES))];
    return found.length === 0;
  });
}

/** Gives `work` a way to ask a statement, whose answer is its column `name`. */
async function withQueries<T>(
  { uri, user, password, database }: Neo4jConfig,
  work: (ask: (statement: string) => Promise<string[]>) => Promise<T>,
): Promise<T> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    return await work(async (statement) => {
      const { records } = await driver.executeQuery(statement, {}, { database });
      return records.map((record) => String(record.get("name")));
    });
  } finally {
    await driver.close();
  }
}
