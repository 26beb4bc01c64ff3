import type { Drawing, Frame } from "../../picture/drawing.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Places } from "../../picture/places.ts";
import type { pictureSvg } from "../../picture/svg.ts";
import { isDrawn, type Scene } from "./scene.ts";

export interface Pictured {
  readonly drawing: Drawing;
  readonly scene: Scene;
  /** Of the view, in CSS px. */
  readonly frame: Frame;
  /** null: it is not laid out yet, and whoever draws it does that. */
  readonly places: Places | null;
  readonly title: string;
  readonly theme: Theme;
}

/** What of a drawing is seen, as one SVG file; `draw` is `pictureSvg`, which only those fetch that need it. */
export function viewPicture(
  draw: typeof pictureSvg,
  { drawing, scene, frame, places, title, theme }: Pictured,
): string {
  const marks = drawing.marks.filter(({ id }) => !scene.hidden.marks.has(id));
  const lines = drawing.lines.filter(({ id, from, to }) => isDrawn(id, from, to, scene));
  return draw(
    { marks, lines },
    {
      title,
      description: `${marks.length} marks and ${lines.length} lines between them.`,
      frame,
      ...(places !== null && { places }),
      theme,
      transparent: scene.transparent,
      caption: title,
    },
  );
}
