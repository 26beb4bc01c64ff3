import neo4j, { type Driver, type Node, type QueryResult, type Relationship, type Session } from "neo4j-driver";
import type { Answer } from "./answer.ts";
import * as canonical from "./canonical.ts";
import type { Given } from "./draw.ts";
import type { Statement } from "./statement.ts";

const NODES = "MATCH (n) RETURN n";
const RELATIONSHIPS = "MATCH (a)-[r]->(b) RETURN a, r, b";

/** Neo4j's answer: in a transaction that makes the graph first and is rolled back, so that sessions never meet. */
export async function askNeo4j(session: Session, graphText: string, statement: Statement): Promise<Answer> {
  const transaction = session.beginTransaction();
  try {
    if (graphText !== "") void transaction.run(graphText);
    const parameters = Object.fromEntries(
      [...statement.parameters].map(([name, { value }]) => [name, toDriver(value)] as const),
    );
    const result = await transaction.run(statement.text, parameters);
    const after = statement.writes
      ? { nodes: await transaction.run(NODES), relationships: await transaction.run(RELATIONSHIPS) }
      : null;
    if (after !== null && isDangling(after)) return DANGLING;
    const columns = result.records[0]?.keys.map(String) ?? statement.columns;
    return {
      kind: "rows",
      columns,
      rows: result.records.map((record) => columns.map((name) => textOf(record.get(name)))),
      counters: countersOf(result),
      graph: after === null ? [] : wholeGraph(after),
    };
  } catch (error) {
    if (isSilent(error)) return SILENT;
    if (
      !(error instanceof neo4j.Neo4jError) ||
      error.code === "N/A" ||
      /Transient|SessionExpired|ServiceUnavailable/.test(error.code)
    )
      throw error;
    const code = error.code.replace("Neo.ClientError.", "");
    return { kind: "refused", code, message: error.message, place: null };
  } finally {
    // A connection that was given up has nothing left to close.
    await transaction.close().catch((error: unknown) => {
      if (!isSilent(error)) throw error;
    });
  }
}

/** Once in a run 5.26 says nothing more to one statement, and goes on answering all others: that is its time, too. */
const SILENT: Answer = {
  kind: "refused",
  code: "Transaction.TransactionTimedOut",
  message: "Neo4j gave no answer for two minutes and the connection was given up",
  place: null,
};

function isSilent(error: unknown): boolean {
  return error instanceof neo4j.Neo4jError && /Server didn't respond in \d+ms/.test(error.message);
}

/** One statement after the other, each in a transaction of its own. */
export async function performAll(driver: Driver, database: string, texts: readonly string[]): Promise<void> {
  const session = driver.session({ database });
  try {
    for (const text of texts) await session.run(text);
  } finally {
    await session.close();
  }
}

function toDriver(given: Given): unknown {
  if (typeof given === "bigint") return neo4j.int(given.toString());
  if (Array.isArray(given)) return (given as readonly Given[]).map(toDriver);
  if (typeof given === "object" && given !== null)
    return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, toDriver(value)]));
  return given;
}

function countersOf({ summary }: QueryResult): Record<string, number> {
  return Object.fromEntries(Object.entries(summary.counters.updates()).filter(([, count]) => count > 0));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === "boolean") return String(value ?? null);
  if (typeof value === "number") return canonical.floatText(value);
  if (neo4j.isInt(value)) return value.toString();
  if (typeof value === "string") return canonical.stringText(value);
  if (Array.isArray(value)) return canonical.listText(value.map(textOf));
  if (neo4j.isNode(value)) return nodeOf(value);
  if (neo4j.isRelationship(value)) return relationshipOf(value);
  if (neo4j.isPath(value)) {
    const nodes = [value.start, ...value.segments.map(({ end }) => end)];
    return canonical.pathText(
      nodes.map(nodeOf),
      value.segments.map(({ relationship, start }) => [
        relationshipOf(relationship),
        relationship.startNodeElementId === start.elementId,
      ]),
    );
  }
  if (neo4j.isPoint(value))
    return canonical.pointText(value.srid.toNumber(), [
      value.x,
      value.y,
      ...(value.z === undefined || value.z === null ? [] : [value.z]),
    ]);
  return temporalOf(value) ?? canonical.mapText(entriesOf(value as Record<string, unknown>));
}

interface Day {
  readonly year: unknown;
  readonly month: unknown;
  readonly day: unknown;
}

interface Clock {
  readonly hour: unknown;
  readonly minute: unknown;
  readonly second: unknown;
  readonly nanosecond: unknown;
}

function temporalOf(value: object): string | null {
  const day = ({ year, month, day: dayOfMonth }: Day) =>
    canonical.dateText(Number(year), Number(month), Number(dayOfMonth));
  const clock = ({ hour, minute, second, nanosecond }: Clock) =>
    canonical.clockText(Number(hour), Number(minute), Number(second), Number(nanosecond));
  if (neo4j.isDate(value)) return `date ${day(value)}`;
  if (neo4j.isLocalTime(value)) return `localtime ${clock(value)}`;
  if (neo4j.isTime(value)) return `time ${clock(value)} ${Number(value.timeZoneOffsetSeconds)}`;
  if (neo4j.isLocalDateTime(value)) return `localdatetime ${day(value)} ${clock(value)}`;
  if (neo4j.isDateTime(value))
    return `datetime ${day(value)} ${clock(value)} ${Number(value.timeZoneOffsetSeconds)} ${value.timeZoneId ?? ""}`;
  if (neo4j.isDuration(value))
    return canonical.durationText(
      String(value.months),
      String(value.days),
      String(value.seconds),
      String(value.nanoseconds),
    );
  return null;
}

function entriesOf(properties: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(properties).map(([key, value]) => [key, textOf(value)]);
}

function nodeOf({ labels, properties }: Node): string {
  return canonical.nodeText(labels, entriesOf(properties));
}

function relationshipOf({ type, properties }: Relationship): string {
  return canonical.relationshipText(type, entriesOf(properties));
}

interface Whole {
  readonly nodes: QueryResult;
  readonly relationships: QueryResult;
}

const DANGLING: Answer = {
  kind: "refused",
  code: "Schema.ConstraintValidationFailed",
  message: "A node was deleted that still has relationships: the commit would refuse it",
  place: null,
};

/** A transaction that is rolled back is never checked, so what a commit would refuse is looked for. */
function isDangling({ nodes, relationships }: Whole): boolean {
  const known = new Set(nodes.records.map((record) => (record.get("n") as Node).elementId));
  return relationships.records.some((record) =>
    ["a", "b"].some((end) => !known.has((record.get(end) as Node).elementId)),
  );
}

function wholeGraph({ nodes, relationships }: Whole): string[] {
  return [
    ...nodes.records.map((record) => nodeOf(record.get("n") as Node)),
    ...relationships.records.map(
      (record) =>
        `${nodeOf(record.get("a") as Node)}${relationshipOf(record.get("r") as Relationship)}>${nodeOf(record.get("b") as Node)}`,
    ),
  ].toSorted();
}
