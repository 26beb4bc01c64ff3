import { Failure } from "../../../contract/errors.ts";
import type { StoreProgress } from "../store.ts";
import { compactFolder, markCompactionPending } from "./compaction.ts";
import { checkpointWhenLarge, openFolder } from "./data-folder.ts";
import { prepareAll, recordsOf, runInternal, type PreparedStatements } from "./engine-run.ts";
import { verifyFile } from "./file-identity.ts";
import type {
  EngineRequest,
  CompactionResult,
  FromWorker,
  OpenedJournalState,
  RequestHandler,
  Step,
  WorkerTask,
} from "./protocol.ts";

const PREPARE_MILLIS = 120_000;
const PROGRESS_MILLIS = 250;

/** The thread that owns the journal: reads and writes for the catalogue. */
export function openPrimary(
  { folder, known, lock }: Extract<WorkerTask, { role: "primary" }>,
  send: (message: FromWorker) => void,
): RequestHandler {
  const onProgress = throttled((progress: StoreProgress) => send({ kind: "progress", progress }));
  const opened = openFolder(folder, { known, onProgress });
  const { database, cut } = opened;
  let { journal } = opened;
  database.subscribe((changes) => {
    const { commits: commit, bytes: journalBytes } = journal;
    send({ kind: "commit", commit, journalBytes, changes });
  });
  warnCheckpoint(opened.checkpointProblem);

  /** Checks that a commit can be written: the open files are still at their paths, and the lock is still held. */
  function verify(): void {
    if (lock !== null) verifyFile({ ...lock, bytes: null });
    journal.verify();
  }

  function warnCheckpoint(problem: string | null): void {
    if (problem !== null) send({ kind: "warning", warning: `The journal goes on without a snapshot: ${problem}` });
  }

  /** Runs steps as one commit; rolls all of them back if one fails or the disk is full. */
  function write(
    steps: readonly Step[],
    prepared: PreparedStatements,
    timeMillis: number,
    cancel: Int32Array,
  ): Record<string, unknown>[][] {
    return database.transaction(
      (runner) =>
        steps.map((step) => recordsOf(runInternal({ runner, prepared, step, timeMillis, cancel, allow: "schema" }))),
      {
        beforeCommit: (changes) => {
          // A write that changes nothing is acknowledged too, so the state that it read must be on disk.
          verify();
          if (changes.length > 0) journal.append(changes);
        },
      },
    );
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

  function compact(isLater: boolean): CompactionResult {
    verify();
    if (isLater) {
      markCompactionPending(folder);
      return { folder: state(), removed: [] };
    }
    const compacted = compactFolder(folder, { database, journal }, onProgress);
    ({ journal } = compacted);
    return { folder: state(), removed: compacted.removed };
  }

  function handle(request: EngineRequest, prepared: PreparedStatements, cancel: Int32Array): unknown {
    switch (request.kind) {
      case "prepare": {
        const steps = request.statements.map((statement) => ({ statement, parameters: {} }));
        write(steps, prepared, PREPARE_MILLIS, cancel);
        return null;
      }
      case "read":
        return recordsOf(
          runInternal({
            runner: database,
            prepared,
            step: request,
            timeMillis: request.timeoutMillis,
            cancel,
            allow: "read",
          }),
        );
      case "write":
        return write(request.steps, prepared, request.timeoutMillis, cancel);
      case "check":
        verify();
        return database.schema().indexes.map(({ name }) => name);
      case "compact":
        return compact(request.isLater);
      case "close":
        warnCheckpoint(checkpointWhenLarge(folder, { database, journal }, onProgress).problem);
        journal.close();
        return null;
      case "query":
        throw new Failure("internal", "An untrusted query came to the primary");
    }
  }

  return {
    folder: state(),
    handle: async (request, cancel) => handle(request, await prepareAll(database, statementsOf(request)), cancel),
    apply: () => undefined,
  };
}

/** Throttles progress reports: passes on the first report of each kind, then at most one per PROGRESS_MILLIS. */
function throttled(tell: (progress: StoreProgress) => void): (progress: StoreProgress) => void {
  let last = { what: "", at: 0 };
  return (progress) => {
    const at = performance.now();
    if (progress.what === last.what && at - last.at < PROGRESS_MILLIS) return;
    last = { what: progress.what, at };
    tell(progress);
  };
}

function statementsOf(request: EngineRequest): readonly string[] {
  switch (request.kind) {
    case "prepare":
      return request.statements;
    case "read":
      return [request.statement];
    case "write":
      return request.steps.map(({ statement }) => statement);
    default:
      return [];
  }
}
