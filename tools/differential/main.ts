import { parseArgs } from "node:util";
import neo4j from "neo4j-driver";
import type { Neo4jConfig } from "../../server/config.ts";
import { emptyNeo4j } from "../../test/store/real-neo4j.ts";
import { checkoutSeed, readProof, versionsHere, writeProof } from "./proof-file.ts";
import { ciRun, PROOF_QUERIES } from "./proof.ts";
import { coverageText, differenceText, shortcomings, summaryText } from "./report.ts";
import { runDifferential } from "./run.ts";

/** So many statements must have asked everything there is. */
const ENOUGH = 10_000;

const write = (line: string) => void process.stdout.write(`${line}\n`);

/** Answers the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      queries: { type: "string", default: String(PROOF_QUERIES) },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
      // Decides by proof.json how many statements of which seed are asked.
      ci: { type: "boolean", default: false },
      kind: { type: "string" },
      shrink: { type: "string", default: "20" },
      // Shows also what one side alone refuses.
      "one-sided": { type: "boolean", default: false },
    },
  });
  const versions = versionsHere();
  const planned = values.ci ? ciRun(readProof(), versions, checkoutSeed()) : null;
  if (planned !== null) write(planned.why);
  const { queries, seed } = planned ?? { queries: Number(values.queries), seed: Number(values.seed) };
  const kind = values.kind ?? null;
  write(`Differential: ${queries} queries, seed ${seed}`);
  const { config, stop } = await emptyNeo4j({ isShortLived: false });
  try {
    const outcome = await runDifferential(config, {
      queries,
      seed,
      shrunk: Number(values.shrink),
      kind,
      progress: (done, different) => write(`${done} queries, ${different} different`),
      found: (difference) => write(`seed ${seed}\n${differenceText(difference)}`),
      oneSided: (difference) => (values["one-sided"] ? write(differenceText(difference)) : undefined),
    });
    write(coverageText(outcome));
    for (const [why, times] of [...outcome.refusals].toSorted(([, a], [, b]) => b - a))
      write(`refused ${times} times: ${why}`);
    const lacking = queries >= ENOUGH && kind === null ? shortcomings(outcome, queries) : [];
    for (const line of lacking) write(line);
    const isSame = outcome.counts.different === 0 && lacking.length === 0;
    if (isSame && kind === null && queries >= PROOF_QUERIES) {
      const now = versionsHere();
      const asked = { ...now, neo4j: await versionOf(config) };
      // What was changed while the statements were asked is proven by none of them.
      if (now.engine === versions.engine && now.generator === versions.generator) {
        writeProof({ ...asked, seed, queries, date: new Date().toISOString().slice(0, 10) });
        write("proof.json is written");
      } else write("The engine or the generator was changed meanwhile: no proof is written");
    }
    write(summaryText(outcome, queries, seed));
    if (!isSame) write(`Again: npm run test:differential -- --queries ${queries} --seed ${seed}`);
    return isSame ? 0 : 1;
  } finally {
    await stop();
  }
}

/** The version of the Neo4j that is asked, in its own words. */
async function versionOf({ uri, user, password, database }: Neo4jConfig): Promise<string> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    const { records } = await driver.executeQuery(
      "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version",
      {},
      { database },
    );
    return String(records[0]?.get("version"));
  } finally {
    await driver.close();
  }
}

process.exitCode = await main();
