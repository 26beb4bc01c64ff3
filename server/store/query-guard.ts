import { CypherError, describeError, prepare, type CypherErrorKind, type Prepared } from "../../engine/index.ts";
import { Failure, type ErrorCode } from "../../contract/errors.ts";
import { programName } from "../command-line.ts";

/** Procedures that an untrusted query may call: each only reads the graph. Lower case. */
export const ALLOWED_PROCEDURES: ReadonlySet<string> = new Set(
  [
    "db.labels",
    "db.relationshipTypes",
    "db.propertyKeys",
    "db.schema.visualization",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
    "db.index.fulltext.queryNodes",
    "db.index.fulltext.queryRelationships",
    "db.ping",
  ].map((name) => name.toLowerCase()),
);

const CODES: Partial<Record<CypherErrorKind, ErrorCode>> = {
  Unsupported: "query/refused",
  Forbidden: "query/refused",
  LimitExceeded: "query/limit",
  TimedOut: "query/timeout",
  Cancelled: "query/cancelled",
};

/**
 * Parses an untrusted query with the embedded engine's parser, whichever store runs it, and accepts it if it only
 * reads.
 * @throws Failure query/invalid with line and column, or query/refused
 */
export async function prepareRead(statement: string): Promise<Prepared> {
  const prepared = await prepareOrFail(statement);
  if (prepared.access !== "read" || prepared.statement.body.type === "Show") {
    throw new Failure(
      "query/refused",
      prepared.access === "read"
        ? "SHOW is not offered here"
        : "This place only reads: a statement that writes or changes the schema is refused",
      {
        remedy: `Ask with MATCH … RETURN; stories are loaded with ${programName("load")}`,
      },
    );
  }
  if (prepared.statement.options.length > 0) {
    throw new Failure("query/refused", "Options behind CYPHER are not offered here", {
      remedy: `Leave out ${prepared.statement.options.join(", ")}`,
    });
  }
  const denied = prepared.procedures.find((name) => !ALLOWED_PROCEDURES.has(name));
  if (denied !== undefined) {
    throw new Failure("query/refused", `The procedure ${denied} is not offered`, {
      remedy: `Offered are ${[...ALLOWED_PROCEDURES].join(", ")}`,
    });
  }
  return prepared;
}

async function prepareOrFail(statement: string): Promise<Prepared> {
  try {
    return await prepare(statement);
  } catch (error) {
    throw queryFailure(error, statement);
  }
}

/** Maps an engine error to a `Failure`; returns any other error unchanged. */
export function queryFailure(error: unknown, statement: string): unknown {
  if (!(error instanceof CypherError)) return error;
  const { message, line, column, excerpt, hint, code } = describeError(error, statement);
  return new Failure(CODES[error.kind] ?? "query/invalid", message, {
    cause: error,
    cypherCode: code,
    ...(line !== null && column !== null && { place: { line, column, ...(excerpt !== null && { excerpt }) } }),
    ...(hint !== null && { remedy: hint }),
  });
}
