import { Failure } from "../../contract/errors.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { ThreadName } from "../thread.ts";
import type { BrowseService } from "./browse.ts";
import type { GraphTask, MissingGraph } from "./graph-tasks.ts";
import { TaskThread, type TaskThreadLimits } from "./task-thread.ts";
import type { Viewer, VisibleStory } from "./visibility.ts";

export interface GraphThreadOptions {
  readonly name: ThreadName;
  readonly limits: TaskThreadLimits;
  readonly browse: Pick<BrowseService, "story">;
  tooLarge(what: "time" | "memory", cause?: unknown): Failure;
  /** What is told of a task that met an error of ours. */
  readonly failed: string;
  /** What is told when too many wait. */
  readonly busy: string;
}

export interface GraphThread<Wanted, Found> {
  /** @throws Failure story/too-large, store/busy */
  find(viewer: Viewer, seen: VisibleStory, wanted: Wanted): Promise<Found>;
  /** Drops what is kept of every story. */
  forget(): void;
}

/** Requests that run or wait in a thread. */
const MOST_TASKS = 32;
/** A story that was too large is not tried again for so long. */
const RETRY_MILLIS = 60_000;

/** A thread that is given each version of a story once, and answers from it: to fold a large story takes seconds. */
export function graphThread<Wanted, Found extends { readonly kind: "found" }>(
  options: GraphThreadOptions,
): GraphThread<Wanted, Found> {
  const { browse, busy } = options;
  const thread = new TaskThread<GraphTask<Wanted>, Found | MissingGraph>(options);
  /** Graphs on their way to the thread, by their keys: one is sent once, however many ask. */
  const sending = new Map<string, Promise<Found | MissingGraph>>();
  /** The last story that was too large. */
  let refused: { readonly key: string; readonly failure: Failure; readonly until: number } | null = null;

  async function ask(key: string, graph: StoryGraph | null, wanted: Wanted): Promise<Found | MissingGraph> {
    try {
      return await thread.run({ kind: "find", key, graph, wanted });
    } catch (error) {
      if (error instanceof Failure && error.code === "story/too-large")
        refused = { key, failure: error, until: performance.now() + RETRY_MILLIS };
      throw error;
    }
  }

  async function send(viewer: Viewer, story: string, key: string, wanted: Wanted): Promise<Found | MissingGraph> {
    const { graph } = await browse.story(viewer, story);
    return ask(key, graph, wanted);
  }

  return {
    forget: () => {
      refused = null;
      void thread.run({ kind: "forget" }).catch(() => undefined);
    },
    async find(viewer, { id, version }, wanted) {
      const key = JSON.stringify([viewer, id, version]);
      for (;;) {
        if (refused?.key === key && refused.until > performance.now()) throw refused.failure;
        if (thread.load >= MOST_TASKS) throw new Failure("store/busy", busy, { remedy: "Try again in a moment" });
        const first = sending.get(key);
        // What the other is refused for may be his own mistake.
        if (first !== undefined) await first.catch(() => undefined);
        const found = await ask(key, null, wanted);
        if (found.kind === "found") return found;
        if (sending.has(key)) continue;
        const sent = send(viewer, id, key, wanted).finally(() => sending.delete(key));
        sending.set(key, sent);
        const own = await sent;
        if (own.kind === "found") return own;
      }
    },
  };
}
