import type { Logger } from "pino";
import neo4j, { type Driver, type ManagedTransaction, type Session, type Transaction } from "neo4j-driver";
import type { CypherValue } from "../../../contract/cypher-value.ts";
import { Failure } from "../../../contract/errors.ts";
import { queryFiles, statementOf, type Parameters, type QueryName, type Row } from "../catalogue.ts";
import { prepareRead } from "../refusals.ts";
import type { QueryOptions, QueryResult, Store, StoreState, WriteStep } from "../store.ts";
import { deadline } from "./deadline.ts";
import { requireReadingPlan } from "./plan-check.ts";
import { storeFailure } from "./store-failure.ts";
import { fromDriver, nodeIds, parameterToDriver, toCypherValue, toDriver } from "./wire-values.ts";

export interface Neo4jOptions {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly log: Logger;
}

const READ_MILLIS = 15_000;
const WRITE_MILLIS = 60_000;
const CHECK_MILLIS = 3_000;
const SCHEMA_MILLIS = 60_000;
const LOST_CONNECTIONS = 4;

/** A Neo4j over Bolt: one machine, or with a neo4j:// address a cluster. Nothing is asked of it before it is used. */
export function openNeo4jStore(options: Neo4jOptions): Store {
  return new Neo4jStore(options);
}

class Neo4jStore implements Store {
  readonly kind = "neo4j";
  private driver: Driver;
  private lost = 0;

  constructor(private readonly options: Neo4jOptions) {
    this.driver = this.connect();
  }

  private connect(): Driver {
    const { uri, user, password } = this.options;
    return neo4j.driver(uri, neo4j.auth.basic(user, password), {
      maxConnectionPoolSize: 24,
      connectionAcquisitionTimeout: 5_000,
      connectionTimeout: 5_000,
      maxTransactionRetryTime: 5_000,
      disableLosslessIntegers: false,
    });
  }

  async prepare(): Promise<void> {
    for (const { statement } of queryFiles("schema")) {
      await this.session("WRITE", SCHEMA_MILLIS, (session) => session.run(statement));
    }
    await this.session("WRITE", SCHEMA_MILLIS, (session) => session.run("CALL db.awaitIndexes(60)"));
  }

  async read<Name extends QueryName>(name: Name, parameters: Parameters<Name>): Promise<Row<Name>[]> {
    return this.session("READ", READ_MILLIS, (session) =>
      session.executeRead(async (transaction) => rowsOf<Name>(transaction, name, parameters), { timeout: READ_MILLIS }),
    );
  }

  async write(steps: readonly WriteStep[]): Promise<readonly (readonly Record<string, unknown>[])[]> {
    // Every write of the catalogue may run twice, so the driver may try again when a cluster changes its leader.
    return this.session("WRITE", WRITE_MILLIS, (session) =>
      session.executeWrite(
        async (transaction) => {
          const answers: Record<string, unknown>[][] = [];
          for (const { name, parameters } of steps)
            answers.push(
              (await rowsOf(transaction, name, parameters as never)) as unknown as Record<string, unknown>[],
            );
          return answers;
        },
        { timeout: WRITE_MILLIS },
      ),
    );
  }

  async query(
    statement: string,
    parameters: Readonly<Record<string, CypherValue>>,
    options: QueryOptions,
  ): Promise<QueryResult> {
    const { statement: tree } = prepareRead(statement);
    const given = Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, parameterToDriver(value)]),
    );
    const plain = tree.mode === "run" ? statement : statement.replace(/^([^]*?)\b(?:EXPLAIN|PROFILE)\b/i, "$1");
    return this.session(
      "READ",
      options.timeoutMillis + 2_000,
      async (session) => {
        const transaction = session.beginTransaction({ timeout: options.timeoutMillis });
        const plan = await transaction.run(`EXPLAIN ${plain}`, given);
        requireReadingPlan(plan.summary);
        if (tree.mode === "explain") {
          const columns = plan.records[0]?.keys ?? [];
          return { columns: columns.map(String), rows: [], truncated: false, plan: planText(plan.summary.plan) };
        }
        return runCapped(transaction, tree.mode === "profile" ? `PROFILE ${plain}` : plain, given, options.maxRows);
      },
      options.signal,
    );
  }

  async check(): Promise<StoreState> {
    try {
      const states = await this.session("READ", CHECK_MILLIS, (session) =>
        session.run("SHOW INDEXES YIELD name, state RETURN name, state"),
      );
      const online = new Map(states.records.map((record) => [String(record.get("name")), String(record.get("state"))]));
      const wanted = queryFiles("schema").map(
        ({ statement }) => /(?:CONSTRAINT|INDEX) (\w+)/.exec(statement)?.[1] ?? "",
      );
      const absent = wanted.filter((name) => online.get(name) !== "ONLINE");
      return absent.length === 0
        ? { ready: true, reason: null }
        : { ready: false, reason: `Not online yet: ${absent.join(", ")}` };
    } catch (error) {
      return { ready: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async version(): Promise<string> {
    const stories = await this.read("read/versions", {});
    return stories.map(({ id, version }) => `${id}:${version ?? ""}`).join(",") || "empty";
  }

  async close(): Promise<void> {
    await Promise.race([this.driver.close(), new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
  }

  /** One session with a deadline of our own: a silent server would leave the driver waiting for ever. */
  private async session<T>(
    mode: "READ" | "WRITE",
    millis: number,
    work: (session: Session) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const session = this.driver.session({ defaultAccessMode: mode, database: this.options.database });
    // Only closing the session stops what runs on the server.
    const close = () => void session.close().catch(() => undefined);
    try {
      const result = await deadline(work(session), millis, signal);
      this.lost = 0;
      return result;
    } catch (error) {
      const failure = storeFailure(error);
      if (failure instanceof Failure && failure.code === "store/unavailable") this.countLost();
      throw failure;
    } finally {
      close();
    }
  }

  /** After so many lost connections in a row the driver itself is made anew. */
  private countLost(): void {
    this.lost += 1;
    if (this.lost < LOST_CONNECTIONS) return;
    this.lost = 0;
    const old = this.driver;
    this.driver = this.connect();
    void old.close().catch(() => undefined);
    this.options.log.warn("Neo4j was lost several times; the driver was made anew");
  }
}

async function rowsOf<Name extends QueryName>(
  transaction: ManagedTransaction,
  name: Name,
  parameters: Parameters<Name>,
): Promise<Row<Name>[]> {
  const { records } = await transaction.run(statementOf(name), toDriver(parameters) as Record<string, unknown>);
  return records.map(
    (record) => Object.fromEntries(record.keys.map((key) => [String(key), fromDriver(record.get(key))])) as Row<Name>,
  );
}

/** Takes rows until there are enough; then it stops asking, and leaving the transaction stops the server. */
async function runCapped(
  transaction: Transaction,
  statement: string,
  parameters: Record<string, unknown>,
  maxRows: number,
): Promise<QueryResult> {
  const result = transaction.run(statement, parameters);
  const columns = (await result.keys()).map(String);
  const kept: unknown[][] = [];
  let truncated = false;
  for await (const record of result) {
    if (kept.length === maxRows) {
      truncated = true;
      break;
    }
    kept.push(record.keys.map((key) => record.get(key) as unknown));
  }
  const names = { ids: nodeIds(kept) };
  const rows = kept.map((row) => row.map((value) => toCypherValue(value, names)));
  const profile = truncated ? null : (await result.summary()).profile;
  return {
    columns,
    rows,
    truncated,
    plan: profile === null || profile === false || profile === undefined ? null : planText(profile),
  };
}

interface PlanNode {
  readonly operatorType: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly children: readonly PlanNode[];
}

function planText(plan: unknown, depth = 0): string {
  if (typeof plan !== "object" || plan === null) return "";
  const { operatorType, arguments: details, children } = plan as PlanNode;
  const line =
    `${"| ".repeat(depth)}${operatorType.replace(/@.*$/, "")}  ${String(details["Details"] ?? "")}`.trimEnd();
  return [line, ...children.map((child, index) => planText(child, depth + index))].join("\n");
}
