import { Failure } from "../../contract/errors.ts";
import type { PathsAnswer } from "../../contract/paths.ts";
import { namingBoth, noneWords, type NamingSentence } from "../../model/connection-words.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Store } from "../store/store.ts";
import type { BrowseService } from "./browse.ts";
import type { NamingArticle, PathsFound, PathsRequest, PathTask } from "./path-finder.ts";
import { mentionFrom } from "./rows.ts";
import { TaskThread, type TaskThreadLimits } from "./task-thread.ts";
import { readStory, type VisibleStory, type Viewer } from "./visibility.ts";

/** Finds how two entities of a story are linked. */
export interface PathService {
  /** @throws Failure story/too-large, store/busy */
  paths(viewer: Viewer, wanted: PathsRequest): Promise<PathsAnswer>;
  /** Drops all cached graphs. */
  forget(): void;
}

export const PATH_THREAD_LIMITS: TaskThreadLimits = { millis: 20_000, memoryMb: 768, idleMillis: 300_000 };

/** Requests that run or wait in the thread. */
const MOST_TASKS = 32;
/** How long a story that was too large is not tried again. */
const RETRY_MILLIS = 60_000;

type Found = Extract<PathsFound, { kind: "found" }>;

/** Searches in a separate thread, because folding a large story takes seconds and would block all other requests. */
export function pathService(
  store: Store,
  browse: Pick<BrowseService, "story">,
  limits: TaskThreadLimits = PATH_THREAD_LIMITS,
): PathService {
  const thread = new TaskThread<PathTask, PathsFound>({
    name: "paths",
    limits,
    tooLarge,
    failed: "No way could be looked for",
  });
  /** Graphs being sent to the thread, by key: each is sent once for all requests. */
  const sending = new Map<string, Promise<PathsFound>>();
  /** The last story that was too large. */
  let refused: { readonly key: string; readonly failure: Failure; readonly until: number } | null = null;

  async function ask(key: string, graph: StoryGraph | null, wanted: PathsRequest): Promise<PathsFound> {
    try {
      return await thread.run({ kind: "find", key, graph, wanted });
    } catch (error) {
      if (error instanceof Failure && error.code === "story/too-large")
        refused = { key, failure: error, until: performance.now() + RETRY_MILLIS };
      throw error;
    }
  }

  async function send(viewer: Viewer, key: string, wanted: PathsRequest): Promise<PathsFound> {
    const { graph } = await browse.story(viewer, wanted.story);
    return ask(key, graph, wanted);
  }

  async function find(viewer: Viewer, { id, version }: VisibleStory, wanted: PathsRequest): Promise<Found> {
    const key = JSON.stringify([viewer, id, version]);
    for (;;) {
      if (refused?.key === key && refused.until > performance.now()) throw refused.failure;
      if (thread.load >= MOST_TASKS)
        throw new Failure("store/busy", "Too many ways are being looked for", { remedy: "Try again in a moment" });
      const first = sending.get(key);
      // The other request may have failed because of its own input.
      if (first !== undefined) await first.catch(() => undefined);
      const found = await ask(key, null, wanted);
      if (found.kind === "found") return found;
      if (sending.has(key)) continue;
      const sent = send(viewer, key, wanted).finally(() => sending.delete(key));
      sending.set(key, sent);
      const own = await sent;
      if (own.kind === "found") return own;
    }
  }

  return {
    forget: () => {
      refused = null;
      void thread.run({ kind: "forget" }).catch(() => undefined);
    },
    paths: (viewer, wanted) =>
      readStory(store, { viewer, story: wanted.story }, async (seen) => {
        const { answer, articles } = await find(viewer, seen, wanted);
        if (answer.paths.length > 0) return { ...answer, naming: [], words: null };
        const readable = articles.filter(({ isHeldBack }) => viewer === "owner" || !isHeldBack);
        const naming = await namingSentences(store, wanted, readable);
        const titles = new Map(articles.map(({ id, title }) => [id, title]));
        const titleOf = (id: string) => (articles.length > 1 ? (titles.get(id) ?? null) : null);
        return { ...answer, naming, words: noneWords(answer, naming, titleOf) };
      }),
  };
}

/** Sentences of some articles that name both ends. */
async function namingSentences(
  store: Store,
  { story, from, to }: PathsRequest,
  articles: readonly NamingArticle[],
): Promise<NamingSentence[]> {
  const known = new Set(articles.map(({ id }) => id));
  const of = async (id: string): Promise<NamingSentence[]> => {
    const rows = await store.read("read/entity-mentions", { story, id });
    return rows.flatMap(({ article, properties }) =>
      known.has(article) ? [{ document: article, sentence: mentionFrom(properties).sentence }] : [],
    );
  };
  const [one, other] = await Promise.all([of(from), of(to)]);
  return namingBoth(one, other);
}

function tooLarge(what: "time" | "memory", cause?: unknown): Failure {
  return new Failure("story/too-large", `To look for ways in this story needs more ${what} than it may take`, {
    cause,
    remedy: "GET /api/stories/:story/entities/:id lists what is said of one of them",
  });
}
