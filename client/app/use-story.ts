import { useCallback, useEffect, useState } from "react";
import type { ArticleAnswer } from "../../contract/browse.ts";
import type { StoryGraph } from "../../model/story.ts";
import { CallError, type Client } from "../api/client.ts";

export interface LoadedStory {
  readonly kind: "ready";
  readonly graph: StoryGraph;
  /** By id, as they come. */
  readonly articles: ReadonlyMap<string, ArticleAnswer>;
}

export type Loading =
  | { readonly kind: "loading" }
  | { readonly kind: "empty" }
  | { readonly kind: "failed"; readonly message: string }
  | LoadedStory;

const RETRY_MILLIS = 5_000;

/** The story by its id, or the newest; then its articles. */
export function useStory(client: Client, id: string | null): { loaded: Loading; retry: () => void } {
  const [loaded, setLoaded] = useState<Loading>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setLoaded((before) => (before.kind === "failed" ? before : { kind: "loading" }));
    fetchStory(client, id, signal, setLoaded).catch((error: unknown) => {
      if (signal.aborted) return;
      const told =
        error instanceof CallError ? [error.message, error.problem?.remedy].filter(Boolean).join(". ") : String(error);
      setLoaded({ kind: "failed", message: told });
      // The server is not there, or its database is not: the story comes by itself when they are.
      if (error instanceof CallError && (error.problem === null || error.problem.status === 503))
        timer = setTimeout(retry, RETRY_MILLIS);
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, id, attempt, retry]);

  return { loaded, retry };
}

async function fetchStory(
  client: Client,
  id: string | null,
  signal: AbortSignal,
  tell: (loaded: Loading) => void,
): Promise<void> {
  let wanted = id;
  if (wanted === null) {
    const { stories } = await client("stories", { signal });
    if (stories[0] === undefined) {
      tell({ kind: "empty" });
      return;
    }
    wanted = stories[0].id;
  }
  const story = wanted;
  const { graph } = await client("story", { params: { story }, signal });
  tell({ kind: "ready", graph, articles: new Map() });
  const articles = await Promise.all(
    graph.articles.map(
      async (head) => [head.id, await client("article", { params: { story, id: head.id }, signal })] as const,
    ),
  );
  tell({ kind: "ready", graph, articles: new Map(articles) });
}
