import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../free-port.ts";

/** The app as `npm start` runs it: a process of its own. */
export interface ServedApp {
  readonly url: string;
  readonly pid: number;
  /** Standard output and standard error so far. */
  output(): string;
  /** Ends it by a signal and answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  readonly exited: Promise<number | null>;
}

const ROOT = resolve(import.meta.dirname, "../..");
const ANSWER_MILLIS = 60_000;

/** A program and the folder it runs in. */
interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

const SERVER: Program = { file: "dist/server/main.js", args: ["start"], cwd: ROOT };

/** Starts the app on a free port of loopback, over a folder of its own unless `env` names one; comes back once it answers 200 at `path`. */
export async function serveApp(
  env: Readonly<Record<string, string>> = {},
  path: "/healthz" | "/readyz" = "/healthz",
  program: Program = SERVER,
): Promise<ServedApp> {
  const app = await spawnApp(env, program);
  for (const until = Date.now() + ANSWER_MILLIS; ;) {
    const answered = await fetch(`${app.url}${path}`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return app;
    if (Date.now() > until) throw new Error(`The app did not answer: ${app.output()}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** The same, without waiting for anything. */
export async function spawnApp(
  env: Readonly<Record<string, string>> = {},
  { file, args, cwd }: Program = SERVER,
): Promise<ServedApp> {
  const dataDir = mkdtempSync(join(tmpdir(), "wiregraph-served-"));
  const port = await freePort();
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  const exited = once(child, "close").then(([code]) => {
    rmSync(dataDir, { recursive: true, force: true });
    return code as number | null;
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Resident memory of a process in bytes, as Linux tells it; null elsewhere. */
export function residentBytes(pid: number): number | null {
  try {
    return Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
  } catch {
    return null;
  }
}
