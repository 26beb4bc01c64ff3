import { Failure } from "../../../contract/errors.ts";
import { ResultEncoder } from "../../../engine/result-encoder.ts";
import { run } from "../../../engine/run-statement.ts";
import { Budget, DEFAULT_LIMITS } from "../../../engine/budget.ts";
import { checkAnswerSize } from "../answer-limits.ts";
import { prepareRead, queryFailure } from "../refusals.ts";
import type { QueryResult } from "../store.ts";
import { readFolder } from "./data-folder.ts";
import { runOptions, UNTRUSTED_LIMITS } from "./engine-run.ts";
import type { Ask, RequestHandler, WorkerTask } from "./protocol.ts";
import { parameterValue } from "./wire-values.ts";

/** The thread that runs untrusted queries, on a graph that follows the primary's commits and is never written to. */
export function openQueryReplica({ folder, known }: Extract<WorkerTask, { role: "query-replica" }>): RequestHandler {
  const { graph } = readFolder(folder, known);
  let at = known.commits;

  async function answer(ask: Ask, cancel: Int32Array): Promise<QueryResult> {
    if (ask.kind !== "query") throw new Failure("internal", `The replica does not do this: ${ask.kind}`);
    const prepared = await prepareRead(ask.statement);
    const options = runOptions({ ...UNTRUSTED_LIMITS, rows: ask.maxRows, timeMillis: ask.timeoutMillis }, cancel);
    const context = {
      graph,
      budget: new Budget(DEFAULT_LIMITS, () => options.clock(), null),
      now: options.now,
      random: Math.random,
    };
    try {
      const given = Object.entries(ask.parameters);
      const parameters = new Map(given.map(([name, value]) => [name, parameterValue(value, context)]));
      const { columns, rows, truncated, plan } = run(graph, prepared, parameters, { ...options, allow: "read" });
      const answer = new ResultEncoder(graph);
      const answered = rows.map((row) => row.map((value) => answer.value(value)));
      checkAnswerSize(answered);
      return { columns, rows: answered, truncated, plan };
    } catch (error) {
      throw queryFailure(error, ask.statement);
    }
  }

  return {
    folder: null,
    answer,
    follow: ({ commit, changes }) => {
      if (commit !== at + 1) throw new Error(`Commit ${commit} came to a replica at commit ${at}`);
      graph.apply(changes);
      at = commit;
    },
  };
}
