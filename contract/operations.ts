import { z } from "zod";
import {
  ArticleAnswer,
  EntityAnswer,
  Id,
  NeighboursAnswer,
  SchemaAnswer,
  SearchAnswer,
  StoryAnswer,
  StoryList,
} from "./browse.ts";
import type { Operation } from "./operation.ts";
import { LoadReport, LoadRequest, QueryAnswer, QueryRequest, QuestionList } from "./query.ts";

/** Characters of a name that is searched. */
export const MAX_SEARCH = 200;
export const MAX_HITS = 50;
export const MAX_NEIGHBOURS = 500;

const none = z.strictObject({});
const noBody = z.undefined();
const byId = z.strictObject({ id: Id });
const limit = (most: number, usual: number) => z.coerce.number<string>().int().min(1).max(most).default(usual);

/** Keeps each row's own types while holding it to Operation. */
function row<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  operation: Operation<P, Q, B, A>,
): Operation<P, Q, B, A> {
  return operation;
}

/** The contract table. An operation that is not here does not exist. */
export const operations = {
  stories: row({
    method: "get",
    path: "/api/stories",
    summary: "The stories that are loaded, newest first",
    access: "anyone",
    params: none,
    query: none,
    body: noBody,
    answer: StoryList,
    errors: [],
    cached: true,
  }),
  story: row({
    method: "get",
    path: "/api/stories/:id",
    summary: "The whole graph of a story: entities, and relations with their receipts",
    access: "anyone",
    params: byId,
    query: none,
    body: noBody,
    answer: StoryAnswer,
    errors: ["story/not-found"],
    cached: true,
  }),
  search: row({
    method: "get",
    path: "/api/search",
    summary: "Entities by any of their names, in any script",
    access: "anyone",
    params: none,
    query: z.strictObject({ q: z.string().trim().min(1).max(MAX_SEARCH), limit: limit(MAX_HITS, 10) }),
    body: noBody,
    answer: SearchAnswer,
    errors: [],
    cached: true,
  }),
  entity: row({
    method: "get",
    path: "/api/entities/:id",
    summary: "An entity with its relations, every receipt and where it is named",
    access: "anyone",
    params: byId,
    query: none,
    body: noBody,
    answer: EntityAnswer,
    errors: ["entity/not-found"],
    cached: true,
  }),
  neighbours: row({
    method: "get",
    path: "/api/entities/:id/neighbours",
    summary: "What an entity is joined to, the best joined first, and how many there are in all",
    access: "anyone",
    params: byId,
    query: z.strictObject({
      type: z
        .string()
        .regex(/^[A-Z][A-Z0-9_]{0,63}(,[A-Z][A-Z0-9_]{0,63})*$/, "Relation types, as LEADS or LEADS,PART_OF")
        .optional()
        .describe("Relation types, joined by commas; all without it"),
      limit: limit(MAX_NEIGHBOURS, 50),
    }),
    body: noBody,
    answer: NeighboursAnswer,
    errors: ["entity/not-found"],
    cached: true,
  }),
  article: row({
    method: "get",
    path: "/api/articles/:id",
    summary: "An article with its text and what each part of it names",
    access: "anyone",
    params: byId,
    query: none,
    body: noBody,
    answer: ArticleAnswer,
    errors: ["article/not-found"],
    cached: true,
  }),
  schema: row({
    method: "get",
    path: "/api/schema",
    summary: "Kinds, relation types and property keys that are in use, with counts",
    access: "anyone",
    params: none,
    query: none,
    body: noBody,
    answer: SchemaAnswer,
    errors: [],
    cached: true,
  }),
  questions: row({
    method: "get",
    path: "/api/questions",
    summary: "The questions that come with the story, in words and in Cypher",
    access: "anyone",
    params: none,
    query: none,
    body: noBody,
    answer: QuestionList,
    errors: [],
    cached: false,
  }),
  ask: row({
    method: "get",
    path: "/api/questions/:id",
    summary: "The answer to a question of the list",
    access: "anyone",
    params: byId,
    query: none,
    body: noBody,
    answer: QueryAnswer,
    errors: ["question/not-found", "query/timeout", "query/limit"],
    cached: true,
  }),
  query: row({
    method: "post",
    path: "/api/query",
    summary: "Runs Cypher that reads",
    access: "owner",
    params: none,
    query: none,
    body: QueryRequest,
    answer: QueryAnswer,
    errors: ["query/invalid", "query/refused", "query/too-long", "query/limit", "query/timeout", "query/cancelled"],
    cached: false,
  }),
  load: row({
    method: "post",
    path: "/api/load",
    summary: "Loads a story file with its article texts; a second time changes nothing",
    access: "owner",
    params: none,
    query: none,
    body: LoadRequest,
    answer: LoadReport,
    errors: ["request/read-only", "load/invalid", "load/busy", "store/full"],
    cached: false,
  }),
} as const;

export type OperationName = keyof typeof operations;
export type Operations = typeof operations;
