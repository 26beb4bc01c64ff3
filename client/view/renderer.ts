import type { Positions } from "../../picture/positions.ts";
import type { LabelBox } from "../../picture/labels.ts";
import type { GraphModel } from "../graph/graph-model.ts";
import type { ViewState, Target } from "./view-state.ts";

/** How a new drawing takes the place of the one that is shown. */
export interface DrawingOptions {
  /** Marks that are shown stay exactly where they are if the new drawing has all of them. */
  readonly grows?: boolean;
  /** If it has not, all marks are laid out anew; else those that are in both stay about where they are. */
  readonly anew?: boolean;
}

/** Pointer events on the picture, and the loss of its WebGL context. Coordinates are those of the page. */
export interface RendererEvents {
  press: { target: Target | null; adds: boolean };
  open: Target;
  hover: Target | null;
  menu: { target: Target | null; x: number; y: number };
  move: { id: string; x: number; y: number };
  lost: null;
}

/** How far other elements cover the sides of the picture, in CSS px. */
export interface Inset {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/** Draws a graph: with WebGL (sigma), or as a static SVG without it. */
export interface Renderer {
  show(model: GraphModel, viewState: ViewState, positions: Positions): void;
  /** Draws the same marks and lines at the same positions in another state. */
  restyle(viewState: ViewState): void;
  zoomBy(factor: number): void;
  reset(): void;
  focus(target: Target): void;
  fit(marks: readonly string[], inset: Inset): void;
  labels(): readonly LabelBox[];
  destroy(): void;
}
