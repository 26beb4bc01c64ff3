import { CypherError, describeError, openDatabase, type Database } from "../../engine/index.ts";
import type { QueryReply, QueryRequest } from "./query-protocol.ts";

let database: Database | null = null;

// One at a time. A query that takes too long ends at its time limit, or the page terminates the worker.
let turn = Promise.resolve();
addEventListener("message", ({ data }: MessageEvent<QueryRequest>) => {
  turn = turn.then(async () => postMessage(await replyTo(data)));
});

async function replyTo(request: QueryRequest): Promise<QueryReply> {
  const { ticket } = request;
  const statement = request.kind === "ask" ? request.statement : "";
  try {
    return request.kind === "open" ? open(request) : await ask(request);
  } catch (error) {
    if (error instanceof CypherError) {
      const { code, message, line, column, hint } = describeError(error, statement);
      return { kind: "failure", ticket, code, message, line, column, hint };
    }
    const message = error instanceof Error ? error.message : String(error);
    const code = "Neo.DatabaseError.General.UnknownError";
    return { kind: "failure", ticket, code, message, line: null, column: null, hint: null };
  }
}

function open({ ticket, snapshot }: Extract<QueryRequest, { kind: "open" }>): QueryReply {
  database = openDatabase({ snapshot: new Uint8Array(snapshot) });
  return { kind: "opened", ticket, ...database.size() };
}

/** A query may read everything in a reader's own copy, and change nothing. */
async function ask({
  ticket,
  statement,
  maxRows,
  timeoutMillis,
}: Extract<QueryRequest, { kind: "ask" }>): Promise<QueryReply> {
  if (database === null) throw new CypherError("Unsupported", "There is no graph yet", { detail: "NoGraph" });
  const prepared = await database.prepare(statement);
  const limits = { rows: maxRows, timeMillis: timeoutMillis, elements: 1_000_000, listLength: 1_000_000 };
  const result = database.runRaw(prepared, {}, { limits, allow: "read" });
  return { kind: "answer", ticket, columns: result.columns, rows: result.encode(), truncated: result.truncated };
}
