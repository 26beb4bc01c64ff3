import { z } from "zod";
import {
  ArticleAnswer,
  EntityAnswer,
  Id,
  NeighboursAnswer,
  SchemaAnswer,
  RelationWithEnds,
  SearchAnswer,
  StoryAnswer,
  StoryId,
  StoryList,
  StorySummary,
  Visibility,
} from "./browse.ts";
import type { Operation } from "./operation.ts";
import { EntityRef, Judgement, JudgementList, JudgementRequest, WhoAnswer } from "./who.ts";
import { InstanceAnswer } from "./instance.ts";
import { LoadReport, LoadRequest, QueryAnswer, QueryRequest, QuestionList, UnloadReport } from "./query.ts";

/** Characters of a name that is searched. */
export const MAX_SEARCH = 200;
export const MAX_HITS = 50;
export const MAX_NEIGHBOURS = 500;

const none = z.strictObject({});
const noBody = z.undefined();
const ofLoad = z.strictObject({ load: z.uuid().describe("The id in the first line of the load's progress") });
const ofStory = z.strictObject({ story: StoryId });
const ofThing = z.strictObject({ story: StoryId, id: Id });
const flag = z
  .enum(["0", "1"], "is 1 or 0")
  .default("0")
  .transform((word) => word === "1");
const limit = (most: number, usual: number) => z.coerce.number<string>().int().min(1).max(most).default(usual);

/** Keeps each row's own types while holding it to Operation. */
function row<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  operation: Operation<P, Q, B, A>,
): Operation<P, Q, B, A> {
  return operation;
}

/** The contract table. An operation that is not here does not exist. */
export const operations = {
  instance: row({
    method: "get",
    path: "/api/instance",
    summary: "Which instance answers, and whom it takes for its owner",
    access: "anyone",
    params: none,
    query: none,
    body: noBody,
    answer: InstanceAnswer,
    errors: [],
    cached: false,
  }),
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
    path: "/api/stories/:story",
    summary: "The whole graph of a story: entities, and relations with their receipts",
    access: "anyone",
    params: ofStory,
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
    query: z.strictObject({
      q: z.string().trim().min(1).max(MAX_SEARCH),
      story: StoryId.optional().describe("Search this story alone"),
      limit: limit(MAX_HITS, 10),
    }),
    body: noBody,
    answer: SearchAnswer,
    errors: ["story/not-found"],
    cached: true,
  }),
  entity: row({
    method: "get",
    path: "/api/stories/:story/entities/:id",
    summary: "An entity with its relations, every receipt and where it is named",
    access: "anyone",
    params: ofThing,
    query: none,
    body: noBody,
    answer: EntityAnswer,
    errors: ["story/not-found", "entity/not-found"],
    cached: true,
  }),
  neighbours: row({
    method: "get",
    path: "/api/stories/:story/entities/:id/neighbours",
    summary: "What an entity is joined to, the best joined first, and how many there are in all",
    access: "anyone",
    params: ofThing,
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
    errors: ["story/not-found", "entity/not-found"],
    cached: true,
  }),
  article: row({
    method: "get",
    path: "/api/stories/:story/articles/:id",
    summary: "An article with its text and what each part of it names",
    access: "anyone",
    params: ofThing,
    query: none,
    body: noBody,
    answer: ArticleAnswer,
    errors: ["story/not-found", "article/not-found"],
    cached: true,
  }),
  relation: row({
    method: "get",
    path: "/api/stories/:story/relations/:id",
    summary: "A relation with its receipt, and whom it joins",
    access: "anyone",
    params: ofThing,
    query: none,
    body: noBody,
    answer: RelationWithEnds,
    errors: ["story/not-found", "relation/not-found"],
    cached: true,
  }),
  schema: row({
    method: "get",
    path: "/api/schema",
    summary: "Kinds, relation types and property keys that are in use, with counts",
    access: "anyone",
    params: none,
    query: z.strictObject({ story: StoryId.optional().describe("Of this story alone") }),
    body: noBody,
    answer: SchemaAnswer,
    errors: ["story/not-found"],
    cached: true,
  }),
  questions: row({
    method: "get",
    path: "/api/stories/:story/questions",
    summary: "The questions that come with the story, in words and in Cypher",
    access: "anyone",
    params: ofStory,
    query: none,
    body: noBody,
    answer: QuestionList,
    errors: ["story/not-found"],
    cached: true,
  }),
  ask: row({
    method: "get",
    path: "/api/stories/:story/questions/:id",
    summary: "The answer to a question of the list",
    access: "anyone",
    params: ofThing,
    query: none,
    body: noBody,
    answer: QueryAnswer,
    errors: ["story/not-found", "question/not-found", "query/timeout", "query/limit"],
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
    errors: [
      "story/not-found",
      "query/invalid",
      "query/refused",
      "query/too-long",
      "query/limit",
      "query/timeout",
      "query/cancelled",
    ],
    cached: false,
  }),
  who: row({
    method: "get",
    path: "/api/who/:id",
    summary: "All that the stories say of one somebody, over all of them, and who else it may be",
    access: "anyone",
    params: z.strictObject({ id: EntityRef }),
    query: none,
    body: noBody,
    answer: WhoAnswer,
    errors: ["entity/not-found"],
    cached: true,
  }),
  judgements: row({
    method: "get",
    path: "/api/judgements",
    summary: "What was decided of entities of different stories",
    access: "owner",
    params: none,
    query: none,
    body: noBody,
    answer: JudgementList,
    errors: [],
    cached: false,
  }),
  judge: row({
    method: "post",
    path: "/api/judgements",
    summary: "Decides that two entities of different stories are the same, are different, or that it is unsure",
    access: "owner",
    params: none,
    query: none,
    body: JudgementRequest,
    answer: Judgement,
    errors: ["request/read-only", "entity/not-found", "judgement/conflict", "load/busy", "store/full"],
    cached: false,
  }),
  takeBack: row({
    method: "delete",
    path: "/api/judgements",
    summary: "Takes back what was decided of two entities",
    access: "owner",
    params: none,
    query: z.strictObject({ a: EntityRef, b: EntityRef }),
    body: noBody,
    answer: Judgement,
    errors: ["request/read-only", "judgement/not-found", "load/busy", "store/full"],
    cached: false,
  }),
  load: row({
    method: "post",
    path: "/api/load",
    summary:
      "Loads a story file with its article texts in place of what it brought before; a second time changes nothing. With Accept: application/x-ndjson its progress comes in lines, the last of which holds the answer or the problem",
    access: "owner",
    params: none,
    query: z.strictObject({
      dryRun: flag.describe("1: tell what would change and change nothing"),
    }),
    body: LoadRequest,
    answer: LoadReport,
    errors: ["request/read-only", "load/invalid", "load/busy", "load/too-large", "store/full"],
    cached: false,
  }),
  cancelLoad: row({
    method: "delete",
    path: "/api/load/:load",
    summary: "Cancels a load whose progress is told: as long as nothing of it is visible, the story stays as it was",
    access: "owner",
    params: ofLoad,
    query: none,
    body: noBody,
    answer: ofLoad,
    errors: ["load/not-found"],
    cached: false,
  }),
  changeStory: row({
    method: "patch",
    path: "/api/stories/:story",
    summary: "Makes a story public, or keeps it on the owner's desk",
    access: "owner",
    params: ofStory,
    query: none,
    body: z.strictObject({ visibility: Visibility }),
    answer: StorySummary,
    errors: ["request/read-only", "story/not-found", "load/busy", "store/full"],
    cached: false,
  }),
  unload: row({
    method: "delete",
    path: "/api/stories/:story",
    summary: "Removes a story with everything in it, and nothing else",
    access: "owner",
    params: ofStory,
    query: z.strictObject({
      dryRun: flag.describe("1: tell what would go and remove nothing"),
    }),
    body: noBody,
    answer: UnloadReport,
    errors: ["request/read-only", "story/not-found", "load/busy", "load/too-large", "store/full"],
    cached: false,
  }),
} as const;

export type OperationName = keyof typeof operations;
export type Operations = typeof operations;
