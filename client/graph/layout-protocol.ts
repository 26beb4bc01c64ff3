import type { Drawing, Frame } from "../../picture/drawing.ts";
import type { Positions } from "../../picture/positions.ts";

/** A request to the layout worker. */
export interface LayoutRequest {
  readonly ticket: number;
  readonly drawing: Drawing;
  readonly frame: Frame;
}

/** Its response, with the request's ticket. */
export interface LayoutResponse {
  readonly ticket: number;
  readonly positions: Positions;
}
