import { createHash } from "node:crypto";
import type { Logger } from "pino";
import type { ManagedTransaction } from "neo4j-driver";
import type { CypherValue } from "../../../contract/cypher-value.ts";
import { Failure } from "../../../contract/errors.ts";
import { queryFiles, statementOf, type Parameters, type QueryName, type Row } from "../catalogue.ts";
import type {
  QueryOptions,
  QueryResult,
  ReadOptions,
  Store,
  StoreState,
  TransactionMemory,
  WriteStep,
} from "../store.ts";
import { Connection, type Neo4jAddress } from "./connection.ts";
import { QueryWorkers } from "./query-workers.ts";
import { fromDriver, toDriver } from "./wire-values.ts";

export interface Neo4jOptions extends Neo4jAddress {
  readonly log: Logger;
}

const READ_MILLIS = 15_000;
const WRITE_MILLIS = 60_000;
const CHECK_MILLIS = 3_000;
const SCHEMA_MILLIS = 60_000;
const ONLINE = "ONLINE";
const MADE_MEANWHILE = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists";

/** Settings that limit the memory of one transaction: of the transaction, of its database, of the server. */
const MEMORY_SETTINGS = [
  "db.memory.transaction.max",
  "db.memory.transaction.total.max",
  "dbms.memory.transaction.total.max",
] as const;

/**
 * Opens a Neo4j over Bolt: a single server or, with a neo4j:// address, a cluster. Sends nothing before the first use.
 */
export function openNeo4jStore(options: Neo4jOptions): Store {
  return new Neo4jStore(options);
}

class Neo4jStore implements Store {
  readonly kind = "neo4j";
  /** Serves readers: a small pool with short timeouts, so that many readers leave capacity for the owner. */
  private readonly readers: Connection;
  private readonly owner: Connection;
  /** A connection of its own, so that readiness can be checked when the readers' pool is full. */
  private readonly health: Connection;
  /** Untrusted queries; each kind of client has its own threads. */
  private readonly queries: Readonly<Record<"owner" | "reader", QueryWorkers>>;

  constructor(options: Neo4jOptions) {
    this.readers = new Connection({ ...options, poolSize: 8, acquisitionMillis: 2_000 });
    this.owner = new Connection({ ...options, poolSize: 8, acquisitionMillis: 5_000 });
    this.health = new Connection({ ...options, poolSize: 2, acquisitionMillis: 2_000 });
    this.queries = { owner: new QueryWorkers(options), reader: new QueryWorkers(options) };
  }

  async prepare(): Promise<void> {
    // Even a schema statement that changes nothing makes Neo4j plan every query again, so only missing indexes are
    // created.
    const there = await this.indexStates(this.owner, SCHEMA_MILLIS);
    const files = [
      ...queryFiles("upgrade").filter(({ index }) => there.has(index ?? "")),
      ...queryFiles("schema").filter(({ index }) => !there.has(index ?? "")),
    ];
    if (files.length === 0 && [...there.values()].every((state) => state === ONLINE)) return;
    for (const statement of [...files.map(({ statement: made }) => made), "CALL db.awaitIndexes(60)"]) {
      try {
        await this.owner.run({
          mode: "WRITE",
          millis: SCHEMA_MILLIS,
          // Retried after a conflict with another process that does the same; each of these statements may run twice.
          work: (session) => session.executeWrite((transaction) => transaction.run(statement)),
        });
      } catch (error) {
        // Neo4j checks for existence before it waits for a concurrent creation.
        if (!(error instanceof Failure) || error.cypherCode !== MADE_MEANWHILE) throw error;
      }
    }
  }

  warm(): void {
    for (const workers of Object.values(this.queries)) workers.warm();
  }

  read<Name extends QueryName>(
    name: Name,
    parameters: Parameters<Name>,
    { signal }: ReadOptions = {},
  ): Promise<Row<Name>[]> {
    return this.readers.run({
      mode: "READ",
      millis: READ_MILLIS,
      signal,
      work: (session) =>
        session.executeRead(async (transaction) => (await recordsOf(transaction, name, parameters)) as Row<Name>[], {
          timeout: READ_MILLIS,
        }),
    });
  }

  write(steps: readonly WriteStep[]): Promise<readonly (readonly Record<string, unknown>[])[]> {
    return this.owner.run({
      mode: "WRITE",
      millis: WRITE_MILLIS,
      // Every write of the catalogue may run twice, so the driver may retry when a cluster changes its leader.
      work: (session) =>
        session.executeWrite(
          // Pipelined: Neo4j runs them in order, and none after one that fails.
          (transaction) => Promise.all(steps.map(({ name, parameters }) => recordsOf(transaction, name, parameters))),
          { timeout: WRITE_MILLIS },
        ),
    });
  }

  query(
    statement: string,
    parameters: Readonly<Record<string, CypherValue>>,
    { maxRows, timeoutMillis, signal, client = "owner" }: QueryOptions,
  ): Promise<QueryResult> {
    return this.queries[client].query({ statement, parameters, maxRows, timeoutMillis }, { signal });
  }

  async transactionMemory(): Promise<TransactionMemory | null> {
    const { records } = await this.owner.run({
      mode: "READ",
      millis: READ_MILLIS,
      work: (session) =>
        session.run("SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value", {
          names: MEMORY_SETTINGS,
        }),
    });
    const limits = records.flatMap((record) => {
      const bytes = bytesOf(String(record.get("value")));
      // 0: unlimited.
      return bytes === 0 ? [] : [{ bytes, setting: String(record.get("name")) }];
    });
    return limits.toSorted((a, b) => a.bytes - b.bytes)[0] ?? null;
  }

  async check(): Promise<StoreState> {
    try {
      const states = await this.indexStates(this.health, CHECK_MILLIS);
      const wanted = queryFiles("schema").map(({ index }) => index ?? "");
      const absent = wanted.filter((name) => states.get(name) !== ONLINE);
      return absent.length === 0
        ? { ready: true, reason: null }
        : { ready: false, reason: `Not online yet: ${absent.join(", ")}` };
    } catch (error) {
      return { ready: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Every index by name, including those of constraints. */
  private async indexStates(connection: Connection, millis: number): Promise<ReadonlyMap<string, string>> {
    const { records } = await connection.run({
      mode: "READ",
      millis,
      work: (session) => session.run("SHOW INDEXES YIELD name, state RETURN name, state"),
    });
    return new Map(records.map((record) => [String(record.get("name")), String(record.get("state"))]));
  }

  /** A reader's bookmark, which identifies the last transaction that the database has committed. */
  version(): Promise<string> {
    return this.readers.run({
      mode: "READ",
      millis: READ_MILLIS,
      work: async (session) => {
        await session.executeRead((transaction) => transaction.run("RETURN 1 AS one"), { timeout: READ_MILLIS });
        return createHash("sha256").update(session.lastBookmarks().toSorted().join()).digest("hex").slice(0, 16);
      },
    });
  }

  async close(): Promise<void> {
    const { owner, reader } = this.queries;
    await Promise.all([this.readers, this.owner, this.health, owner, reader].map((part) => part.close()));
  }
}

async function recordsOf(
  transaction: ManagedTransaction,
  name: QueryName,
  parameters: object,
): Promise<Record<string, unknown>[]> {
  const { records } = await transaction.run(statementOf(name), toDriver(parameters));
  return records.map((record) =>
    Object.fromEntries(record.keys.map((key) => [String(key), fromDriver(record.get(key))])),
  );
}

const UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

/** Parses Neo4j's notation for sizes, for example "128.00MiB". */
function bytesOf(text: string): number {
  const [, amount = "0", unit = "B"] = /^([\d.]+)\s*([KMGT]iB|B)?$/.exec(text) ?? [];
  return Number(amount) * (UNITS[unit] ?? 0);
}
