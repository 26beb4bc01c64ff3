import type { Positions } from "../../picture/positions.ts";
import type { LabelBox } from "../../picture/labels.ts";
import type { GraphModel } from "../graph/graph-model.ts";
import type { Emitter } from "./emitter.ts";
import { isDrawn, highlightOf, opacityOf, type ViewState } from "./view-state.ts";
import type { Renderer, RendererEvents } from "./renderer.ts";

/** Draws a static SVG, for browsers without WebGL. Marks and lines can be clicked; there is no zoom or drag. */
export class SvgRenderer implements Renderer {
  private readonly picture = document.createElement("div");
  private model: GraphModel | null = null;
  private viewState: ViewState | null = null;
  private positions: Positions = {};

  constructor(
    host: HTMLElement,
    private readonly events: Emitter<RendererEvents>,
  ) {
    Object.assign(this.picture.style, { position: "absolute", inset: "0", overflow: "hidden" });
    this.picture.addEventListener("click", this.press);
    host.append(this.picture);
  }

  private readonly press = (event: MouseEvent): void => {
    const element = event.target instanceof Element ? event.target.closest("[data-mark],[data-line]") : null;
    const mark = element?.getAttribute("data-mark") ?? null;
    const line = element?.getAttribute("data-line") ?? null;
    const target =
      mark !== null
        ? ({ kind: "mark", id: mark } as const)
        : line !== null
          ? ({ kind: "line", id: line } as const)
          : null;
    this.events.emit("press", { target, adds: event.shiftKey });
  };

  show(model: GraphModel, viewState: ViewState, positions: Positions): void {
    this.model = model;
    this.positions = positions;
    this.restyle(viewState);
  }

  restyle(viewState: ViewState): void {
    this.viewState = viewState;
    void this.draw();
  }

  /** Loads the SVG code on demand, because most browsers never need it, and draws the latest view state. */
  private async draw(): Promise<void> {
    const { pictureSvg } = await import("../../picture/svg.ts");
    const { model, viewState } = this;
    if (model === null || viewState === null) return;
    const { drawing, frame } = model;
    const shown = {
      marks: drawing.marks.filter(({ id }) => !viewState.hidden.marks.has(id)),
      lines: drawing.lines.filter(({ id, from, to }) => isDrawn(id, from, to, viewState)),
    };
    // pictureSvg escapes every text.
    this.picture.innerHTML = pictureSvg(shown, {
      title: "",
      description: "",
      frame,
      positions: this.positions,
      theme: viewState.theme,
      transparent: viewState.transparent,
      legend: false,
      names: true,
    });
    this.fade(model, viewState);
  }

  private fade(model: GraphModel, viewState: ViewState): void {
    const highlight = highlightOf(viewState, model);
    for (const element of this.picture.querySelectorAll<SVGElement>("[data-mark],[data-line]")) {
      const { mark, line = "" } = element.dataset;
      const opacity =
        mark === undefined
          ? opacityOf(line, "line", viewState, highlight)
          : opacityOf(mark, "mark", viewState, highlight);
      if (opacity < 1) element.style.opacity = String(opacity);
    }
  }

  zoomBy(): void {}

  reset(): void {}

  focus(): void {}

  fit(): void {}

  labels(): readonly LabelBox[] {
    return [];
  }

  destroy(): void {
    this.model = null;
    this.picture.removeEventListener("click", this.press);
    this.picture.remove();
  }
}
