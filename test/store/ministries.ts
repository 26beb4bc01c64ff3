import type { Client } from "../../client/api/client.ts";
import type { CorrectionRequest } from "../../contract/corrections.ts";
import { written, type WrittenStory } from "../model/written-story.ts";

export const STORY = "ministries";
export const TOKEN = "a-secret-of-the-owner";
export const HEAD = "Two ministries gave figures.";
export const ALPHA = "The Alpha ministry said that the new rule cut delays by twelve percent across all regions.";
export const BETA = "The Beta ministry said that the new rule cut delays by twelve percent across all regions.";
export const LED = "Ann Arden leads the Alpha ministry.";
export const AGE = "Ann Arden is 52 years old.";
export const QUOTE = "the new rule cut delays by twelve percent";

export const ENTITIES: WrittenStory["entities"] = [
  ["alpha", "Organization", "Alpha ministry"],
  ["beta", "Organization", "Beta ministry"],
  ["figure", "Statement", "Delays fell by twelve"],
  ["ann", "Person", "Ann Arden", { properties: { age: 52 }, receipts: [{ property: "age", start: 263, end: 265 }] }],
];

export const CLAIMS: WrittenStory["claims"] = [
  { key: "alpha-made", subject: "alpha", type: "MADE", object: "figure", source: "alpha", quote: QUOTE },
  { key: "beta-made", subject: "beta", type: "MADE", object: "figure", source: "beta", quote: QUOTE, ordinal: 2 },
  { key: "ann-leads", subject: "ann", type: "LEADS", object: "alpha", quote: "Ann Arden leads the Alpha ministry" },
];

export const SENTENCES = [HEAD, ALPHA, BETA, LED, AGE];

/** The story of its first text. */
export function first(): WrittenStory {
  return {
    id: STORY,
    articles: [{ sentences: SENTENCES }],
    entities: ENTITIES,
    claims: CLAIMS,
    mentions: [
      ["ann", "Ann Arden"],
      ["alpha", "Alpha ministry"],
    ],
  };
}

export type Ministries = ReturnType<typeof ministriesOf>;

/** What tests ask of the story, through an app that may start later. */
export function ministriesOf(clientOf: () => Client) {
  const client: Client = (name, input) => clientOf()(name, input);
  const own = { ownerToken: TOKEN };
  const of = (id: string) => ({ params: { story: STORY, id }, ...own });
  const load = (story: WrittenStory) => client("load", { body: written(story), ...own });
  const correct = (body: Partial<CorrectionRequest>, dryRun?: "1", id = "article-1") =>
    client("correct", { ...of(id), body, query: dryRun === undefined ? {} : { dryRun } });
  const ask = async (statement: string) => (await client("query", { body: { statement, story: STORY }, ...own })).rows;
  /** Claims that stand: id, first quote and what the stored text says at its place. */
  const standing = () =>
    ask(`MATCH (:Entity {story: $story})-[r]->(:Entity)
      MATCH (a:Article {story: $story, id: r.document})
      RETURN r.id, r.quotes[0], substring(a.text, r.starts[0], r.ends[0] - r.starts[0]) ORDER BY r.id`);
  const others = async () =>
    (await client("claims", { params: { story: STORY }, ...own })).claims.map(({ id, inText, saidUntil, status }) => ({
      id,
      inText,
      ...(saidUntil !== undefined && { saidUntil }),
      status,
    }));
  const changesOf = async () => (await client("changes", { params: { story: STORY }, ...own })).changes;
  const problem = async (work: Promise<unknown>) =>
    work.then(
      () => "no problem",
      (error: { problem?: { code: string } | null; message: string }) => error.problem?.code ?? error.message,
    );
  return { client, own, of, load, correct, ask, standing, others, changesOf, problem };
}
