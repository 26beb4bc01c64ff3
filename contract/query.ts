import { z } from "zod";
import { Story } from "../model/story.ts";
import { StoryQuestion } from "../model/story-file.ts";
import { ArticleCorrection, LostDecision } from "./corrections.ts";
import { LoadProblem, Problem } from "./errors.ts";
import { CypherParameters, CypherValue } from "./cypher-value.ts";

export const MAX_STATEMENT = 10_000;
export const MAX_ROWS = 1_000;

export const QueryRequest = z.strictObject({
  statement: z.string().describe(`Cypher that reads, at most ${MAX_STATEMENT} characters`),
  parameters: CypherParameters.default({}),
  story: Story.shape.id.optional().describe("Fills $story with the id of this story"),
  limit: z.int().min(1).default(MAX_ROWS).describe(`Rows wanted at most; never more than ${MAX_ROWS}`),
});
export type QueryRequest = z.infer<typeof QueryRequest>;

export const QueryAnswer = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(CypherValue)).describe("In column order"),
  truncated: z
    .strictObject({ rows: z.int() })
    .nullable()
    .describe("The limit that cut the answer; null when it is whole"),
  plan: z.string().nullable().describe("As text, for EXPLAIN and PROFILE"),
  milliseconds: z.number(),
  store: z.enum(["neo4j", "embedded"]),
});
export type QueryAnswer = z.infer<typeof QueryAnswer>;

export const QuestionList = z.strictObject({ questions: z.array(StoryQuestion) });

export const LoadRequest = z.strictObject({
  /** The story file's JSON as text, so that a mistake in it can be located by line. */
  story: z.string(),
  /** Article texts by the file names in the story. */
  articles: z.record(z.string(), z.string()),
  /** Questions by the names of their .cypher files: the first line is the question in words, after `//`. */
  questions: z.record(z.string(), z.string()).optional(),
});
export type LoadRequest = z.infer<typeof LoadRequest>;

/** The numbers of a story's records that a load created, changed, kept or removed. */
const DIFFERENCE = {
  created: z.int().describe("Nodes, relations and mentions that were not there"),
  changed: z.int(),
  unchanged: z.int(),
  removed: z.int().describe("Nodes, relations and mentions that the file no longer has"),
} as const;

export const LoadReport = z.strictObject({
  story: z.string(),
  nodes: z.int(),
  relations: z.int(),
  mentions: z.int(),
  ...DIFFERENCE,
  dryRun: z.boolean().describe("Nothing was changed; the counts tell what would be"),
  refused: z.array(LoadProblem).describe("The mistakes of the file, each once; the first thousand"),
  refusedCount: z.int().describe("Places of the file that have a mistake"),
  fallenCount: z.int().describe("Records without a mistake that hang on a refused one, and were left out with it"),
  change: z.int().nullable().describe("Its number in the story's ledger; null where nothing was changed"),
  corrections: z.array(ArticleCorrection).describe("Articles that have another text, or were held back"),
  titleKept: z
    .string()
    .nullable()
    .describe("The title that the story was given here, which stands beside that of the file; null where none was"),
  lost: z.array(LostDecision).describe("What was decided here about claims that the file no longer makes"),
  judgements: z
    .strictObject({
      taken: z.int().describe("Decided now, as the file says"),
      decided: z.int().describe("Left as they are: something was decided of these two before"),
      waiting: z.int().describe("One of the two is not loaded: load the file again when it is"),
      refused: z.array(z.string()).describe("Against what was decided of others, in words"),
    })
    .nullable()
    .describe("What became of the judgements in the file; null where they were not asked for, or there are none"),
});
export type LoadReport = z.infer<typeof LoadReport>;

/** Stories that ship with the product. */
export const ShippedList = z.strictObject({
  stories: z.array(z.strictObject({ id: z.string(), title: z.string(), summary: z.string(), articles: z.int() })),
});
export type ShippedList = z.infer<typeof ShippedList>;

/**
 * A line of a load's progress (application/x-ndjson). The first one has the load's id, by which it can be cancelled;
 * progress follows; the last one is the report or the problem. Empty lines in between are keep-alives.
 */
export const LoadLine = z.union([
  z.strictObject({ load: z.string() }),
  z.strictObject({ progress: z.strictObject({ what: z.string(), done: z.int(), total: z.int() }) }),
  z.strictObject({ report: LoadReport }),
  z.strictObject({ problem: Problem }),
]);
export type LoadLine = z.infer<typeof LoadLine>;

export const UnloadReport = z.strictObject({
  story: z.string(),
  nodes: z.int(),
  relations: z.int(),
  mentions: z.int(),
  dryRun: z.boolean().describe("Nothing was removed; the counts tell what would be"),
});
export type UnloadReport = z.infer<typeof UnloadReport>;
