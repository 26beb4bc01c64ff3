import type { StoryGraph } from "../../model/story.ts";

/** What a thread that keeps graphs is asked. */
export type GraphTask<Wanted> =
  | {
      readonly kind: "find";
      /** Of a version of a story as a viewer sees it. */
      readonly key: string;
      /** null: it was sent before. */
      readonly graph: StoryGraph | null;
      readonly wanted: Wanted;
    }
  /** Nothing that was sent is kept. */
  | { readonly kind: "forget" };

/** What it answers where the graph of that key is to be sent again. */
export interface MissingGraph {
  readonly kind: "missing";
}

export interface GraphTaskOptions<Prepared extends { readonly graph: StoryGraph }, Wanted, Found> {
  /** Done once for a graph: folding takes far longer than an answer. */
  prepare(graph: StoryGraph): Prepared;
  find(prepared: Prepared, wanted: Wanted): Found;
}

/** Relations of the graphs that are kept, and folded: the graph that was asked last is kept whatever its size. */
const MOST_RELATIONS = 100_000;

/** Answers from graphs that it keeps. */
export function graphTasks<Prepared extends { readonly graph: StoryGraph }, Wanted, Found>({
  prepare,
  find,
}: GraphTaskOptions<Prepared, Wanted, Found>): (task: GraphTask<Wanted>) => Found | MissingGraph {
  const kept = new Map<string, Prepared>();
  const size = () => [...kept.values()].reduce((sum, { graph }) => sum + graph.relations.length, 0);
  return (task) => {
    if (task.kind === "forget") {
      kept.clear();
      return { kind: "missing" };
    }
    const { key, graph, wanted } = task;
    const prepared = kept.get(key) ?? (graph === null ? null : prepare(graph));
    if (prepared === null) return { kind: "missing" };
    // Last in the order of the map: the first is the one that was not asked for the longest time.
    kept.delete(key);
    kept.set(key, prepared);
    for (const oldest of kept.keys()) {
      if (oldest === key || size() <= MOST_RELATIONS) break;
      kept.delete(oldest);
    }
    return find(prepared, wanted);
  };
}
