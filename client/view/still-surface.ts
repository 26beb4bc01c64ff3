import type { Places } from "../../picture/places.ts";
import type { LabelBox } from "../../picture/labels.ts";
import type { GraphModel } from "../graph/graph-model.ts";
import type { Emitter } from "./emitter.ts";
import { isDrawn, litBy, strengthOf, type Scene } from "./scene.ts";
import type { Surface, SurfaceEvents } from "./surface.ts";

/** The picture as an SVG, for browsers without WebGL. Marks and lines can be pressed; nothing moves. */
export class StillSurface implements Surface {
  private readonly picture = document.createElement("div");
  private model: GraphModel | null = null;
  private scene: Scene | null = null;
  private places: Places = {};

  constructor(
    host: HTMLElement,
    private readonly events: Emitter<SurfaceEvents>,
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

  show(model: GraphModel, scene: Scene, places: Places): void {
    this.model = model;
    this.places = places;
    this.restyle(scene);
  }

  restyle(scene: Scene): void {
    this.scene = scene;
    void this.draw();
  }

  /** What draws is fetched only here: most browsers never need it. The last scene stays. */
  private async draw(): Promise<void> {
    const { pictureSvg } = await import("../../picture/svg.ts");
    const { model, scene } = this;
    if (model === null || scene === null) return;
    const { drawing, frame } = model;
    const shown = {
      marks: drawing.marks.filter(({ id }) => !scene.hidden.marks.has(id)),
      lines: drawing.lines.filter(({ id, from, to }) => isDrawn(id, from, to, scene)),
    };
    // Every text in it is escaped where it is made.
    this.picture.innerHTML = pictureSvg(shown, {
      title: "",
      description: "",
      frame,
      places: this.places,
      theme: scene.theme,
      transparent: scene.transparent,
      legend: false,
      names: true,
    });
    this.fade(model, scene);
  }

  private fade(model: GraphModel, scene: Scene): void {
    const lit = litBy(scene, model);
    for (const element of this.picture.querySelectorAll<SVGElement>("[data-mark],[data-line]")) {
      const { mark, line = "" } = element.dataset;
      const strength = mark === undefined ? strengthOf(line, "line", scene, lit) : strengthOf(mark, "mark", scene, lit);
      if (strength < 1) element.style.opacity = String(strength);
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
