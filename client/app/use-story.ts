import { useCallback, useEffect, useRef, useState } from "react";
import type { ArticleAnswer } from "../../contract/browse.ts";
import type { StoryGraph } from "../../model/story.ts";
import { CallError, type Client } from "../api/client.ts";
import { isTransient, RETRY_MILLIS } from "../api/transient-error.ts";
import { failureWords } from "../panels/owner-context.tsx";

export interface LoadedStory {
  readonly kind: "ready";
  readonly graph: StoryGraph;
  /** By id, as they come. */
  readonly articles: ReadonlyMap<string, ArticleAnswer>;
  /** Articles that were not answered, by id, and why. */
  readonly missing: ReadonlyMap<string, string>;
}

export type Loading =
  | { readonly kind: "loading" }
  | { readonly kind: "empty" }
  /** None is named, and there are several. */
  | { readonly kind: "several" }
  /** None is named, and this is the only one: it is to be named. */
  | { readonly kind: "only"; readonly id: string }
  | { readonly kind: "failed"; readonly message: string }
  /** There is none with the id of the address, or not for this reader. */
  | { readonly kind: "absent"; readonly id: string }
  | LoadedStory;

interface UsedStory {
  readonly loaded: Loading;
  readonly retry: () => void;
  /** Reads the story again behind a change; what is shown stays until all of it is there. */
  readonly reload: () => void;
}

export interface WantedStory {
  /** null: it is only asked which there are. */
  readonly id: string | null;
  /** Nothing is asked for while none is wanted; what is there stays. */
  readonly isWanted: boolean;
}

/** The story by its id; then its articles. */
export function useStory(client: Client, { id, isWanted }: WantedStory): UsedStory {
  const [loaded, setLoaded] = useState<Loading>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(loaded);
  latest.current = loaded;
  const retry = useCallback(() => setAttempt((before) => before + 1), []);

  useEffect(() => {
    if (!isWanted) return;
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const shown = latest.current;
    const isShown = shown.kind === "ready" && shown.graph.story.id === id;
    const stays = new Set(["failed", "empty"]);
    setLoaded((before) => (stays.has(before.kind) || isShown ? before : { kind: "loading" }));
    fetchStory({ client, id, signal, atOnce: !isShown }, setLoaded).catch((error: unknown) => {
      if (signal.aborted) return;
      // What is no id of a story is the id of none.
      const isAbsent = error instanceof CallError && [400, 404].includes(error.problem?.status ?? 0);
      const told: Loading = isAbsent
        ? { kind: "absent", id: id ?? "" }
        : { kind: "failed", message: failureWords(error) };
      // A story that is shown stays while the database is away, with what its reader has typed beside it.
      if (!isShown || !isTransient(error)) setLoaded(told);
      // The server is not there, or its database is not: the story comes by itself when they are.
      if (isTransient(error)) timer = setTimeout(retry, RETRY_MILLIS);
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, id, isWanted, attempt, retry]);

  return { loaded, retry, reload: retry };
}

interface Fetching {
  readonly client: Client;
  readonly id: string | null;
  readonly signal: AbortSignal;
  /** Tells the story before its articles. */
  readonly atOnce: boolean;
}

async function fetchStory({ client, id, signal, atOnce }: Fetching, tell: (loaded: Loading) => void): Promise<void> {
  if (id === null) {
    const { stories } = await client("stories", { signal });
    const [only] = stories;
    tell(
      only === undefined ? { kind: "empty" } : stories.length > 1 ? { kind: "several" } : { kind: "only", id: only.id },
    );
    return;
  }
  const story = id;
  const { graph } = await client("story", { params: { story }, signal });
  const articles = new Map<string, ArticleAnswer>();
  const missing = new Map<string, string>();
  const tellNow = () => tell({ kind: "ready", graph, articles: new Map(articles), missing: new Map(missing) });
  if (atOnce) tellNow();
  let wanted = graph.articles.map(({ id }) => id);
  while (wanted.length > 0) {
    const again: string[] = [];
    await Promise.all(
      wanted.map(async (id) => {
        try {
          articles.set(id, await client("article", { params: { story, id }, signal }));
          missing.delete(id);
        } catch (error) {
          // The story can be read without it.
          missing.set(id, failureWords(error));
          if (isTransient(error)) again.push(id);
        }
      }),
    );
    if (signal.aborted) return;
    tellNow();
    wanted = again;
    if (wanted.length > 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    if (signal.aborted) return;
  }
}
