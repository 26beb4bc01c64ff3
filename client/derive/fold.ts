import { allOf, foldStory, type ReadingView } from "../../model/reading.ts";
import type { StoryGraph } from "../../model/story.ts";
import { unfold } from "../../model/unfold.ts";
import type { Workspace } from "../state/workspace.ts";
import { keepList, memoizeLast } from "./memo.ts";

export interface FoldedGraph {
  /** The view without what is brought in: first sight is chosen from it. */
  readonly plain: ReadingView;
  readonly view: ReadingView;
}

/** A view that was folded elsewhere, with the marks of its first sight. */
export interface GivenFold {
  readonly view: ReadingView;
  readonly first: readonly string[];
  /** It holds a part of the story: nothing else can be folded from the graph, which has no more than it needs. */
  readonly isPart: boolean;
}

/** Folds a graph as a workspace wants it. What is brought in may be folded away: it becomes a mark of its own. */
export function foldStage(
  graph: StoryGraph,
  given: GivenFold | null = null,
): (mode: Workspace["mode"], broughtIn: readonly string[]) => FoldedGraph {
  if (given?.isPart === true) {
    const part = { plain: given.view, view: given.view };
    return () => part;
  }
  const story = given?.view ?? foldStory(graph);
  const all = memoizeLast(() => allOf(graph));
  const keepFolded = keepList<string>();
  const marksOf = memoizeLast((view: ReadingView) => new Set(view.marks.map(({ id }) => id)));
  const folded = memoizeLast((plain: ReadingView, ids: readonly string[]): FoldedGraph => {
    return { plain, view: ids.length === 0 ? plain : unfold(plain, all(), ids) };
  });
  return (mode, broughtIn) => {
    const plain = mode === "all" || story.marks.length === 0 ? all() : story;
    const marks = marksOf(plain);
    return folded(plain, keepFolded([...new Set(broughtIn)].filter((id) => !marks.has(id))));
  };
}
