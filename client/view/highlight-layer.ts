import { trimmed } from "../../picture/lines.ts";
import { LabelLayer, type ScreenContent } from "./label-layer.ts";
import { FADED_OPACITY, type Appearance } from "./view-state.ts";
import { drawLine, drawMark } from "./shapes.ts";

export interface HighlightContent extends Omit<ScreenContent, "palette" | "allWords" | "shapes"> {
  /** The appearance in the view state with its hover and selection. */
  readonly appearance: Appearance;
}

/**
 * Draws the highlight of a busy graph on its own canvas and fades the canvases below, so that a hover or a selection
 * only costs what it highlights. Sigma would redraw thousands of marks and lines each time.
 */
export class HighlightLayer {
  private readonly canvas = document.createElement("canvas");
  private readonly labelLayer = new LabelLayer(this.canvas);
  private faded: readonly HTMLElement[] = [];

  constructor(host: HTMLElement) {
    Object.assign(this.canvas.style, {
      position: "absolute",
      inset: "0",
      width: "100%",
      height: "100%",
      pointerEvents: "none",
      display: "none",
    });
    host.append(this.canvas);
  }

  get isShown(): boolean {
    return this.faded.length > 0;
  }

  /** The mark whose label this layer draws at a point, in CSS px. */
  nameAt(x: number, y: number): string | null {
    return this.isShown ? this.labelLayer.nameAt(x, y) : null;
  }

  /** Fades the elements `under` it until `clear`. */
  show({ appearance, ...shown }: HighlightContent, under: readonly HTMLElement[]): void {
    if (!this.isShown) {
      for (const element of under) element.style.opacity = String(FADED_OPACITY);
      this.faded = under;
      this.canvas.style.display = "";
    }
    const { palette } = appearance;
    const shapes = (context: CanvasRenderingContext2D): void => {
      for (const { line, from, to } of shown.lines) {
        const segment = trimmed({ from, to, lane: line.lane }, from.radius, to.radius);
        const { color: colour } = appearance.strokeStyle(line, 0);
        if (segment !== null) drawLine(context, line, segment, { colour, ink: palette.ink });
      }
      for (const { mark, ...position } of shown.marks)
        drawMark(
          context,
          { ...position, kind: mark.kind },
          { colour: appearance.colourOf(mark), paper: palette.paper, ring: appearance.ringOf(mark.id) },
        );
    };
    this.labelLayer.draw({ ...shown, palette, allWords: false, shapes });
  }

  clear(): void {
    if (!this.isShown) return;
    for (const element of this.faded) element.style.opacity = "";
    this.faded = [];
    this.canvas.style.display = "none";
  }

  destroy(): void {
    this.clear();
    this.canvas.remove();
  }
}
