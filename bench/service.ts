import {
  askAtRate,
  askHeavily,
  faultsOf,
  floodUnread,
  slowestOf,
  stopUnderLoad,
  visitEmbed,
} from "../test/attacks/attacks.ts";
import { percentile, type Outcome } from "../test/attacks/clients.ts";
import { serveProcess, type ServedProcess } from "../test/attacks/served-process.ts";
import { millisText, type Row } from "./report.ts";

const SECONDS = Number(process.env["WIREGRAPH_ATTACK_SECONDS"] ?? 120);

type Figure = (served: ServedProcess) => Promise<Omit<Row, "figure" | "against" | "ratio" | "neo4j">>;

const FIGURES: Readonly<Record<string, Figure>> = {
  [`1,000 clients, 500 requests a second for ${SECONDS} s: /healthz`]: atRate,
  "60 connections × 150 requests that nobody reads: /healthz": flood,
  "40 first visits of an embed: /healthz": embed,
  "100 heavy queries: a reader": heavy,
  "SIGTERM under 50 slow queries and 200 readers: answers cut": stopping,
};

/** The server under attack, with a new process for each figure. Other load on the machine makes the figures worse. */
export async function serviceRows(isWanted: (figure: string) => boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [figure, measured] of Object.entries(FIGURES)) {
    if (!isWanted(figure)) continue;
    process.stderr.write(`${figure} …\n`);
    const served = await serveProcess({ LOG_LEVEL: "warn" });
    try {
      rows.push({ figure, against: "", ratio: null, neo4j: "", ...(await measured(served)) });
    } finally {
      await served.destroy();
    }
  }
  return rows;
}

async function atRate(served: ServedProcess): ReturnType<Figure> {
  const { result, slowest, failed } = await askAtRate(served, SECONDS);
  const faults = { ...faultsOf(result), ...result.errors };
  return {
    ours: millisText(slowest),
    goal: "≤ 500 ms, no 5xx but 503",
    reached: slowest <= 500 && failed === 0 && Object.keys(faults).length === 0,
    note: `${statusText(result)}; an answer: half within ${share(result, 0.5)}, 99 % within ${share(result, 0.99)}`,
  };
}

async function flood(served: ServedProcess): ReturnType<Figure> {
  const { probed, growth, after } = await floodUnread(served, 20);
  return {
    ours: millisText(probed.slowest),
    goal: "≤ 1 s, memory ≤ 2 ×",
    reached: probed.slowest <= 1_000 && probed.failed === 0 && growth <= 2,
    note: `memory ${growth.toFixed(2)} × of before; a story ${millisText(after)} after they have gone`,
  };
}

async function embed(served: ServedProcess): ReturnType<Figure> {
  const { result, slowest, failed } = await visitEmbed(served);
  return {
    ours: millisText(slowest),
    goal: "≤ 1 s",
    reached: slowest <= 1_000 && failed === 0 && result.statuses["200"] === 40,
    note: `${statusText(result)}; the last within ${millisText(slowestOf(result, 200))}`,
  };
}

async function heavy(served: ServedProcess): ReturnType<Figure> {
  const { queries, canaries } = await askHeavily(served);
  const slowest = slowestOf(canaries, 200);
  const isWell = Object.keys(canaries.statuses).join() === "200" && Object.keys(canaries.errors).length === 0;
  return {
    ours: millisText(slowest),
    goal: "≤ 1 s",
    reached: isWell && slowest <= 1_000,
    note: `the queries: ${statusText(queries)}`,
  };
}

async function stopping(served: ServedProcess): ReturnType<Figure> {
  const { outcome, exitCode, millis } = await stopUnderLoad(served);
  const { ECONNREFUSED: refused = 0, ...cut } = outcome.errors;
  const times = Object.values(cut).reduce((sum, one) => sum + one, 0);
  return {
    ours: String(times),
    goal: "0",
    reached: times === 0 && exitCode === 0,
    note: `${statusText(outcome)}; ${refused} refused; ended after ${millisText(millis)}`,
  };
}

function statusText({ statuses }: Outcome): string {
  return Object.entries(statuses)
    .map(([status, times]) => `${times} × ${status}`)
    .join(", ");
}

function share({ millis }: Outcome, part: number): string {
  return millisText(percentile(millis["200"] ?? [], part));
}
