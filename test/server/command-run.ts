import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import type { Command } from "../../server/commands/command.ts";
import { readConfig } from "../../server/config.ts";

/** All that a command says and answers. */
export interface CommandRun {
  readonly code: number | null;
  /** Standard output and standard error, a line each. */
  readonly printed: readonly string[];
  readonly noted: readonly string[];
  /** What it failed with, as main.ts would print it. */
  readonly failure: Record<string, unknown> | null;
}

export interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly stop?: AbortSignal;
  /** Called with each line of standard error as it comes. */
  onNote?(line: string): void;
}

/** Runs a command in this process, its settings as given and nothing else. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  { env, stop = new AbortController().signal, onNote }: RunOptions,
): Promise<CommandRun> {
  const [printed, noted]: [string[], string[]] = [[], []];
  const terminal = {
    print: (line: string) => void printed.push(line),
    note: (line: string) => {
      noted.push(line);
      onNote?.(line);
    },
    stop,
  };
  try {
    const code = await command({ config: readConfig(env), args, terminal, log: pino({ level: "silent" }) });
    return { code, printed, noted, failure: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message, place, remedy } = error;
    return { code: 1, printed, noted, failure: { code, message, place, remedy } };
  }
}

/** Runs `npm run NAME` in a process of its own; `onNote` may end it by a signal. */
export async function spawnCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onNote?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<{ readonly code: number | null; readonly output: string; readonly notes: string }> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["dist/server/main.js", ...args], {
    cwd: resolve(import.meta.dirname, "../.."),
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, notes] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    notes += chunk;
    onNote?.(chunk, (signal) => child.kill(signal));
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output, notes };
}
