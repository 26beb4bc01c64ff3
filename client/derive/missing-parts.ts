import { allOf } from "../../model/reading.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Workspace } from "../state/workspace.ts";
import { foldStage } from "./fold.ts";
import { broughtIn } from "./shown.ts";

/**
 * Counts the marks and the line that a workspace names and the story does not show any more: an article was corrected, a
 * file was loaded again, or something was erased. What a workspace leaves out is not missed.
 */
export function missingParts(graph: StoryGraph): (workspace: Workspace) => number {
  let marks: ReadonlySet<string> | null = null;
  let fold: ReturnType<typeof foldStage> | null = null;
  return (workspace) => {
    const { selection, pinned, mode } = workspace;
    const named = new Set([...broughtIn(workspace), ...pinned.keys()]);
    let missing = 0;
    if (named.size > 0) {
      const there = (marks ??= new Set(allOf(graph).marks.map(({ id }) => id)));
      for (const id of named) if (!there.has(id)) missing += 1;
    }
    if (selection.kind === "line") {
      const { view } = (fold ??= foldStage(graph))(mode, broughtIn(workspace));
      if (!view.lines.some(({ id }) => id === selection.id)) missing += 1;
    }
    return missing;
  };
}

/** What is told of them; empty where nothing is missing. */
export function missingWords(missing: number): string {
  if (missing === 0) return "";
  return `${missing} of what this view shows ${missing === 1 ? "is" : "are"} no longer in the story.`;
}
