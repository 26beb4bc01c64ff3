import { z } from "zod";
import { CypherParameters, CypherValue } from "./cypher-value.ts";

export const MAX_STATEMENT = 10_000;
export const MAX_ROWS = 1_000;

export const QueryRequest = z.strictObject({
  statement: z.string().describe(`Cypher that reads, at most ${MAX_STATEMENT} characters`),
  parameters: CypherParameters.default({}),
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

export const Question = z.strictObject({
  id: z.string(),
  question: z.string().describe("In words"),
  statement: z.string(),
});
export type Question = z.infer<typeof Question>;

export const QuestionList = z.strictObject({ questions: z.array(Question) });

export const LoadRequest = z.strictObject({
  /** The story file's JSON as text, so that a mistake in it is named by its line. */
  story: z.string(),
  /** Article texts by the file name the story gives. */
  articles: z.record(z.string(), z.string()),
});
export type LoadRequest = z.infer<typeof LoadRequest>;

export const LoadProblem = z.strictObject({
  code: z.string(),
  place: z.string(),
  message: z.string(),
  remedy: z.string(),
});
export type LoadProblem = z.infer<typeof LoadProblem>;

export const LoadReport = z.strictObject({
  story: z.string(),
  nodes: z.int(),
  relations: z.int(),
  mentions: z.int(),
  created: z.int().describe("Nodes, relations and mentions that were not there"),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(LoadProblem).describe("The first thousand"),
  refusedCount: z.int().describe("All that was refused"),
});
export type LoadReport = z.infer<typeof LoadReport>;
