import { Neo4jError } from "neo4j-driver";
import { Failure } from "../../../contract/errors.ts";
import { placeIn } from "../../../engine/index.ts";

/** A code of the driver itself: it could not connect, the connection broke, or the peer does not speak Bolt. */
function isOfTheConnection(code: string): boolean {
  return !code.startsWith("Neo.") || code.startsWith("Neo.ClientError.Request");
}

/** Whether the connection itself is lost; a database that rejects a request or is busy is not. */
export function isLostConnection(error: unknown): boolean {
  if (error instanceof Failure) return error.code === "store/unavailable";
  return error instanceof Neo4jError ? isOfTheConnection(error.code) : isOfTheWire(error);
}

/**
 * An error of Node, or of the driver while it decodes bytes: the data was cut off or is not Bolt. A stack overflow is
 * neither: the value nests too deep.
 */
function isOfTheWire(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Neo4jError || isFullStack(error)) return false;
  return "code" in error || /neo4j-driver-bolt-connection/.test(error.stack ?? "");
}

function isFullStack(error: unknown): boolean {
  return error instanceof RangeError && !("code" in error);
}

/** Converts an error of the driver to a Failure, without addresses, credentials or stacks. */
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
    // The store reports its own cancellations before. Here Neo4j shuts down, or an administrator ended the query.
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

/**
 * The first sentence of Neo4j's message, without the name of a Java class before it and the repeated statement after
 * it.
 */
function plainMessage(message: string): string {
  const [first = message] = message.split("\n");
  return first
    .replace(/ \(line \d+, column \d+.*\)$/, "")
    .replace(/^.*Caused by: [\w.$]+: /, "")
    .slice(0, 500);
}

/**
 * Converts Neo4j's error about a statement, located in the text as the person wrote it: Neo4j got `prefix` more
 * characters in front.
 */
export function statementFailure(error: unknown, statement: string, prefix: number): unknown {
  const failure = storeFailure(error);
  const offset = error instanceof Neo4jError ? /\(offset: (\d+)\)/.exec(error.message)?.[1] : undefined;
  if (!(failure instanceof Failure) || offset === undefined) return failure;
  const { code, message, remedy, cypherCode, cause } = failure;
  const place = placeIn(statement, Math.max(0, Number(offset) - prefix));
  return new Failure(code, message, { place, cause, ...(remedy && { remedy }), ...(cypherCode && { cypherCode }) });
}
