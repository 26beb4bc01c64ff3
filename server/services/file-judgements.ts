import { Failure } from "../../contract/errors.ts";
import type { LoadReport } from "../../contract/query.ts";
import { entityRef, orderedPair } from "../../model/clusters.ts";
import type { FileJudgement } from "../../model/story-file.ts";
import { EVERY_CHANGE } from "./erased-ledger.ts";
import type { JudgementService } from "./judgements.ts";

/** The author of a file's judgements in the ledger. */
const WHO = "the story file";

/**
 * Applies a file's judgements about entities of its story and of others, one by one. A pair with a judgement, or with a
 * retracted one, is left unchanged: a file does not override people.
 */
export async function fileJudgements(
  judgements: JudgementService,
  { story, dryRun }: Pick<LoadReport, "story" | "dryRun">,
  wanted: readonly FileJudgement[],
): Promise<NonNullable<LoadReport["judgements"]>> {
  const decided = await decidedPairs(judgements);
  const report = { taken: 0, decided: 0, waiting: 0, refused: [] as string[] };
  for (const { id, other, verdict, reason } of wanted) {
    const a = entityRef(story, id);
    if (decided.has(pairKey(a, other))) report.decided += 1;
    else if (dryRun) report.taken += 1;
    else
      try {
        await judgements.judge({ a, b: other, verdict, who: WHO, ...(reason !== undefined && { reason }) });
        report.taken += 1;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (error.code === "entity/not-found") report.waiting += 1;
        else if (error.code === "judgement/conflict") report.refused.push(error.message);
        else throw error;
      }
  }
  return report;
}

/** Pairs that have or had a judgement. */
async function decidedPairs(judgements: JudgementService): Promise<ReadonlySet<string>> {
  const { judgements: standing } = await judgements.list();
  const { changes } = await judgements.changes({ limit: EVERY_CHANGE });
  const pairs = [...standing, ...changes.flatMap(({ before, after }) => before ?? after ?? [])];
  return new Set(pairs.map(({ a, b }) => pairKey(a, b)));
}

function pairKey(one: string, other: string): string {
  return JSON.stringify(orderedPair(one, other));
}
