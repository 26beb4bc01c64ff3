import { Failure } from "../../contract/errors.ts";
import type { Parameters, QueryName, Row } from "./catalogue.ts";
import type {
  QueryOptions,
  QueryResult,
  ReadOptions,
  Store,
  StoreState,
  TransactionMemory,
  WriteStep,
} from "./store.ts";

/**
 * Stands in for a store that is still opening, so that the app can listen and report why it waits. Until the store is
 * open every method throws `store/unavailable` at once.
 */
export class StartingStore implements Store {
  private opened: Store | null = null;
  private closed = false;
  private waitsFor = "The store is being opened";

  constructor(readonly kind: Store["kind"]) {}

  /** In words, what it waits for. */
  get reason(): string {
    return this.waitsFor;
  }

  setReason(reason: string): void {
    this.waitsFor = reason;
  }

  /** From now on delegates to this store; closing closes it. */
  async open(store: Store): Promise<void> {
    if (this.closed) await store.close();
    else this.opened = store;
  }

  requireOpen(): void {
    this.store();
  }

  warm(): void {
    this.opened?.warm?.();
  }

  prepare(): Promise<void> {
    return this.with((store) => store.prepare());
  }

  read<Name extends QueryName>(name: Name, parameters: Parameters<Name>, options?: ReadOptions): Promise<Row<Name>[]> {
    return this.with((store) => store.read(name, parameters, options));
  }

  write(steps: readonly WriteStep[]): Promise<readonly (readonly Record<string, unknown>[])[]> {
    return this.with((store) => store.write(steps));
  }

  query(statement: string, parameters: Readonly<Record<string, unknown>>, options: QueryOptions): Promise<QueryResult> {
    return this.with((store) => store.query(statement, parameters, options));
  }

  transactionMemory(): Promise<TransactionMemory | null> {
    return this.with(async (store) => (await store.transactionMemory?.()) ?? null);
  }

  markCompactionPending(): Promise<void> {
    return this.with(async (store) => store.markCompactionPending?.());
  }

  compact(): Promise<readonly string[]> {
    return this.with(async (store) => (await store.compact?.()) ?? []);
  }

  async check(): Promise<StoreState> {
    return this.opened === null ? { ready: false, reason: this.waitsFor } : this.opened.check();
  }

  version(): Promise<string> {
    return this.with((store) => store.version());
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.opened?.close();
  }

  private async with<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return work(this.store());
  }

  private store(): Store {
    if (this.opened !== null) return this.opened;
    throw new Failure("store/unavailable", this.waitsFor, { remedy: "It is tried again; come back in a moment" });
  }
}
