import { useEffect, useState } from "react";
import type { CypherValue } from "../../contract/cypher-value.ts";
import { MAX_ARTICLES } from "../../contract/operations.ts";
import type { Article } from "../../model/article.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Client } from "../api/client.ts";

/** A story with relations in an answer, and the data for their receipts. */
export interface AnsweredStory {
  readonly graph: StoryGraph;
  readonly articleOf: (id: string) => Article | null;
}

/** Of an answer with hundreds of stories only the first are shown with names, the others with ids. */
const MOST = 8;

/** The other stories with relations in an answer, by id, as they load. */
export function useAnsweredStories(client: Client, rows: CypherValue, own: string): ReadonlyMap<string, AnsweredStory> {
  const [stories, setStories] = useState<ReadonlyMap<string, AnsweredStory>>(new Map());
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setStories(new Map());
    const wanted = [...relationStories(rows)].filter((id) => id !== own).slice(0, MOST);
    for (const id of wanted) {
      fetchAnswered(client, id, signal).then(
        (story) => {
          if (!signal.aborted) setStories((before) => new Map(before).set(id, story));
        },
        // Its relations are shown with ids.
        () => undefined,
      );
    }
    return () => controller.abort();
  }, [client, rows, own]);
  return stories;
}

async function fetchAnswered(client: Client, story: string, signal: AbortSignal): Promise<AnsweredStory> {
  const { graph } = await client("story", { params: { story }, signal });
  const articles = new Map<string, Article>();
  for (let offset = 0; offset < graph.articles.length; offset += MAX_ARTICLES) {
    const answer = await client("articles", { params: { story }, query: { offset: String(offset) }, signal }).catch(
      () => null,
    );
    for (const article of answer?.articles ?? []) articles.set(article.id, article);
  }
  return { graph, articleOf: (id) => articles.get(id) ?? null };
}

function relationStories(value: CypherValue, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== "object" || value === null) return found;
  const tagged = value as { readonly [key: string]: CypherValue | undefined };
  if (tagged["$type"] === "Relationship") {
    const { story } = tagged["properties"] as { readonly story?: CypherValue };
    if (typeof story === "string") found.add(story);
  } else for (const item of Object.values(tagged)) relationStories(item ?? null, found);
  return found;
}
