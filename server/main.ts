import { setFlagsFromString } from "node:v8";
import pino from "pino";
import { Failure } from "../contract/errors.ts";
import type { Command, Terminal } from "./commands/command.ts";
import { correct } from "./commands/correct.ts";
import { erase } from "./commands/erase.ts";
import { load } from "./commands/load.ts";
import { query } from "./commands/query.ts";
import { start } from "./commands/start.ts";
import { story } from "./commands/story.ts";
import { unload } from "./commands/unload.ts";
import { readConfig } from "./config.ts";

const COMMANDS: Readonly<Record<string, Command>> = { start, load, unload, correct, erase, story, query };

const SAME_SIGNAL_MILLIS = 500;

// By default V8 lets the heap of each thread more than double before it collects: with a large graph in two threads
// that is half a gigabyte. The setting slows down no query of the benchmark.
setFlagsFromString("--heap-growing-percent=30");

// This file alone uses the process: settings, arguments, signals, output and exit code.
async function main(): Promise<number> {
  const [name = "start", ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined)
    throw new Failure("config/invalid", `There is no command “${name}”: use ${Object.keys(COMMANDS).join(", ")}`);
  const config = readConfig(process.env);
  const stop = new AbortController();
  stopOnSignals(stop);
  const terminal: Terminal = {
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    stop: stop.signal,
  };
  const level = name === "start" ? config.logLevel : "warn";
  return command({ config, args, terminal, log: pino({ level }, pino.destination({ fd: 2, sync: true })) });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`wiregraph: ${inOneLine(error)}\n`);
  process.exitCode = 1;
}

// Does not wait for whatever keeps the process alive, such as a driver's idle socket.
setTimeout(() => process.exit(), 3_000).unref();

/** The first signal stops the command; a later one ends the process. */
function stopOnSignals(stop: AbortController): void {
  let first: number | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      first ??= performance.now();
      // The launcher also gets Ctrl+C and forwards it, so one key press arrives twice.
      if (performance.now() - first > SAME_SIGNAL_MILLIS) process.exit(1);
      stop.abort();
    });
  }
}

function inOneLine(error: unknown): string {
  if (!(error instanceof Failure)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { line, column, excerpt } = error.place ?? {};
  const place = line === undefined ? "" : ` (line ${line}, column ${column})`;
  const remedy = error.remedy === undefined ? "" : `. ${error.remedy}`;
  return `${error.message}${place}${remedy}${excerpt === undefined ? "" : `\n${excerpt}`}`;
}
