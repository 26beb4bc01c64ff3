import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readScenarios } from "./features.ts";
import { runScenario, type Verdict } from "./run-scenario.ts";

interface Known {
  readonly [scenario: string]: string;
}

/** Runs the kit in a folder; answers the exit code. The list of what is known not to pass must be exact. */
async function main(folder: string, flags: readonly string[]): Promise<number> {
  const scenarios = readScenarios(join(folder, "features"));
  const known = JSON.parse(readFileSync(new URL("known.json", import.meta.url), "utf8")) as Known;
  const grep = flags.find((flag) => flag.startsWith("--grep="))?.slice("--grep=".length) ?? "";
  const counts: Record<Verdict, number> = { passed: 0, wrong: 0, refused: 0, accepted: 0 };
  const failed: string[] = [];
  const news: string[] = [];
  for (const scenario of scenarios.filter(({ name }) => name.includes(grep))) {
    const { verdict, why } = await runScenario(scenario, join(folder, "graphs"));
    counts[verdict] += 1;
    if (verdict === "passed") continue;
    failed.push(scenario.name);
    const told = `${verdict}: ${scenario.name}\n  ${why.replaceAll("\n", "\n  ")}`;
    // A wrong answer given silently is never known: it fails until it is mended or refused.
    if (known[scenario.name] === undefined || verdict === "wrong") news.push(told);
    else if (flags.includes("--verbose")) process.stdout.write(`${told}\n`);
  }
  for (const line of news) process.stdout.write(`${line}\n`);
  const mended = grep === "" ? Object.keys(known).filter((name) => !failed.includes(name)) : [];
  if (mended.length > 0)
    process.stdout.write(`These pass now; take them out of known.json:\n  ${mended.join("\n  ")}\n`);
  if (flags.includes("--names")) process.stdout.write(`${JSON.stringify(failed, null, 2)}\n`);
  process.stdout.write(
    `TCK: ${counts.passed} passed, ${counts.wrong} wrong, ${counts.refused} refused, ${counts.accepted} accepted of ${scenarios.length}\n`,
  );
  return news.length > 0 || mended.length > 0 ? 1 : 0;
}

const [folder = "", ...flags] = process.argv.slice(2);
process.exitCode = await main(folder, flags);
