import { Failure } from "../../contract/errors.ts";
import type { PathsAnswer } from "../../contract/paths.ts";
import { namingBoth, noneWords, type NamingSentence } from "../../model/connection-words.ts";
import type { Store } from "../store/store.ts";
import type { BrowseService } from "./browse.ts";
import { graphThread } from "./graph-thread.ts";
import type { NamingArticle, PathsFound, PathsRequest } from "./path-finder.ts";
import { mentionFrom } from "./rows.ts";
import type { TaskThreadLimits } from "./task-thread.ts";
import { readStory, type Viewer } from "./visibility.ts";

/** Finds how two entities of a story are linked. */
export interface PathService {
  /** @throws Failure story/too-large, store/busy */
  paths(viewer: Viewer, wanted: PathsRequest): Promise<PathsAnswer>;
  /** Drops all cached graphs. */
  forget(): void;
}

export const PATH_THREAD_LIMITS: TaskThreadLimits = { millis: 20_000, memoryMb: 768, idleMillis: 300_000 };

/** Searches in a separate thread, because folding a large story takes seconds and would block all other requests. */
export function pathService(
  store: Store,
  browse: Pick<BrowseService, "story">,
  limits: TaskThreadLimits = PATH_THREAD_LIMITS,
): PathService {
  const thread = graphThread<PathsRequest, PathsFound>({
    name: "paths",
    limits,
    browse,
    tooLarge,
    failed: "No way could be looked for",
    busy: "Too many ways are being looked for",
  });
  return {
    forget: () => thread.forget(),
    paths: (viewer, wanted) =>
      readStory(store, { viewer, story: wanted.story }, async (seen) => {
        const { answer, articles } = await thread.find(viewer, seen, wanted);
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
