import { Failure } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/graph/graph.ts";
import { mergeChanges } from "../../../engine/graph/merge-changes.ts";
import type { StoreProgress } from "../store.ts";
import { compactFolder, oweCompaction } from "./compaction.ts";
import { foldWhenLarge, openFolder } from "./data-folder.ts";
import { recordsOf, runInternal, statementCache, type PreparedStatements } from "./engine-run.ts";
import { verifyFile } from "./file-identity.ts";
import type { Ask, Compacted, FromWorker, OpenedJournalState, RequestHandler, Step, WorkerTask } from "./protocol.ts";

const PREPARE_MILLIS = 120_000;
const PROGRESS_MILLIS = 250;

/** The thread that owns the journal: reads and writes for the catalogue. */
export function openPrimary(
  { folder, known, lock }: Extract<WorkerTask, { role: "primary" }>,
  send: (message: FromWorker) => void,
): RequestHandler {
  const onProgress = throttled((progress: StoreProgress) => send({ kind: "progress", progress }));
  const opened = openFolder(folder, { known, onProgress });
  const { graph, cut } = opened;
  let { journal } = opened;
  const prepare = statementCache();
  warnUnfolded(opened.unfolded);

  /** Whether a commit could be kept now: the files are those that were opened, and the folder is still this process's. */
  function verify(): void {
    if (lock !== null) verifyFile({ ...lock, bytes: null });
    journal.verify();
  }

  function warnUnfolded(problem: string | null): void {
    if (problem !== null) send({ kind: "warning", warning: `The journal goes on without a snapshot: ${problem}` });
  }

  /** Runs steps as one commit: when one fails, or the disk takes no more, what the ones before did is undone. */
  function write(
    steps: readonly Step[],
    prepared: PreparedStatements,
    timeMillis: number,
    cancel: Int32Array,
  ): Record<string, unknown>[][] {
    const answers: Record<string, unknown>[][] = [];
    const made: Change[] = [];
    let changes: readonly Change[] = [];
    graph.begin();
    try {
      for (const step of steps) {
        const result = runInternal({ graph, prepared, step, timeMillis, cancel, allow: "schema" });
        for (const change of result.changes) made.push(change);
        answers.push(recordsOf(result));
      }
      changes = mergeChanges(made);
      // A write that changes nothing is acknowledged too: what it found must be on disk.
      verify();
      if (changes.length > 0) journal.append(changes);
    } catch (error) {
      graph.rollback();
      throw error;
    }
    graph.commit();
    if (changes.length > 0) {
      const { commits: commit, bytes: journalBytes } = journal;
      send({ kind: "commit", commit, journalBytes, changes });
    }
    return answers;
  }

  function state(): OpenedJournalState {
    return {
      id: journal.id,
      commits: journal.commits,
      journal: journal.identity,
      journalBytes: journal.bytes,
      cut,
    };
  }

  function compact(isLater: boolean): Compacted {
    verify();
    if (isLater) {
      oweCompaction(folder);
      return { folder: state(), removed: [] };
    }
    const compacted = compactFolder(folder, { graph, journal }, onProgress);
    ({ journal } = compacted);
    return { folder: state(), removed: compacted.removed };
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
      case "check":
        verify();
        return graph.schema.indexes().map(({ name }) => name);
      case "compact":
        return compact(ask.isLater);
      case "close":
        warnUnfolded(foldWhenLarge(folder, { graph, journal }, onProgress).problem);
        journal.close();
        return null;
      case "query":
        throw new Failure("internal", "An untrusted query came to the primary");
    }
  }

  return {
    folder: state(),
    answer: async (ask, cancel) => answer(ask, await prepare(statementsOf(ask)), cancel),
    follow: () => undefined,
  };
}

/** Passes on what is told for the first time about something, and of the rest what comes not too soon after. */
function throttled(tell: (progress: StoreProgress) => void): (progress: StoreProgress) => void {
  let last = { what: "", at: 0 };
  return (progress) => {
    const at = performance.now();
    if (progress.what === last.what && at - last.at < PROGRESS_MILLIS) return;
    last = { what: progress.what, at };
    tell(progress);
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
