import { firstSight } from "../../model/first-sight.ts";
import type { Kind } from "../../model/kinds.ts";
import type { ReadingView } from "../../model/reading.ts";
import { removeSources, sentencesBySource, viewWithoutSources, type SourceRemoval } from "../../model/speakers.ts";
import type { StoryGraph } from "../../model/story.ts";
import { storyEvidence } from "../../model/story-evidence.ts";
import type { Drawing } from "../../picture/drawing.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import type { Workspace } from "../state/workspace.ts";
import { foldStage, type FoldedGraph } from "./fold.ts";
import { keepList, memoizeLast } from "./memo.ts";
import { broughtIn, visibleMarks } from "./shown.ts";

interface IdLists {
  readonly marks: readonly string[];
  readonly lines: readonly string[];
}

/** What a workspace shows of a story. Canvas, legend, accessible list and panels read this and nothing else. */
export interface StoryPicture {
  readonly view: ReadingView;
  readonly drawing: Drawing;
  readonly hidden: IdLists;
  readonly dimmed: IdLists;
  /** Marks that are seen. */
  readonly seen: number;
  /** Marks of each kind that are seen; of a hidden kind, those that would be. */
  readonly kindCounts: ReadonlyMap<Kind, number>;
  /** Sentences of the picture that rest on each source. */
  readonly sourceCounts: ReadonlyMap<string, number>;
  readonly removal: SourceRemoval;
}

/**
 * Derives a story's picture: graph → fold → shown → filter → drawing. A stage runs again only when what it reads has
 * changed. The graph is folded whole and filtered then: a filter that decided what folds would move the picture.
 */
export function storyPicture(graph: StoryGraph): (workspace: Workspace) => StoryPicture {
  const fold = foldStage(graph);
  const evidenceFor = storyEvidence(graph);
  const first = memoizeLast((plain: ReadingView) => firstSight(plain, graph));
  const keepShown = keepList<string>();
  const shownOf = ({ plain, view }: FoldedGraph, workspace: Workspace): readonly string[] =>
    keepShown(
      workspace.base === "whole"
        ? view.marks.map(({ id }) => id)
        : visibleMarks(view, first(plain), broughtIn(workspace)),
    );
  const draw = memoizeLast((view: ReadingView, shown: readonly string[], off: ReadonlySet<string>) =>
    drawingOf(viewWithoutSources(view, graph, off), shown, evidenceFor),
  );
  const remove = memoizeLast((view: ReadingView, shown: readonly string[], off: ReadonlySet<string>) =>
    removeSources(view, graph, off, new Set(shown)),
  );
  const countSources = memoizeLast((view: ReadingView, shown: readonly string[]) =>
    sentencesBySource(view, graph, new Set(shown)),
  );
  const complete = memoizeLast(
    (
      view: ReadingView,
      drawing: Drawing,
      removal: SourceRemoval,
      kinds: ReadonlySet<string>,
      sourceCounts: ReadonlyMap<string, number>,
    ): StoryPicture => {
      const hidden = hiddenBy(drawing, removal, kinds);
      return {
        view,
        drawing,
        hidden,
        dimmed: { marks: [], lines: removal.dimmedLines },
        seen: drawing.marks.length - hidden.marks.length,
        kindCounts: countKinds(drawing, removal),
        sourceCounts,
        removal,
      };
    },
  );
  return (workspace) => {
    const { sources, kinds } = workspace.filter;
    const folded = fold(workspace.mode, broughtIn(workspace));
    const shown = shownOf(folded, workspace);
    const { view } = folded;
    return complete(view, draw(view, shown, sources), remove(view, shown, sources), kinds, countSources(view, shown));
  };
}

function hiddenBy(
  { marks }: Drawing,
  { isolatedMarks, removedLines }: SourceRemoval,
  kinds: ReadonlySet<string>,
): IdLists {
  const ofHiddenKind = marks.filter(({ kind }) => kinds.has(kind)).map(({ id }) => id);
  return { marks: [...new Set([...isolatedMarks, ...ofHiddenKind])], lines: removedLines };
}

function countKinds({ marks }: Drawing, { isolatedMarks }: SourceRemoval): ReadonlyMap<Kind, number> {
  const counts = new Map<Kind, number>();
  const isolated = new Set(isolatedMarks);
  for (const { id, kind } of marks) if (!isolated.has(id)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
