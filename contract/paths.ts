import { z } from "zod";
import { Certainty, Polarity } from "../model/certainty-schema.ts";
import { MAX_CONNECTIONS, MAX_STEPS, USUAL_CONNECTIONS } from "../model/connection-limits.ts";
import { EntityEnd, Evidence, Id, QuotedDocument } from "./browse.ts";
import { limit, noBody, ofStory, row } from "./operation-row.ts";

/** Ids that one request may exclude. */
const MAX_WITHOUT = 50;

/** Claims that are returned per step. */
export const MAX_STEP_CLAIMS = 10;

const Source = z.strictObject({
  id: z.string().describe("An entity, or the article or outside name that is the origin of a document"),
  name: z.string(),
});

const QuotedReceipt = z.strictObject({
  relation: z.string().describe("The id of the relation whose receipt it is"),
  quotes: z.array(z.string()).describe("The words of the document; none of a row of a dataset"),
  sentences: z.array(z.int()).describe("Numbers of the sentences in the document, the headline is 0"),
  document: QuotedDocument.nullable(),
  source: Source.describe("Who says it"),
  certainty: Certainty,
  polarity: Polarity,
});

const StepClaim = z.strictObject({
  text: z.string(),
  certainty: Certainty,
  speakers: z.array(Source).describe("Who says all of it; none where it is put together from several voices"),
  receipts: z.array(QuotedReceipt),
});

const StepAnswer = z.strictObject({
  from: EntityEnd,
  to: EntityEnd,
  claims: z.array(StepClaim).describe(`What is said of both, the best borne out first; ${MAX_STEP_CLAIMS} at most`),
  denials: z.array(StepClaim).describe("What says that it is not so"),
  sources: z.int().describe("Independent sources, each of which alone bears it out"),
  certainty: Certainty.describe("Of the first claim"),
});

const PathAnswer = z.strictObject({
  steps: z.array(StepAnswer),
  sources: z.array(Source).describe("Who speaks for any of its steps, each once"),
  evidence: Evidence.describe("What its claims rest on"),
  certainty: Certainty.describe("Of its least certain step"),
  weakest: z.int().describe("The number of the step that falls first, from 1 on"),
  ifWrong: z
    .strictObject({
      sources: z.array(Source).describe("Those without any of which the weakest step falls"),
      through: z.array(EntityEnd).nullable().describe("What still links both; null where nothing does"),
    })
    .nullable()
    .describe("null where every step stands when any one source is wrong"),
  words: z.array(z.string()).describe("The same as sentences for readers"),
});

export const PathsAnswer = z.strictObject({
  from: EntityEnd,
  to: EntityEnd,
  paths: z.array(PathAnswer).describe("The best first"),
  more: z.boolean().describe("There are more than these"),
  denials: z.array(StepClaim).describe("Where there is none: what says of the two that it is not so"),
  naming: z
    .array(z.strictObject({ document: z.string(), sentence: z.int() }))
    .describe("Where there is none: sentences that name both"),
  words: z.string().nullable().describe("Where there is none: that, as a sentence"),
});
export type PathsAnswer = z.infer<typeof PathsAnswer>;

export const pathOperations = {
  paths: row({
    method: "get",
    path: "/api/stories/:story/paths",
    summary: `How two entities are linked, in ${MAX_STEPS} steps at most, each told by the sentences that bear it out`,
    access: "anyone",
    params: ofStory,
    query: z.strictObject({
      from: Id,
      to: Id,
      k: limit(MAX_CONNECTIONS, USUAL_CONNECTIONS).describe("How many are told at most"),
      without: z
        .union([Id.transform((id) => [id]), z.array(Id).max(MAX_WITHOUT)])
        .default([])
        .describe("Nothing leads through this entity, and nothing rests on its word; as often as there are"),
    }),
    body: noBody,
    answer: PathsAnswer,
    errors: ["story/not-found", "entity/not-found", "story/too-large"],
    cached: true,
  }),
};
