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

// V8 lets a heap grow to twice and more of what lives in it before it collects, in each thread by itself: with a large
// graph in two threads that is half a gigabyte. No query of the bench takes longer for it.
setFlagsFromString("--heap-growing-percent=30");

// The only file that touches the process: its settings, arguments, signals, output and exit code.
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

// What still holds the process open (a driver's idle socket) is not waited for.
setTimeout(() => process.exit(), 3_000).unref();

/** The first asks the command to stop; one that comes later ends the process. */
function stopOnSignals(stop: AbortController): void {
  let first: number | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      first ??= performance.now();
      // Ctrl+C reaches the launcher too, which passes it on: one key press comes twice.
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
