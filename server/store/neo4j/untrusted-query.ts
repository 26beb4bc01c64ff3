import type { Session, Transaction } from "neo4j-driver";
import { Failure } from "../../../contract/errors.ts";
import type { TemporalType } from "../typed-parameter.ts";
import { prepareRead } from "../query-guard.ts";
import { ANSWER_LIMITS, checkAnswerSize, tooManyElements } from "../answer-limits.ts";
import type { QueryResult } from "../store.ts";
import { noResponse, type Connection } from "./connection.ts";
import type { QueryJob } from "./query-protocol.ts";
import { planText, requireAllowedPlan } from "./plan-allow-list.ts";
import { statementFailure } from "./store-failure.ts";
import { countElements, endsOf, parameterToDriver, TemporalText, toCypherValue } from "./wire-values.ts";

/** How long after a query's timeout the server may take to end it before the session is closed. */
const GRACE_MILLIS = 1_000;

const EXPLAIN = "EXPLAIN ";

/**
 * The only path from a user's text to Neo4j. The engine's parser parses it, Neo4j explains it, and its plan is checked.
 * Only then it runs, in a READ transaction with a server-side timeout. An error at any step rejects the query.
 */
export async function runUntrusted(
  connection: Connection,
  { statement, parameters, maxRows, timeoutMillis }: QueryJob,
  signal: AbortSignal,
): Promise<QueryResult> {
  let hasBegun = false;
  const work = async (session: Session): Promise<QueryResult> => {
    const { mode } = (await prepareRead(statement)).statement;
    const explaining = mode === "run" ? `${EXPLAIN}${statement}` : statement.replace(/\bPROFILE\b/i, "EXPLAIN");
    const wanted = Object.entries(parameters).map(([name, value]) => [name, parameterToDriver(value)]);
    const transaction = await session.beginTransaction({
      timeout: timeoutMillis,
      metadata: { app: "wiregraph", query: "untrusted" },
    });
    hasBegun = true;
    const given = (await withTemporals(transaction, Object.fromEntries(wanted))) as Record<string, unknown>;
    const explanation = transaction.run(explaining, given);
    const columns = await explanation.keys().catch((error: unknown) => {
      throw statementFailure(error, statement, mode === "run" ? EXPLAIN.length : 0);
    });
    const explained = await explanation;
    requireAllowedPlan(explained.summary);
    if (mode === "explain") {
      return { columns: columns.map(String), rows: [], truncated: false, plan: planText(explained.summary.plan) };
    }
    return runCapped(transaction, statement, given, maxRows);
  };
  const millis = timeoutMillis + GRACE_MILLIS;
  // A server that has not started the transaction does not respond; the query is not the reason.
  const late = () =>
    hasBegun ? new Failure("query/timeout", "The query took longer than it may") : noResponse(millis);
  return connection.run({ mode: "READ", millis, signal, work, late });
}

const CONSTRUCTORS: Readonly<Record<TemporalType, string>> = {
  Date: "RETURN date($text) AS value",
  LocalTime: "RETURN localtime($text) AS value",
  Time: "RETURN time($text) AS value",
  LocalDateTime: "RETURN localdatetime($text) AS value",
  DateTime: "RETURN datetime($text) AS value",
  Duration: "RETURN duration($text) AS value",
};

/** Neo4j itself parses the texts of dates and durations, so that no second parser can differ from it. */
async function withTemporals(transaction: Transaction, value: unknown): Promise<unknown> {
  if (value instanceof TemporalText) {
    const { records } = await transaction.run(CONSTRUCTORS[value.type], { text: value.text });
    return records[0]?.get("value") as unknown;
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await withTemporals(transaction, item));
    return items;
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) entries.push([key, await withTemporals(transaction, item)]);
  return Object.fromEntries(entries);
}

/** Pulls rows up to the maximum; closing the session then stops the server. */
async function runCapped(
  transaction: Transaction,
  statement: string,
  parameters: Record<string, unknown>,
  maxRows: number,
): Promise<QueryResult> {
  const result = transaction.run(statement, parameters);
  const columns = await result.keys();
  const kept: unknown[][] = [];
  let truncated = false;
  let elements = 0;
  for await (const record of result) {
    if (kept.length === maxRows) {
      truncated = true;
      break;
    }
    const row = columns.map((column) => record.get(column) as unknown);
    elements += countElements(row, ANSWER_LIMITS.elements - elements);
    if (elements > ANSWER_LIMITS.elements) throw tooManyElements();
    kept.push(row);
  }
  const profile = truncated ? false : (await result.summary()).profile;
  const { ids, unknown } = endsOf(kept);
  if (unknown.length > 0 && !truncated) await nameEnds(transaction, unknown, ids);
  const rows = kept.map((row) => row.map((value) => toCypherValue(value, { ids })));
  checkAnswerSize(rows);
  return { columns: columns.map(String), rows, truncated, plan: planText(profile) };
}

/** Looks up the story ids of nodes that are only end nodes of relationships in the answer. */
async function nameEnds(transaction: Transaction, elements: string[], ids: Map<string, string>): Promise<void> {
  const { records } = await transaction.run(
    "UNWIND $elements AS element MATCH (n) WHERE elementId(n) = element AND n.id IS :: STRING NOT NULL RETURN element, n.id AS id",
    { elements },
  );
  for (const record of records) ids.set(String(record.get("element")), String(record.get("id")));
}
