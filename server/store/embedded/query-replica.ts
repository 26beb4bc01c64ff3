import { Failure } from "../../../contract/errors.ts";
import { checkAnswerSize } from "../answer-limits.ts";
import { prepareRead, queryFailure } from "../query-guard.ts";
import type { QueryResult } from "../store.ts";
import { readFolder } from "./data-folder.ts";
import { UNTRUSTED_LIMITS } from "./engine-run.ts";
import type { EngineRequest, RequestHandler, WorkerTask } from "./protocol.ts";
import { parameterValue } from "./wire-values.ts";

/**
 * The thread that runs untrusted queries, on a graph that follows the primary's commits and that queries never write.
 */
export function openQueryReplica({ folder, known }: Extract<WorkerTask, { role: "query-replica" }>): RequestHandler {
  const { database } = readFolder(folder, known);
  let at = known.commits;

  async function handle(request: EngineRequest, cancel: Int32Array): Promise<QueryResult> {
    if (request.kind !== "query") throw new Failure("internal", `The replica does not do this: ${request.kind}`);
    const prepared = await prepareRead(request.statement);
    const limits = { ...UNTRUSTED_LIMITS, rows: request.maxRows, timeMillis: request.timeoutMillis };
    try {
      const given = Object.entries(request.parameters).map(([name, value]) => [name, parameterValue(value)] as const);
      const result = database.runRaw(prepared, Object.fromEntries(given), { limits, cancel, allow: "read" });
      const rows = result.encode();
      checkAnswerSize(rows);
      const { columns, truncated, plan } = result;
      return { columns, rows, truncated, plan };
    } catch (error) {
      throw queryFailure(error, request.statement);
    }
  }

  return {
    folder: null,
    handle,
    apply: ({ commit, changes }) => {
      if (commit !== at + 1) throw new Error(`Commit ${commit} came to a replica at commit ${at}`);
      database.apply(changes);
      at = commit;
    },
  };
}
