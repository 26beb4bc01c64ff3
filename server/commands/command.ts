import type { Logger } from "pino";
import type { Config } from "../config.ts";

/** The outputs of a command. */
export interface Terminal {
  /** Results: standard output. */
  print(line: string): void;
  /** Progress and remarks: standard error. */
  note(line: string): void;
  /** Aborted by SIGINT and SIGTERM. */
  readonly stop: AbortSignal;
}

export interface CommandInput {
  readonly config: Config;
  readonly args: readonly string[];
  readonly terminal: Terminal;
  readonly log: Logger;
}

/** Runs a command and returns its exit code. */
export type Command = (input: CommandInput) => Promise<number>;
