import { firstSight } from "../../model/first-sight.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import type { Drawing } from "../../picture/drawing.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import { seedGraph } from "../model/seed.ts";

/** The seed story at first sight, with as many marks as are asked for. */
export function storyDrawing(most: number): Drawing {
  const graph = seedGraph();
  const view = foldStory(graph);
  return drawingOf(view, firstSight(view, graph, most));
}

/** Every node and relation of the seed story as stored. */
export function wholeDrawing(): Drawing {
  return drawingOf(allOf(seedGraph()));
}
