import type { Places } from "../../picture/places.ts";
import type { LabelBox } from "../../picture/labels.ts";
import type { GraphModel } from "../graph/graph-model.ts";
import type { Scene, Target } from "./scene.ts";

/** What the reader's hand did on the picture. Coordinates are those of the page. */
export interface SurfaceEvents {
  press: { target: Target | null; adds: boolean };
  open: Target;
  hover: Target | null;
  menu: { target: Target | null; x: number; y: number };
  move: { id: string; x: number; y: number };
  lost: null;
}

/** What of the picture's sides something else covers, in CSS px. */
export interface Inset {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a picture is drawn: alive, with sigma, or as a still SVG where there is no WebGL. */
export interface Surface {
  show(model: GraphModel, scene: Scene, places: Places): void;
  /** The same things at the same places, drawn otherwise. */
  restyle(scene: Scene): void;
  zoomBy(factor: number): void;
  reset(): void;
  focus(target: Target): void;
  fit(marks: readonly string[], inset: Inset): void;
  labels(): readonly LabelBox[];
  destroy(): void;
}
