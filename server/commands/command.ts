import type { Logger } from "pino";
import type { Config } from "../config.ts";

/** Where a command says what it does. */
export interface Terminal {
  /** Results: standard output. */
  print(line: string): void;
  /** Progress and remarks: standard error. */
  note(line: string): void;
  /** Fires at SIGINT and SIGTERM. */
  readonly stop: AbortSignal;
}

export interface CommandInput {
  readonly config: Config;
  readonly args: readonly string[];
  readonly terminal: Terminal;
  readonly log: Logger;
}

/** Does its work and answers the exit code. */
export type Command = (input: CommandInput) => Promise<number>;
