import { firstSight } from "../../model/first-sight.ts";
import type { ReadingView } from "../../model/reading.ts";
import { removalBy } from "../../model/sentence-filter.ts";
import { viewWithout } from "../../model/speakers.ts";
import type { StoryGraph } from "../../model/story.ts";
import { storyEvidence } from "../../model/story-evidence.ts";
import type { Drawing } from "../../picture/drawing.ts";
import { withCarryingLines } from "../../picture/carrying-lines.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import type { Filter, Workspace } from "../state/workspace.ts";
import { filterView, type FilterResult } from "./filter.ts";
import { foldStage, type GivenFold } from "./fold.ts";
import { keepList, memoizeLast } from "./memo.ts";
import { broughtIn, shownMarks } from "./shown.ts";

/** What a workspace shows of a story. Canvas, legend, accessible list and panels read this and nothing else. */
export interface StoryPicture extends FilterResult {
  /** All that is folded, before it is filtered. */
  readonly view: ReadingView;
  readonly drawing: Drawing;
  /** Marks that are seen. */
  readonly seen: number;
}

/**
 * Derives a story's picture: graph → fold → shown → filter → drawing; with `given` it is folded already. A stage runs again only when what it reads has
 * changed. The graph is folded whole and filtered then: a filter that decided what folds would move the picture.
 */
export function storyPicture(
  graph: StoryGraph,
  given: GivenFold | null = null,
): (workspace: Workspace) => StoryPicture {
  const fold = foldStage(graph, given);
  const evidenceFor = storyEvidence(graph);
  const first = memoizeLast((plain: ReadingView) =>
    given !== null && plain === given.view ? given.first : firstSight(plain, graph),
  );
  const keepShown = keepList<string>();
  // A kind that is hidden changes no line: the drawing stays.
  const leave = memoizeLast((view: ReadingView, ...off: readonly ReadonlySet<string>[]) => {
    const [sources, types, certainties, polarities, documents, days] = off;
    if (off.every(({ size }) => size === 0)) return view;
    return viewWithout(view, graph, removalBy(graph, { sources, types, certainties, polarities, documents, days }));
  });
  const filtered = memoizeLast((view: ReadingView, shown: readonly string[], filter: Filter) =>
    filterView(view, graph, shown, filter),
  );
  const draw = memoizeLast((view: ReadingView, shown: readonly string[]) =>
    withCarryingLines(drawingOf(view, shown, evidenceFor), graph.story.featured),
  );
  const complete = memoizeLast((view: ReadingView, drawing: Drawing, result: FilterResult): StoryPicture => {
    const { hidden, dimmed, counts, removal } = result;
    return { view, drawing, hidden, dimmed, counts, removal, seen: drawing.marks.length - hidden.marks.length };
  });
  return (workspace) => {
    const { plain, view } = fold(workspace.mode, broughtIn(workspace));
    const shown = keepShown(shownMarks(view, () => first(plain), workspace));
    const { sources, types, certainties, polarities, documents, days } = workspace.filter;
    const left = leave(view, sources, types, certainties, polarities, documents, days);
    return complete(view, draw(left, shown), filtered(view, shown, workspace.filter));
  };
}
