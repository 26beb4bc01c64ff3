import { accessSync, constants, mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import type { Logger } from "pino";
import type { CypherValue } from "../../../contract/cypher-value.ts";
import { Failure } from "../../../contract/errors.ts";
import { queryFiles, statementOf, type Parameters, type QueryName, type Row } from "../catalogue.ts";
import type { QueryOptions, QueryResult, ReadOptions, Store, StoreProgress, StoreState, WriteStep } from "../store.ts";
import type { AppAddress } from "../folder-holder.ts";
import { systemCode } from "./disk-failure.ts";
import { JOURNAL, SNAPSHOT } from "./folder-files.ts";
import { EngineThread } from "./engine-thread.ts";
import { verifyFileAsync } from "./file-identity.ts";
import { lockFolder, type FolderLock } from "./lock.ts";
import { inWords, progressLog } from "./progress-log.ts";
import { UNEXPECTED, type Opened, type OpenedJournalState } from "./protocol.ts";
import { backUpFiles } from "./upgrade-backup.ts";
import { ReplicaPool } from "./replica-pool.ts";

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Logger;
  /** Reports progress while the store opens and while it writes a snapshot. */
  onProgress?(progress: StoreProgress): void;
  /** Ends the opening, and removes the app's address from the lock. */
  readonly signal?: AbortSignal;
  /** The command that opens it, for example "start". */
  readonly command?: string;
  /** The app's address, once it listens; null when this machine's commands cannot reach it. */
  readonly app?: Promise<AppAddress | null>;
}

const READ_MILLIS = 15_000;
const WRITE_MILLIS = 120_000;
const CHECK_MILLIS = 3_000;
/** How long a check waits for a busy primary before it reports the last known state: busy is not down. */
const CHECK_WAIT_MILLIS = 1_000;
const CLOSE_MILLIS = 5_000;
/** The constraint of 0.1.0, by which an id was unique over all stories. */
const OLD_KEY = "entity_id";

/** Opens the embedded engine over a data folder. Every commit is synced to disk before it is acknowledged. */
export async function openEmbeddedStore(options: EmbeddedOptions): Promise<Store> {
  const { dataDir, log, signal } = options;
  const folder = resolve(dataDir);
  makeFolder(folder);
  const onWatch = (holder: string) =>
    log.warn(
      { holder },
      "the data folder was locked on another host or in another container: watching whether it runs",
    );
  const lock = await lockFolder(join(folder, "lock"), { onWatch, command: options.command });
  announceApp(lock, options);
  const store = new EmbeddedStore(folder, lock, options);
  const abort = () => void store.close();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    if (signal?.aborted === true) throw new Failure("store/unavailable", "The store was closed while it was opened");
    await store.open();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** Announces the app's address to commands as long as it takes requests. */
function announceApp(lock: FolderLock, { app, signal, log }: EmbeddedOptions): void {
  const announce = (address: AppAddress | null) => {
    try {
      lock.announce(address);
    } catch (error) {
      log.warn({ err: error }, "the app's address could not be written into the lock: commands will not find it");
    }
  };
  signal?.addEventListener("abort", () => announce(null), { once: true });
  void app?.then((address) => {
    if (address !== null && signal?.aborted !== true) announce(address);
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Failure("config/invalid", `The data folder cannot be read and written (${systemCode(error)})`, {
      cause: error,
      remedy: "Check the folder that DATA_DIR names, or choose another",
    });
  }
}

class EmbeddedStore implements Store {
  readonly kind = "embedded";
  private readonly primary: EngineThread;
  private readonly replicas: ReplicaPool;
  private readonly log: Logger;
  /** The state of the journal that the primary opened; null before it is open. */
  private state: OpenedJournalState | null = null;
  /** The names of all indexes at the last check. */
  private indexes: readonly string[] | null = null;
  private checking: Promise<readonly string[]> | null = null;
  private closing: Promise<void> | null = null;
  /** The journal is being replaced by another file. */
  private isCompacting = false;

  constructor(
    private readonly folder: string,
    private readonly lock: FolderLock,
    { log, onProgress }: EmbeddedOptions,
  ) {
    this.log = log;
    const tell = progressLog(log);
    this.replicas = new ReplicaPool({
      folder,
      log,
      known: () => this.known(),
      maxReplicas: Math.min(Math.max(availableParallelism(), 2), 4),
      availableMemory: () => process.availableMemory(),
    });
    this.primary = new EngineThread({
      task: () => ({ role: "primary", folder, known: this.state, lock: { path: lock.path, identity: lock.identity } }),
      log,
      onProgress: (progress) => {
        tell(progress);
        onProgress?.(progress);
      },
      onOpen: (opened) => this.opened(opened),
      onCommit: (commit) => {
        this.state = { ...this.known(), commits: commit.commit, journalBytes: commit.journalBytes };
        this.replicas.replicate(commit);
      },
    });
  }

  async open(): Promise<void> {
    await this.primary.open();
  }

  private opened({ folder }: Opened): void {
    // A lost primary may have written a commit without acknowledging it.
    if (this.state !== null) this.replicas.retireAll();
    this.state = folder;
    if (folder !== null && folder.cut !== null) this.log.warn({ journal: folder.cut }, "the journal was repaired");
  }

  private known(): OpenedJournalState {
    if (this.state === null) throw new Failure("store/unavailable", "The store is still being opened");
    return this.state;
  }

  async prepare(): Promise<void> {
    const names = await this.primary.request({ kind: "check" }, { millis: WRITE_MILLIS });
    if (names.includes(OLD_KEY)) {
      const kept = backUpFiles(this.folder, [JOURNAL, SNAPSHOT]);
      if (kept !== null) this.log.info({ folder: kept }, "the files of 0.1.0 were copied before they are brought over");
    }
    const statements = [...queryFiles("upgrade"), ...queryFiles("schema")].map(({ statement }) => statement);
    await this.primary.request({ kind: "prepare", statements }, { millis: WRITE_MILLIS });
  }

  async read<Name extends QueryName>(
    name: Name,
    parameters: Parameters<Name>,
    { signal }: ReadOptions = {},
  ): Promise<Row<Name>[]> {
    const request = { kind: "read", statement: statementOf(name), parameters, timeoutMillis: READ_MILLIS } as const;
    const rows: unknown = await this.primary.request(request, { millis: READ_MILLIS, signal });
    return rows as Row<Name>[];
  }

  write(steps: readonly WriteStep[]): Promise<readonly (readonly Record<string, unknown>[])[]> {
    const texts = steps.map(({ name, parameters }) => ({ statement: statementOf(name), parameters }));
    return this.primary.request({ kind: "write", steps: texts, timeoutMillis: WRITE_MILLIS }, { millis: WRITE_MILLIS });
  }

  query(
    statement: string,
    parameters: Readonly<Record<string, CypherValue>>,
    { maxRows, timeoutMillis, signal, client = "owner" }: QueryOptions,
  ): Promise<QueryResult> {
    const request = { kind: "query", statement, parameters, maxRows, timeoutMillis } as const;
    return this.replicas.query(request, { millis: timeoutMillis, signal, client });
  }

  async markCompactionPending(): Promise<void> {
    await this.primary.request({ kind: "compact", isLater: true }, { millis: WRITE_MILLIS });
  }

  async compact(): Promise<readonly string[]> {
    // A replica opened during the compaction would read one old and one new file.
    const resume = this.replicas.pause();
    this.isCompacting = true;
    try {
      const request = { kind: "compact", isLater: false } as const;
      const { folder, removed } = await this.primary.request(request, { millis: Number.POSITIVE_INFINITY });
      const known = this.known();
      // Commits may have followed the compaction.
      this.state = known.commits > folder.commits ? { ...known, journal: folder.journal } : folder;
      return removed;
    } finally {
      this.isCompacting = false;
      resume();
    }
  }

  async check(): Promise<StoreState> {
    try {
      const { progress } = this.primary;
      if (progress !== null) return { ready: false, reason: `The store is being opened: ${inWords(progress)}` };
      const indexes = await this.currentIndexes();
      const absent = queryFiles("schema").filter(({ index }) => !indexes.includes(index ?? ""));
      return absent.length === 0
        ? { ready: true, reason: null }
        : { ready: false, reason: `Not there yet: ${absent.map(({ name }) => name).join(", ")}` };
    } catch (error) {
      if (error instanceof Failure) return { ready: false, reason: sentences(error) };
      this.log.error({ err: error }, "the store could not be checked");
      return { ready: false, reason: UNEXPECTED };
    }
  }

  /** Asks the primary; while that is busy, checks the files and returns the last known indexes. */
  private async currentIndexes(): Promise<readonly string[]> {
    this.checking ??= this.primary.request({ kind: "check" }, { millis: CHECK_MILLIS }).finally(() => {
      this.checking = null;
    });
    const told = await within(CHECK_WAIT_MILLIS, this.checking);
    if (told !== undefined) return (this.indexes = told);
    const { journal, journalBytes } = this.known();
    const files = Promise.all([
      verifyFileAsync({ path: this.lock.path, identity: this.lock.identity, bytes: null }),
      this.isCompacting ||
        verifyFileAsync({ path: join(this.folder, JOURNAL), identity: journal, bytes: { atLeast: journalBytes } }),
    ]);
    if ((await within(CHECK_MILLIS, files)) === undefined)
      throw new Failure("store/unavailable", "The disk of DATA_DIR does not answer");
    if (this.indexes === null) throw new Failure("store/busy", "The store has not answered yet");
    return this.indexes;
  }

  async version(): Promise<string> {
    const { id = "", commits = 0 } = this.state ?? {};
    return `${id.slice(0, 8)}-${commits}`;
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    await Promise.all([this.replicas.end(CLOSE_MILLIS), this.primary.end(CLOSE_MILLIS, { kind: "close" })]);
    this.lock.release();
  }
}

function sentences({ message, remedy }: Failure): string {
  return remedy === undefined ? message : `${message}. ${remedy}`;
}

/** The result of the work, or undefined after `millis`. */
async function within<T>(millis: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), millis);
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
