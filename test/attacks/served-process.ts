import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../free-port.ts";

/** The product as an operator starts it: a process of its own over a folder of its own, with the seed story. */
export interface ServedProcess {
  readonly url: string;
  readonly port: number;
  /** What it has logged, a JSON object a line. */
  readonly log: readonly string[];
  /** Megabytes of memory the process occupies. */
  rss(): number;
  kill(signal: NodeJS.Signals): void;
  /** When it has ended by itself: its exit code. */
  readonly exited: Promise<number | null>;
  /** Ends it hard when it still runs, and removes its folder. */
  destroy(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, "../..");
const START_MILLIS = 60_000;

export async function serveProcess(env: Readonly<Record<string, string>> = {}): Promise<ServedProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), "wiregraph-served-"));
  const port = await freePort();
  const child = spawn(process.execPath, ["dist/server/main.js", "start"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], PORT: String(port), DATA_DIR: dataDir, ...env },
  });
  const log: string[] = [];
  linesOf(child.stderr, (line) => log.push(line));
  const exited = once(child, "exit").then(([code]) => code as number | null);
  await opened(child, log);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    log,
    exited,
    rss: () => Number(spawnSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" }).stdout) / 1024,
    kill: (signal) => void child.kill(signal),
    destroy: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function opened(child: ChildProcess, log: readonly string[]): Promise<void> {
  await new Promise<void>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`it did not open: ${log.join("\n")}`)), START_MILLIS);
    child.once("exit", () => fail(new Error(`it ended: ${log.join("\n")}`)));
    linesOf(child.stdout, (line) => {
      if (!line.startsWith("Wiregraph is open")) return;
      clearTimeout(timer);
      done();
    });
  });
}

function linesOf(stream: NodeJS.ReadableStream | null, hear: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(line);
  });
}
