import { Neo4jError } from "neo4j-driver";
import { Failure } from "../../../contract/errors.ts";
import { placeIn } from "../../../engine/index.ts";

/** The driver's own words, not Neo4j's: no connection could be had, or it broke, or what came over it was no Bolt. */
function isOfTheConnection(code: string): boolean {
  return !code.startsWith("Neo.") || code.startsWith("Neo.ClientError.Request");
}

/** Whether the connection itself is lost; a database that refuses, or is busy, is not. */
export function isLostConnection(error: unknown): boolean {
  if (error instanceof Failure) return error.code === "store/unavailable";
  return error instanceof Neo4jError ? isOfTheConnection(error.code) : isOfTheWire(error);
}

/**
 * An error of Node's own, or one that came about in the driver's reading of bytes: what came was cut off in the middle,
 * or is no Bolt. A stack that is full is neither: the value nests too deep.
 */
function isOfTheWire(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Neo4jError || isFullStack(error)) return false;
  return "code" in error || /neo4j-driver-bolt-connection/.test(error.stack ?? "");
}

function isFullStack(error: unknown): boolean {
  return error instanceof RangeError && !("code" in error);
}

/** What the driver threw, as the product tells it. No address, no credential, no stack leaves here. */
export function storeFailure(error: unknown): unknown {
  if (error instanceof Failure) return error;
  if (isFullStack(error)) return new Failure("query/limit", "The answer nests too deep to be read", { cause: error });
  if (isOfTheWire(error)) return unreachable(error);
  if (!(error instanceof Neo4jError)) return error;
  const { code, message } = error;
  if (code.startsWith("Neo.ClientError.Security")) {
    const said = code.endsWith("AuthenticationRateLimit")
      ? "Neo4j lets nobody in for a while, after several wrong passwords"
      : "Neo4j does not accept the user or password";
    return new Failure("store/unavailable", said, {
      cause: error,
      cypherCode: code,
      remedy: "Check NEO4J_USER and NEO4J_PASSWORD",
    });
  }
  if (code.includes("DatabaseNotFound")) return unreachable(error, "Neo4j has no database of that name");
  if (isOfTheConnection(code) || code.includes("DatabaseUnavailable")) return unreachable(error);
  if (code.includes("TransactionTimedOut"))
    return new Failure("query/timeout", "The query took longer than it may", {
      cause: error,
      cypherCode: code,
      remedy: "Ask for less: a LIMIT, a narrower pattern",
    });
  if (code.includes("Terminated"))
    // Not by us: who cancels is told before. Neo4j is going down, or an administrator has ended it.
    return new Failure("store/busy", "The database ended the query", {
      cause: error,
      cypherCode: code,
      remedy: "Try again in a moment",
    });
  if (code.includes("MemoryPoolOutOfMemory") || code.includes("OutOfMemory"))
    return new Failure("query/limit", "The query needs more memory than it may have", {
      cause: error,
      cypherCode: code,
    });
  if (code.includes("AccessMode"))
    return new Failure("query/refused", "This place only reads", { cause: error, cypherCode: code });
  if (code.startsWith("Neo.TransientError") || code.startsWith("Neo.ClientError.Cluster"))
    return new Failure("store/busy", "Neo4j is busy", {
      cause: error,
      cypherCode: code,
      remedy: "Try again in a moment",
    });
  return new Failure("query/invalid", plainMessage(message), { cause: error, cypherCode: code });
}

function unreachable(cause: unknown, message = "Neo4j cannot be reached"): Failure {
  return new Failure("store/unavailable", message, {
    cause,
    remedy: "Check NEO4J_URI and NEO4J_DATABASE, and that it runs",
  });
}

/** The first sentence: behind it Neo4j repeats the statement with a caret, and before it may stand a Java class. */
function plainMessage(message: string): string {
  const [first = message] = message.split("\n");
  return first
    .replace(/ \(line \d+, column \d+.*\)$/, "")
    .replace(/^.*Caused by: [\w.$]+: /, "")
    .slice(0, 500);
}

/**
 * What Neo4j says against a statement, with its place in the text as the person wrote it: Neo4j was sent `prefix`
 * characters more in front.
 */
export function statementFailure(error: unknown, statement: string, prefix: number): unknown {
  const failure = storeFailure(error);
  const offset = error instanceof Neo4jError ? /\(offset: (\d+)\)/.exec(error.message)?.[1] : undefined;
  if (!(failure instanceof Failure) || offset === undefined) return failure;
  const { code, message, remedy, cypherCode, cause } = failure;
  const place = placeIn(statement, Math.max(0, Number(offset) - prefix));
  return new Failure(code, message, { place, cause, ...(remedy && { remedy }), ...(cypherCode && { cypherCode }) });
}
