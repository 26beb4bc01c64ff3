import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Logger } from "pino";
import type { CypherValue } from "../../../contract/cypher-value.ts";
import { Failure } from "../../../contract/errors.ts";
import { queryFiles, statementOf, type Parameters, type QueryName, type Row } from "../catalogue.ts";
import type { QueryOptions, QueryResult, ReadOptions, Store, StoreState, WriteStep } from "../store.ts";
import { EngineThread } from "./engine-thread.ts";
import { lockFolder } from "./lock.ts";

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Logger;
  onProgress?(progress: { done: number; total: number; what: string }): void;
}

const READ_MILLIS = 15_000;
const WRITE_MILLIS = 120_000;
const CHECK_MILLIS = 3_000;
const CLOSE_MILLIS = 5_000;

/** Opens the engine over a folder: the journal is read, and from then on every commit is on disk before it is told. */
export async function openEmbeddedStore({ dataDir, log }: EmbeddedOptions): Promise<Store> {
  const folder = resolve(dataDir);
  makeFolder(folder, dataDir);
  const lock = lockFolder(join(folder, "lock"));
  const store = new EmbeddedStore(folder, log, () => lock.release());
  try {
    await store.open();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

function makeFolder(folder: string, named: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new Failure("config/invalid", `The data folder ${named} cannot be read and written (${why})`, {
      cause: error,
      remedy: "Choose another with DATA_DIR",
    });
  }
}

class EmbeddedStore implements Store {
  readonly kind = "embedded";
  private readonly keeper: EngineThread;
  private readonly guest: EngineThread;
  private folderId = "";
  private commits = 0;
  private closing: Promise<void> | null = null;

  constructor(
    folder: string,
    log: Logger,
    private readonly release: () => void,
  ) {
    this.guest = new EngineThread({ task: { role: "guest", folder }, log });
    this.keeper = new EngineThread({
      task: { role: "keeper", folder },
      log,
      onOpen: ({ folderId, commits, cut }) => {
        this.folderId = folderId;
        this.commits = commits;
        if (cut !== null) log.warn({ journal: cut }, "the journal was mended");
      },
      onCommit: (commit) => {
        this.commits = commit.commit;
        this.guest.follow(commit);
      },
    });
  }

  async open(): Promise<void> {
    await this.keeper.open();
  }

  async prepare(): Promise<void> {
    const statements = queryFiles("schema").map(({ statement }) => statement);
    await this.keeper.ask({ kind: "prepare", statements }, { millis: WRITE_MILLIS });
  }

  async read<Name extends QueryName>(
    name: Name,
    parameters: Parameters<Name>,
    { signal }: ReadOptions = {},
  ): Promise<Row<Name>[]> {
    const ask = { kind: "read", statement: statementOf(name), parameters, timeoutMillis: READ_MILLIS } as const;
    const rows: unknown = await this.keeper.ask(ask, { millis: READ_MILLIS, signal });
    return rows as Row<Name>[];
  }

  write(steps: readonly WriteStep[]): Promise<readonly (readonly Record<string, unknown>[])[]> {
    const texts = steps.map(({ name, parameters }) => ({ statement: statementOf(name), parameters }));
    return this.keeper.ask({ kind: "write", steps: texts, timeoutMillis: WRITE_MILLIS }, { millis: WRITE_MILLIS });
  }

  query(
    statement: string,
    parameters: Readonly<Record<string, CypherValue>>,
    { maxRows, timeoutMillis, signal }: QueryOptions,
  ): Promise<QueryResult> {
    const ask = { kind: "query", statement, parameters, maxRows, timeoutMillis } as const;
    return this.guest.ask(ask, { millis: timeoutMillis, signal });
  }

  async check(): Promise<StoreState> {
    try {
      const names = await this.keeper.ask({ kind: "indexes" }, { millis: CHECK_MILLIS });
      const absent = queryFiles("schema").filter(({ index }) => !names.includes(index ?? ""));
      return absent.length === 0
        ? { ready: true, reason: null }
        : { ready: false, reason: `Not there yet: ${absent.map(({ name }) => name).join(", ")}` };
    } catch (error) {
      return { ready: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async version(): Promise<string> {
    return `${this.folderId.slice(0, 8)}-${this.commits}`;
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    // What was asked before is answered before: the keeper does one thing after another.
    const closed = this.keeper.ask({ kind: "close" }, { millis: CLOSE_MILLIS }).catch(() => undefined);
    await Promise.all([this.guest.end(CLOSE_MILLIS), this.keeper.end(CLOSE_MILLIS)]);
    await closed;
    this.release();
  }
}
