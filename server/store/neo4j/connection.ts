import type { Logger } from "pino";
import neo4j, { type Driver, type Session } from "neo4j-driver";
import { Failure } from "../../../contract/errors.ts";
import { UnderWay } from "../under-way.ts";
import { deadline } from "./deadline.ts";
import { storeFailure } from "./store-failure.ts";

export interface Neo4jAddress {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface ConnectionOptions extends Neo4jAddress {
  readonly log: Logger;
  readonly poolSize: number;
  /** How long one waits for a place in the pool. */
  readonly acquisitionMillis: number;
}

export interface Work<T> {
  readonly mode: "READ" | "WRITE";
  readonly millis: number;
  readonly signal?: AbortSignal | undefined;
  /** What to tell when it takes longer; that the store is unavailable when it is not given. */
  readonly late?: Failure;
  readonly work: (session: Session) => Promise<T>;
}

const LOST_CONNECTIONS = 4;
const CLOSE_MILLIS = 5_000;

/** One driver and its pool. Every piece of work has a session and a deadline of its own. */
export class Connection {
  private driver: Driver;
  private lost = 0;
  private closed = false;
  private readonly underWay = new UnderWay();

  constructor(private readonly options: ConnectionOptions) {
    this.driver = this.connect();
  }

  /** @throws Failure; nothing of the driver's leaves here */
  async run<T>(work: Work<T>): Promise<T> {
    if (this.closed) throw new Failure("store/unavailable", "The store is closed");
    return this.underWay.follow(this.inSession(work));
  }

  /** Idempotent. Waits for what is under way, at most CLOSE_MILLIS. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.underWay.settle(CLOSE_MILLIS);
    const patience = new Promise((resolve) => setTimeout(resolve, CLOSE_MILLIS).unref());
    await Promise.race([this.driver.close().catch(() => undefined), patience]);
  }

  private async inSession<T>({ mode, millis, signal, work, late = silent(millis) }: Work<T>): Promise<T> {
    const session = this.driver.session({ defaultAccessMode: mode, database: this.options.database });
    try {
      const result = await deadline(work(session), millis, late, signal);
      this.lost = 0;
      return result;
    } catch (error) {
      const failure = storeFailure(error);
      if (failure instanceof Failure && failure.code === "store/unavailable") this.countLost();
      throw failure;
    } finally {
      // Only closing the session stops what still runs on the server; a silent server would keep us waiting for it.
      session.close().catch(() => undefined);
    }
  }

  private connect(): Driver {
    const { uri, user, password, poolSize, acquisitionMillis } = this.options;
    return neo4j.driver(uri, neo4j.auth.basic(user, password), {
      maxConnectionPoolSize: poolSize,
      connectionAcquisitionTimeout: acquisitionMillis,
      connectionTimeout: acquisitionMillis,
      maxTransactionRetryTime: acquisitionMillis,
    });
  }

  /** After so many lost connections in a row the driver itself is made anew. */
  private countLost(): void {
    this.lost += 1;
    if (this.lost < LOST_CONNECTIONS || this.closed) return;
    this.lost = 0;
    const old = this.driver;
    this.driver = this.connect();
    old.close().catch(() => undefined);
    this.options.log.warn("Neo4j was lost several times; the driver was made anew");
  }
}

function silent(millis: number): Failure {
  return new Failure("store/unavailable", `The database did not answer in ${Math.round(millis / 1000)} s`);
}
