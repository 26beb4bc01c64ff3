import { parseArgs } from "node:util";
import { emptyNeo4j } from "../../test/store/real-neo4j.ts";
import { coverageText, differenceText, shortcomings, summaryText } from "./report.ts";
import { runDifferential } from "./run.ts";

/** So many statements must have asked everything there is. */
const ENOUGH = 10_000;

const write = (line: string) => void process.stdout.write(`${line}\n`);

/** Answers the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      queries: { type: "string", default: "20000" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
      kind: { type: "string" },
      shrink: { type: "string", default: "20" },
      // Shows also what one side alone refuses.
      parted: { type: "boolean", default: false },
    },
  });
  const [queries, seed, shrunk] = [Number(values.queries), Number(values.seed), Number(values.shrink)];
  write(`Differential: ${queries} queries, seed ${seed}`);
  const { config, stop } = await emptyNeo4j();
  try {
    const outcome = await runDifferential(config, {
      queries,
      seed,
      shrunk,
      kind: values.kind ?? null,
      progress: (done, different) => write(`${done} queries, ${different} different`),
      found: (difference) => write(differenceText(difference)),
      parted: (difference) => (values.parted ? write(differenceText(difference)) : undefined),
    });
    write(coverageText(outcome));
    for (const [why, times] of [...outcome.refusals].toSorted(([, a], [, b]) => b - a))
      write(`refused ${times} times: ${why}`);
    write(summaryText(outcome, queries, seed));
    const lacking = queries >= ENOUGH && values.kind === undefined ? shortcomings(outcome, queries) : [];
    for (const line of lacking) write(line);
    return outcome.counts.different > 0 || lacking.length > 0 ? 1 : 0;
  } finally {
    await stop();
  }
}

process.exitCode = await main();
