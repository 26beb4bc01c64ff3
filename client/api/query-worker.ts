import { ResultEncoder } from "../../engine/result-encoder.ts";
import { describeError, prepare, run } from "../../engine/run-statement.ts";
import { CypherError } from "../../engine/errors.ts";
import type { Graph } from "../../engine/graph/graph.ts";
import { openSnapshot } from "../../engine/graph/snapshot.ts";
import type { QueryReply, QueryRequest } from "./query-protocol.ts";

let graph: Graph | null = null;

// One after the other: what ends a question that takes too long is its time, or the page ends the worker.
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
  graph = openSnapshot([new Uint8Array(snapshot)]);
  return { kind: "opened", ticket, nodes: graph.nodeCount, relationships: graph.relationshipCount };
}

/** A reader's own copy may be asked everything, and is never changed. */
async function ask({
  ticket,
  statement,
  maxRows,
  timeoutMillis,
}: Extract<QueryRequest, { kind: "ask" }>): Promise<QueryReply> {
  if (graph === null) throw new CypherError("Unsupported", "There is no graph yet", { detail: "NoGraph" });
  const prepared = await prepare(statement);
  const { columns, rows, truncated } = run(graph, prepared, new Map(), {
    limits: { rows: maxRows, timeMillis: timeoutMillis, elements: 1_000_000, listLength: 1_000_000 },
    clock: () => performance.now(),
    now: { epochMillis: Date.now(), nanoOfMilli: 0 },
    allow: "read",
  });
  const answer = new ResultEncoder(graph);
  return {
    kind: "answer",
    ticket,
    columns,
    rows: rows.map((row) => row.map((value) => answer.value(value))),
    truncated,
  };
}
