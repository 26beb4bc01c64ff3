import type { Drawing, Frame } from "../../picture/drawing.ts";
import type { Places } from "../../picture/places.ts";

/** What the layout worker is asked. */
export interface LayoutRequest {
  readonly ticket: number;
  readonly drawing: Drawing;
  readonly frame: Frame;
}

/** What it answers, with the ticket it was asked under. */
export interface LayoutAnswer {
  readonly ticket: number;
  readonly places: Places;
}
