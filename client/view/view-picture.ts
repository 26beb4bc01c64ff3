import type { Drawing, Frame } from "../../picture/drawing.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Positions } from "../../picture/positions.ts";
import type { pictureSvg } from "../../picture/svg.ts";
import { isDrawn, type ViewState } from "./view-state.ts";

export interface PictureInput {
  readonly drawing: Drawing;
  readonly viewState: ViewState;
  /** The size of the view, in CSS px. */
  readonly frame: Frame;
  /** null before the first layout; `draw` then computes one. */
  readonly positions: Positions | null;
  readonly title: string;
  readonly theme: Theme;
}

/** The visible part of a drawing as an SVG file. `draw` is `pictureSvg`, which callers load on demand. */
export function viewPicture(
  draw: typeof pictureSvg,
  { drawing, viewState, frame, positions, title, theme }: PictureInput,
): string {
  const marks = drawing.marks.filter(({ id }) => !viewState.hidden.marks.has(id));
  const lines = drawing.lines.filter(({ id, from, to }) => isDrawn(id, from, to, viewState));
  return draw(
    { marks, lines },
    {
      title,
      description: `${marks.length} marks and ${lines.length} lines between them.`,
      frame,
      ...(positions !== null && { positions }),
      theme,
      transparent: viewState.transparent,
      caption: title,
    },
  );
}
