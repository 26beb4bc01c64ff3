import { Failure } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/graph/graph.ts";
import { foldWhenLarge, openFolder } from "./data-folder.ts";
import { recordsOf, runInternal, statementCache, type PreparedStatements } from "./engine-run.ts";
import type { Ask, RequestHandler, FromWorker, Step } from "./protocol.ts";

const PREPARE_MILLIS = 120_000;

/** The thread that owns the journal: reads and writes for the catalogue. */
export function openPrimary(folder: string, send: (message: FromWorker) => void): RequestHandler {
  const opened = openFolder(folder);
  const { graph, journal, cut } = opened;
  const prepare = statementCache();

  /** Runs steps as one commit: when one fails, or the disk takes no more, what the ones before did is undone. */
  function write(
    steps: readonly Step[],
    prepared: PreparedStatements,
    timeMillis: number,
    cancel: Int32Array,
  ): Record<string, unknown>[][] {
    const answers: Record<string, unknown>[][] = [];
    const changes: Change[] = [];
    graph.begin();
    try {
      for (const step of steps) {
        const result = runInternal({ graph, prepared, step, timeMillis, cancel, allow: "schema" });
        for (const change of result.changes) changes.push(change);
        answers.push(recordsOf(result));
      }
      if (changes.length > 0) journal.append(changes);
    } catch (error) {
      graph.rollback();
      throw error;
    }
    graph.commit();
    if (changes.length > 0) send({ kind: "commit", commit: journal.commits, changes });
    return answers;
  }

  function answer(ask: Ask, prepared: PreparedStatements, cancel: Int32Array): unknown {
    switch (ask.kind) {
      case "prepare": {
        const steps = ask.statements.map((statement) => ({ statement, parameters: {} }));
        write(steps, prepared, PREPARE_MILLIS, cancel);
        return null;
      }
      case "read":
        return recordsOf(
          runInternal({ graph, prepared, step: ask, timeMillis: ask.timeoutMillis, cancel, allow: "read" }),
        );
      case "write":
        return write(ask.steps, prepared, ask.timeoutMillis, cancel);
      case "indexes":
        return graph.schema.indexes().map(({ name }) => name);
      case "close":
        foldWhenLarge(folder, opened);
        journal.close();
        return null;
      case "query":
        throw new Failure("internal", "An untrusted query came to the primary");
    }
  }

  return {
    folderId: journal.id,
    commits: journal.commits,
    cut,
    answer: async (ask, cancel) => answer(ask, await prepare(statementsOf(ask)), cancel),
    follow: () => undefined,
  };
}

function statementsOf(ask: Ask): readonly string[] {
  switch (ask.kind) {
    case "prepare":
      return ask.statements;
    case "read":
      return [ask.statement];
    case "write":
      return ask.steps.map(({ statement }) => statement);
    default:
      return [];
  }
}
