import neo4j, { type Driver, type Session } from "neo4j-driver";
import { Failure } from "../../../contract/errors.ts";
import { InFlight } from "../in-flight.ts";
import { deadline } from "./deadline.ts";
import { Semaphore } from "./semaphore.ts";
import { isLostConnection, storeFailure } from "./store-failure.ts";

export interface Neo4jAddress {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface ConnectionOptions extends Neo4jAddress {
  readonly log: { warn(message: string): void };
  /** Work items at a time. */
  readonly poolSize: number;
  /** How long work waits for a place in the pool. */
  readonly acquisitionMillis: number;
}

export interface Work<T> {
  readonly mode: "READ" | "WRITE";
  readonly millis: number;
  readonly signal?: AbortSignal | undefined;
  /** The failure when it takes longer; by default that the store is unavailable. */
  readonly late?: () => Failure;
  readonly work: (session: Session) => Promise<T>;
}

const LOST_CONNECTIONS = 4;
const CLOSE_MILLIS = 5_000;
/** A session that does not close in this time is on a lost connection. */
const SESSION_CLOSE_MILLIS = 3_000;

/** One driver and its pool. Every work item has its own session and deadline. */
export class Connection {
  private driver: Driver;
  private lost = 0;
  private closed = false;
  private readonly inFlight = new InFlight();
  private readonly places: Semaphore;

  constructor(private readonly options: ConnectionOptions) {
    // A separate semaphore, because the driver reports a full pool and an unreachable database with the same code.
    this.places = new Semaphore(options.poolSize, options.acquisitionMillis);
    this.driver = this.connect();
  }

  /** @throws Failure; no error of the driver leaves this class */
  async run<T>(work: Work<T>): Promise<T> {
    if (this.closed) throw new Failure("store/unavailable", "The store is closed");
    return this.inFlight.track(this.inSession(work));
  }

  /** Idempotent. Waits for work in flight, at most CLOSE_MILLIS. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.inFlight.drain(CLOSE_MILLIS);
    const patience = new Promise((resolve) => setTimeout(resolve, CLOSE_MILLIS).unref());
    await Promise.race([this.driver.close().catch(() => undefined), patience]);
  }

  private async inSession<T>({ mode, millis, signal, work, late = () => noResponse(millis) }: Work<T>): Promise<T> {
    const leave = await this.places.acquire();
    const session = this.driver.session({ defaultAccessMode: mode, database: this.options.database });
    try {
      const result = await deadline(work(session), millis, late, signal);
      this.lost = 0;
      return result;
    } catch (error) {
      if (isLostConnection(error)) this.countLost();
      throw storeFailure(error);
    } finally {
      void this.endSession(session).then(leave);
    }
  }

  /** Closing a session stops what still runs on the server; an unresponsive one is not awaited. */
  private async endSession(session: Session): Promise<void> {
    const late = () => new Failure("store/unavailable", "The session did not close");
    const closing = session.close().catch(() => undefined);
    await deadline(closing, SESSION_CLOSE_MILLIS, late).catch(() => this.countLost());
  }

  private connect(): Driver {
    const { uri, user, password, poolSize, acquisitionMillis } = this.options;
    return neo4j.driver(uri, neo4j.auth.basic(user, password), {
      // More than the semaphore admits, because a session that does not close keeps its connection.
      maxConnectionPoolSize: 2 * poolSize,
      connectionAcquisitionTimeout: acquisitionMillis,
      connectionTimeout: acquisitionMillis,
      maxTransactionRetryTime: acquisitionMillis,
    });
  }

  /** Replaces the driver after this many lost connections in a row. */
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

/** The failure of a database that does not respond. */
export function noResponse(millis: number): Failure {
  return new Failure("store/unavailable", `The database did not answer in ${Math.round(millis / 1000)} s`);
}
