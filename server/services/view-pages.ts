import type { ViewAnswer } from "../../contract/view.ts";
import { foldedStory, type FoldedStory, type ViewPage, type ViewRequest } from "../../model/view-page.ts";
import type { ReadingView } from "../../model/reading.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import { layoutPicture } from "../../picture/layout.ts";
import { WIDE_FRAME } from "../../picture/positions.ts";
import { graphTasks, type GraphTask, type MissingGraph } from "./graph-tasks.ts";
import { noEntity } from "./no-entity.ts";

export interface ViewFound {
  readonly kind: "found";
  readonly answer: Omit<ViewAnswer, "version">;
}

/** Marks of a first page that are laid out: more take a browser's worker no longer than they would be waited for here. */
const MOST_POSITIONS = 130;

/** Folds graphs that it keeps, and cuts pages of their views. */
export function viewPages(): (task: GraphTask<ViewRequest>) => ViewFound | MissingGraph {
  return graphTasks({ prepare: foldedStory, find });
}

function find(story: FoldedStory, wanted: ViewRequest): ViewFound {
  for (const id of wanted.around) if (!story.index.entities.has(id)) throw noEntity(story.graph.story.id, id);
  const page = story.page(wanted);
  const isFirst = wanted.around.length === 0 && wanted.offset === 0;
  const answer = { ...page, positions: isFirst && page.marks.length <= MOST_POSITIONS ? positionsOf(page) : null };
  return { kind: "found", answer: answer as ViewFound["answer"] };
}

/** As the page lays the same marks out on a wide canvas. */
function positionsOf({ mode, marks, lines }: ViewPage): ViewAnswer["positions"] {
  const view: ReadingView = { mode, marks, lines, captions: [], words: [], timeline: [], keptEvents: [] };
  return layoutPicture(drawingOf(view), WIDE_FRAME) as ViewAnswer["positions"];
}
