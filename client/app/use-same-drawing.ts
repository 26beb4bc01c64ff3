import { useRef } from "react";
import type { Drawing } from "../../picture/drawing.ts";

/** Larger drawings are not compared. */
const MOST_LINES = 600;

/** The drawing before as long as the next one draws the same: a mark that is being dragged is not let go. */
export function useSameDrawing(drawing: Drawing): Drawing {
  const kept = useRef(drawing);
  if (kept.current !== drawing && !isSame(kept.current, drawing)) kept.current = drawing;
  return kept.current;
}

function isSame(one: Drawing, other: Drawing): boolean {
  if (one.marks.length !== other.marks.length || one.lines.length !== other.lines.length) return false;
  return one.lines.length <= MOST_LINES && JSON.stringify(one) === JSON.stringify(other);
}
