import { Failure } from "../../../contract/errors.ts";
import { ResultEncoder } from "../../../engine/result-encoder.ts";
import { run } from "../../../engine/run-statement.ts";
import { Budget, DEFAULT_LIMITS } from "../../../engine/budget.ts";
import { checkAnswerSize } from "../answer-limits.ts";
import { prepareRead, queryFailure } from "../query-guard.ts";
import type { QueryResult } from "../store.ts";
import { readFolder } from "./data-folder.ts";
import { runOptions, UNTRUSTED_LIMITS } from "./engine-run.ts";
import type { EngineRequest, RequestHandler, WorkerTask } from "./protocol.ts";
import { parameterValue } from "./wire-values.ts";

/** The thread that runs untrusted queries, on a graph that follows the primary's commits and is never written to. */
export function openQueryReplica({ folder, known }: Extract<WorkerTask, { role: "query-replica" }>): RequestHandler {
  const { graph } = readFolder(folder, known);
  let at = known.commits;

  async function handle(request: EngineRequest, cancel: Int32Array): Promise<QueryResult> {
    if (request.kind !== "query") throw new Failure("internal", `The replica does not do this: ${request.kind}`);
    const prepared = await prepareRead(request.statement);
    const options = runOptions(
      { ...UNTRUSTED_LIMITS, rows: request.maxRows, timeMillis: request.timeoutMillis },
      cancel,
    );
    const context = {
      graph,
      budget: new Budget(DEFAULT_LIMITS, () => options.clock(), null),
      now: options.now,
      random: Math.random,
    };
    try {
      const given = Object.entries(request.parameters);
      const parameters = new Map(given.map(([name, value]) => [name, parameterValue(value, context)]));
      const { columns, rows, truncated, plan } = run(graph, prepared, parameters, { ...options, allow: "read" });
      const answer = new ResultEncoder(graph);
      const answered = rows.map((row) => row.map((value) => answer.value(value)));
      checkAnswerSize(answered);
      return { columns, rows: answered, truncated, plan };
    } catch (error) {
      throw queryFailure(error, request.statement);
    }
  }

  return {
    folder: null,
    handle,
    apply: ({ commit, changes }) => {
      if (commit !== at + 1) throw new Error(`Commit ${commit} came to a replica at commit ${at}`);
      graph.apply(changes);
      at = commit;
    },
  };
}
