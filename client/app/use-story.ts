import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import type { ViewAnswer } from "../../contract/view.ts";
import type { ReadingView } from "../../model/reading.ts";
import type { StoryGraph } from "../../model/story.ts";
import { CallError, type Client } from "../api/client.ts";
import { TextCache } from "../api/story-texts.ts";
import { isTransient, RETRY_MILLIS } from "../api/transient-error.ts";
import { readWholeStory } from "../api/whole-story.ts";
import type { GivenFold } from "../derive/fold.ts";
import { partialStory, withAround, type AnsweredPage, type PartialStory } from "../derive/partial-story.ts";
import { failureWords } from "../panels/owner-context.tsx";

export interface LoadedStory {
  readonly kind: "ready";
  /** While the story is on its way, the part of it that is there. */
  readonly graph: StoryGraph;
  readonly part: PartialStory | null;
  /** The graph as it was folded elsewhere; null: the page folds it. */
  readonly fold: GivenFold | null;
  readonly texts: TextCache;
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
  /** How many relations the list of stories says it has; null while that is not known. */
  readonly relations: number | null;
  /** Empty where the reader has none. */
  readonly ownerToken: string;
  readonly mode: ReadingView["mode"];
  /** Marks that are wanted with all that is said of them. */
  readonly around: readonly string[];
}

/** A story with more relations is shown before all of it is there. */
const LARGE_RELATIONS = 2_000;
/** Of the pages around a mark. */
const PAGE_MARKS = "500";
/** Entities that a picture brings in from its address: with more, it waits for the whole story. */
const MOST_AROUND = 20;

/** The story by its id: a large one first as much as its first sight needs, then whole. */
export function useStory(
  client: Client,
  { id, isWanted, relations, ownerToken, mode, around }: WantedStory,
): UsedStory {
  const [loaded, setLoaded] = useState<Loading>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ loaded, relations, ownerToken, mode, around });
  latest.current = { loaded, relations, ownerToken, mode, around };
  const retry = useCallback(() => setAttempt((before) => before + 1), []);

  useEffect(() => {
    if (!isWanted) return;
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { loaded: before, ...wanted } = latest.current;
    const shown = before.kind === "ready" && before.graph.story.id === id ? before : null;
    const stays = new Set(["failed", "empty"]);
    setLoaded((now) => (stays.has(now.kind) || shown !== null ? now : { kind: "loading" }));
    fetchStory({ client, id, signal, shown, ...wanted }, setLoaded).catch((error: unknown) => {
      if (signal.aborted) return;
      // What is no id of a story is the id of none.
      const isAbsent = error instanceof CallError && [400, 404].includes(error.problem?.status ?? 0);
      const told: Loading = isAbsent
        ? { kind: "absent", id: id ?? "" }
        : { kind: "failed", message: failureWords(error) };
      // A story that is shown stays while the database is away, with what its reader has typed beside it.
      const isShown = latest.current.loaded.kind === "ready" && latest.current.loaded.graph.story.id === id;
      if (!isShown || !isTransient(error)) setLoaded(told);
      // The server is not there, or its database is not: the story comes by itself when they are.
      if (isTransient(error)) timer = setTimeout(retry, RETRY_MILLIS);
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, id, isWanted, attempt, retry]);

  useAround(client, loaded, around, setLoaded);
  return { loaded, retry, reload: retry };
}

/** While a story is on its way, fetches what is around the marks that are wanted. */
function useAround(
  client: Client,
  loaded: Loading,
  around: readonly string[],
  set: (change: (before: Loading) => Loading) => void,
): void {
  const part = loaded.kind === "ready" ? loaded.part : null;
  const missing = part === null ? [] : around.filter((id) => !part.complete.has(id));
  const key = part === null || missing.length === 0 ? "" : JSON.stringify([part.version, part.mode, missing]);
  useEffect(() => {
    if (part === null || key === "") return undefined;
    const stop = new AbortController();
    for (const id of missing)
      fetchAround(client, { story: part.graph.story.id, mode: part.mode, id, signal: stop.signal }).then(
        (pages) =>
          set((before) => {
            if (before.kind !== "ready" || before.part === null) return before;
            const more = withAround(before.part, [id], pages);
            return more === null ? before : ofPart(more, before.texts);
          }),
        // The whole story will have it, or say that there is nothing of that id.
        () => undefined,
      );
    return () => stop.abort();
    // The key has all that decides what is asked for.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, key]);
}

interface Fetching {
  readonly client: Client;
  readonly id: string | null;
  readonly signal: AbortSignal;
  readonly relations: number | null;
  readonly ownerToken: string;
  readonly mode: ReadingView["mode"];
  readonly around: readonly string[];
  /** The story as it is shown: it stays until all of the next one is there. */
  readonly shown: LoadedStory | null;
}

async function fetchStory(fetching: Fetching, tell: (loaded: Loading) => void): Promise<void> {
  const { client, id, signal, shown, ownerToken } = fetching;
  if (id === null) {
    const { stories } = await client("stories", { signal });
    const [only] = stories;
    tell(
      only === undefined ? { kind: "empty" } : stories.length > 1 ? { kind: "several" } : { kind: "only", id: only.id },
    );
    return;
  }
  const texts = new TextCache(client, id, signal);
  const isLarge = (fetching.relations ?? (await relationsOf(client, id, signal))) > LARGE_RELATIONS;
  if (isLarge && shown === null) {
    const part = await fetchPart(fetching, id);
    if (part !== null) tell(ofPart(part, texts));
  }
  const token = ownerToken === "" ? undefined : ownerToken;
  const whole = isLarge ? await readWholeStory({ story: id, ownerToken: token }, signal) : null;
  const { graph } = whole ?? (await client("story", { params: { story: id }, signal }));
  if (shown !== null) await texts.follow(shown.texts);
  signal.throwIfAborted();
  const fold = whole === null ? null : { view: whole.view, first: whole.first, isPart: false };
  const all: LoadedStory = { kind: "ready", graph, part: null, fold, texts };
  // React shows it between two events of the reader's, who has first sight meanwhile.
  if (whole === null) tell(all);
  else startTransition(() => tell(all));
}

function ofPart(part: PartialStory, texts: TextCache): LoadedStory {
  return { kind: "ready", graph: part.graph, part, fold: part.fold, texts };
}

/** As the list of stories says; where it cannot be had, the story is asked for whole. */
async function relationsOf(client: Client, id: string, signal: AbortSignal): Promise<number> {
  try {
    const { stories } = await client("stories", { signal });
    return stories.find((story) => story.id === id)?.relations ?? 0;
  } catch {
    signal.throwIfAborted();
    return 0;
  }
}

/** First sight, with what the address brings in; null where the whole story is to be waited for. */
async function fetchPart({ client, mode, around, signal }: Fetching, story: string): Promise<PartialStory | null> {
  if (around.length > MOST_AROUND) return null;
  try {
    const [first, ...more] = await Promise.all([
      client("view", { params: { story }, query: { mode }, signal }),
      ...around.map(async (id) => fetchAround(client, { story, mode, id, signal })),
    ]);
    const part = partialStory(asPage(first));
    return around.reduce<PartialStory | null>(
      (now, id, at) => (now === null ? null : withAround(now, [id], more[at] ?? [])),
      part,
    );
  } catch {
    signal.throwIfAborted();
    // The whole story says why, or can be had all the same.
    return null;
  }
}

interface Around {
  readonly story: string;
  readonly mode: ReadingView["mode"];
  readonly id: string;
  readonly signal: AbortSignal;
}

async function fetchAround(client: Client, { story, mode, id, signal }: Around): Promise<AnsweredPage[]> {
  const pages: AnsweredPage[] = [];
  for (let offset: number | null = 0; offset !== null; offset = pages.at(-1)?.next ?? null) {
    const query = { mode, around: id, limit: PAGE_MARKS, offset: String(offset) };
    pages.push(asPage(await client("view", { params: { story }, query, signal })));
  }
  return pages;
}

/** The schema takes any text for the side of a label. */
function asPage(answer: ViewAnswer): AnsweredPage {
  return answer as AnsweredPage;
}
