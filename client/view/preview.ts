import { trimmed } from "../../picture/lines.ts";
import { Lettering, type Shown } from "./lettering.ts";
import { FADED, type Appearance } from "./scene.ts";
import { drawLine, drawMark } from "./shapes.ts";

export interface Previewed extends Omit<Shown, "palette" | "allWords" | "shapes"> {
  /** As in a scene in which what is hovered is hovered. */
  readonly appearance: Appearance;
}

/**
 * What lights up under the pointer in a picture of many marks: drawn over it, which fades as a whole. Sigma would draw
 * thousands of marks and lines anew for each thing that the pointer passes.
 */
export class Preview {
  private readonly canvas = document.createElement("canvas");
  private readonly lettering = new Lettering(this.canvas);
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

  /** Whose name it has at a point, in CSS px. */
  nameAt(x: number, y: number): string | null {
    return this.isShown ? this.lettering.nameAt(x, y) : null;
  }

  /** `under`: what fades meanwhile. */
  show({ appearance, ...shown }: Previewed, under: readonly HTMLElement[]): void {
    if (!this.isShown) {
      for (const element of under) element.style.opacity = String(FADED);
      this.faded = under;
      this.canvas.style.display = "";
    }
    const { palette } = appearance;
    const shapes = (context: CanvasRenderingContext2D): void => {
      for (const { line, from, to } of shown.lines) {
        const segment = trimmed({ from, to, lane: line.lane }, from.radius, to.radius);
        const { color: colour } = appearance.strokeOf(line, 0);
        if (segment !== null) drawLine(context, line, segment, { colour, ink: palette.ink });
      }
      for (const { mark, ...place } of shown.marks)
        drawMark(context, { ...place, kind: mark.kind }, { colour: appearance.colourOf(mark), paper: palette.paper });
    };
    this.lettering.draw({ ...shown, palette, allWords: false, shapes });
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
