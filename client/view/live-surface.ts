import { Sigma } from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import type { Box } from "../../picture/boxes.ts";
import type { Frame } from "../../picture/drawing.ts";
import type { Places } from "../../picture/places.ts";
import type { LabelBox, Side } from "../../picture/labels.ts";
import type { GraphModel, LineAttributes, MarkAttributes } from "../graph/graph-model.ts";
import { isSelected } from "../graph/selection.ts";
import type { Emitter } from "./emitter.ts";
import { bindHand } from "./hand.ts";
import { Lettering, type ShownLine, type ShownMark } from "./lettering.ts";
import { LineProgram } from "./line-program.ts";
import { MarkProgram } from "./mark-program.ts";
import { Preview } from "./preview.ts";
import { Appearance, isDrawn, strengthOf, type Scene, type Target } from "./scene.ts";
import type { Inset, Surface, SurfaceEvents } from "./surface.ts";

export type LiveSigma = Sigma<MarkAttributes, LineAttributes>;

export interface LiveOptions {
  readonly reducedMotion: boolean;
}

const MOVE_MS = 250;
const SETTLE_MS = 140;
/** From this much zoom on all lines may carry their words. */
const WORDS_FROM_RATIO = 0.7;
const FEW_LINES = 14;
/** Of a large picture no more marks than these are weighed for labels in one frame. */
const MOST_LETTERED = 300;
const NEAREST = 0.25;
const FIT = { nearest: 0.8, furthest: 2 } as const;
/** How far the ring reaches beyond its mark, in CSS px. */
const RING = 5;
const UNCOVERED: Inset = { left: 0, right: 0, bottom: 0 };
const LABEL_ROOM = { width: 200, height: 80 } as const;

let webGl: boolean | undefined;

/** Whether this browser draws with WebGL at all. Asked once: each time takes a context, of which a page has few. */
export function hasWebGl(): boolean {
  webGl ??= askWebGl();
  return webGl;
}

function askWebGl(): boolean {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

/** As near as a few marks fill the canvas, however many there are; as far as all of them are small but whole. */
function zoomLimits({ drawing: { marks } }: GraphModel): { minCameraRatio: number; maxCameraRatio: number } {
  return { minCameraRatio: NEAREST / Math.sqrt(Math.max(1, marks.length / 32)), maxCameraRatio: FIT.furthest };
}

function coveredBoxes({ left, right, bottom }: Inset, { width, height }: Frame): Box[] {
  return [
    { x: 0, y: 0, width: left, height },
    { x: width - right, y: 0, width: right, height },
    { x: 0, y: height - bottom, width, height: bottom },
  ].filter((box) => box.width > 0 && box.height > 0);
}

function isSameScene(one: Scene, other: Scene): boolean {
  return Object.entries(one).every(([name, value]) => other[name as keyof Scene] === value);
}

/** The picture alive: sigma draws marks and lines, the lettering layer draws everything that is read. */
export class LiveSurface implements Surface {
  private readonly stage = document.createElement("div");
  private readonly letters = document.createElement("canvas");
  private readonly lettering = new Lettering(this.letters);
  private sigma: LiveSigma | null = null;
  private model: GraphModel | null = null;
  private scene: Scene | null = null;
  private appearance: Appearance | null = null;
  private readonly preview: Preview;
  /** What is hovered in a picture of many marks, whose scene is drawn without. */
  private previewed: Target | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private lastView = "";
  /** What covers the picture's sides since something was last fitted into the rest. */
  private inset: Inset = UNCOVERED;

  constructor(
    private readonly host: HTMLElement,
    private readonly events: Emitter<SurfaceEvents>,
    private readonly options: LiveOptions,
  ) {
    // Where something opaque covers the lower part of a WebGL canvas, Chromium leaves out as much of its upper part
    // instead (seen on 156): it forgets that such canvases are stored upside down. Under a filter it draws them whole.
    Object.assign(this.stage.style, { position: "absolute", inset: "0", filter: "drop-shadow(0 0 0 transparent)" });
    Object.assign(this.letters.style, {
      position: "absolute",
      inset: "0",
      width: "100%",
      height: "100%",
      pointerEvents: "none",
    });
    host.append(this.stage, this.letters);
    this.preview = new Preview(host);
  }

  show(model: GraphModel, scene: Scene, places: Places): void {
    this.model = model;
    this.lettering.prefer(
      new Map(Object.entries(places).flatMap(([id, { side }]): [string, Side][] => (side ? [[id, side]] : []))),
    );
    this.dress(scene);
    const box = { x: [0, model.frame.width], y: [0, model.frame.height] } satisfies Record<string, [number, number]>;
    if (this.sigma === null) {
      this.sigma = this.open(model);
      this.sigma.setCustomBBox(box);
      this.sigma.refresh();
      return;
    }
    this.sigma.setCustomBBox(box);
    // The graph first: whatever sigma refreshes in between asks the new model for the old graph's keys.
    this.sigma.setGraph(model.graph);
    this.sigma.setSettings({ enableEdgeEvents: !model.isLarge, zIndex: !model.isLarge, ...zoomLimits(model) });
  }

  restyle(given: Scene): void {
    const before = this.scene;
    this.dress(given);
    if (before === null || this.scene === null || !isSameScene(before, this.scene)) this.sigma?.refresh();
    else this.drawPreview(false);
  }

  private dress(given: Scene): void {
    if (this.model === null) return;
    const { isBusy } = this.model;
    this.previewed = isBusy ? given.hover : null;
    const scene = isBusy ? { ...given, hover: null } : given;
    this.scene = scene;
    this.appearance = new Appearance(scene, this.model);
    this.stage.style.background = scene.transparent ? "transparent" : this.appearance.palette.paper;
  }

  private open(model: GraphModel): LiveSigma {
    const sigma: LiveSigma = new Sigma<MarkAttributes, LineAttributes>(model.graph, this.stage, {
      allowInvalidContainer: true,
      autoRescale: true,
      stagePadding: 0,
      renderLabels: false,
      renderEdgeLabels: false,
      enableEdgeEvents: !model.isLarge,
      zIndex: !model.isLarge,
      ...zoomLimits(model),
      zoomDuration: this.options.reducedMotion ? 0 : MOVE_MS,
      inertiaDuration: this.options.reducedMotion ? 0 : 200,
      doubleClickZoomingRatio: 1,
      defaultNodeType: "mark",
      defaultEdgeType: "line",
      nodeProgramClasses: { mark: MarkProgram, point: NodePointProgram },
      nodeHoverProgramClasses: { mark: MarkProgram, point: NodePointProgram },
      edgeProgramClasses: { line: LineProgram, thin: EdgeLineProgram },
      defaultDrawNodeHover: () => undefined,
      nodeReducer: (key) => this.appearance?.mark(key) ?? {},
      edgeReducer: (key) => this.appearance?.line(key) ?? {},
    });
    sigma.on("afterRender", () => this.letter());
    for (const canvas of Object.values(sigma.getCanvases())) {
      canvas.addEventListener("webglcontextlost", this.lose);
    }
    bindHand({
      sigma,
      stage: this.stage,
      events: this.events,
      model: () => this.model,
      nameAt: (x, y) => this.preview.nameAt(x, y) ?? this.lettering.nameAt(x, y),
    });
    return sigma;
  }

  private readonly lose = (): void => this.events.emit("lost", null);

  /** Letters follow the picture in every frame, and settle once it stands still. */
  private letter(): void {
    const { sigma } = this;
    if (sigma === null) return;
    const { x, y, ratio } = sigma.getCamera().getState();
    const view = `${x} ${y} ${ratio}`;
    const moving = sigma.getCamera().isAnimated() || (this.lastView !== "" && view !== this.lastView);
    this.lastView = view;
    this.drawLetters(moving);
    this.drawPreview(moving);
    clearTimeout(this.settling);
    if (!moving) return;
    this.settling = setTimeout(() => {
      this.drawLetters(false);
      this.drawPreview(false);
    }, SETTLE_MS);
  }

  private drawPreview(moving: boolean): void {
    const { sigma, model, scene, previewed } = this;
    if (sigma === null || model === null || scene === null) return;
    const appearance = previewed === null ? null : new Appearance({ ...scene, hover: previewed }, model);
    const lit = appearance?.lit ?? null;
    if (appearance === null || lit === null) return this.preview.clear();
    const standing = this.standing(sigma, model);
    const marks = new Map<string, ShownMark>();
    for (const id of lit.marks) {
      const place = standing(id);
      if (place !== null) marks.set(id, { ...place, strength: 1, chosen: id === previewed?.id });
    }
    const lines = [...lit.lines].flatMap((id): ShownLine[] => {
      const key = model.lineKey(id);
      if (key === undefined) return [];
      const line = model.line(key);
      const [from, to] = [marks.get(line.from), marks.get(line.to)];
      return from === undefined || to === undefined ? [] : [{ line, from, to, strength: 1, lit: true }];
    });
    const [frame, plates] = [sigma.getDimensions(), !scene.transparent];
    this.preview.show({ marks: [...marks.values()], lines, frame, appearance, plates, moving }, [
      ...Object.values(sigma.getCanvases()),
      this.letters,
    ]);
  }

  private drawLetters(moving: boolean): void {
    const { sigma, model, scene, appearance } = this;
    if (sigma === null || model === null || scene === null || appearance === null) return;
    const frame = sigma.getDimensions();
    const marks = this.shownMarks(sigma, model, scene);
    const lines = model.drawing.lines.flatMap((line): ShownLine[] => {
      const lit = appearance.lit?.lines.has(line.id) ?? false;
      if (model.isLarge && !lit) return [];
      const [from, to] = [marks.get(line.from), marks.get(line.to)];
      if (from === undefined || to === undefined || !isDrawn(line.id, line.from, line.to, scene)) return [];
      return [{ line, from, to, strength: strengthOf(line.id, "line", scene, appearance.lit), lit }];
    });
    this.lettering.draw({
      marks: [...marks.values()],
      lines,
      frame,
      palette: appearance.palette,
      allWords: sigma.getCamera().ratio < WORDS_FROM_RATIO || lines.length <= FEW_LINES,
      moving,
      plates: !scene.transparent,
      covered: coveredBoxes(this.inset, frame),
    });
  }

  /** Marks as they stand on the screen; of a large picture those that are in sight, the best joined of them. */
  private shownMarks(sigma: LiveSigma, model: GraphModel, scene: Scene): Map<string, ShownMark> {
    const { width, height } = sigma.getDimensions();
    const standing = this.standing(sigma, model);
    const shown = new Map<string, ShownMark>();
    for (const { id } of model.drawing.marks) {
      const place = scene.hidden.marks.has(id) ? null : standing(id);
      if (place === null) continue;
      const { x, y, radius } = place;
      if (model.isLarge && (x < 0 || y < 0 || x > width || y > height)) continue;
      const isChosen = isSelected(scene.selection, id);
      shown.set(id, {
        ...place,
        // The ring around what is selected keeps names away as the mark itself does.
        radius: radius + (isChosen ? RING : 0),
        strength: strengthOf(id, "mark", scene, this.appearance?.lit ?? null),
        chosen: isChosen || scene.hover?.id === id,
      });
      if (model.isLarge && shown.size >= MOST_LETTERED) break;
    }
    return shown;
  }

  /** Where a mark stands on the screen, and how large. */
  private standing(
    sigma: LiveSigma,
    model: GraphModel,
  ): (id: string) => Pick<ShownMark, "mark" | "x" | "y" | "radius"> | null {
    // Without rotation the way from graph to screen is one scale and one shift: no call for each mark.
    const [zero, one] = [sigma.graphToViewport({ x: 0, y: 0 }), sigma.graphToViewport({ x: 1, y: 1 })];
    return (id) => {
      const key = model.markKey(id);
      if (key === undefined) return null;
      const { mark, size, ...place } = model.graph.getNodeAttributes(key);
      return {
        mark,
        x: zero.x + (one.x - zero.x) * place.x,
        y: zero.y + (one.y - zero.y) * place.y,
        radius: sigma.scaleSize(size),
      };
    };
  }

  zoomBy(factor: number): void {
    const camera = this.sigma?.getCamera();
    if (camera !== undefined) this.travel({ ratio: camera.getBoundedRatio(camera.ratio / factor) });
  }

  reset(): void {
    this.inset = UNCOVERED;
    this.travel({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  focus(target: Target): void {
    const { sigma, model } = this;
    if (sigma === null || model === null) return;
    const key = target.kind === "mark" ? model.markKey(target.id) : model.lineKey(target.id);
    if (key === undefined) return;
    const keys = target.kind === "mark" ? [key] : model.graph.extremities(key);
    const places = keys.flatMap((end) => sigma.getNodeDisplayData(end) ?? []);
    const sum = places.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
    this.travel({ x: sum.x / places.length, y: sum.y / places.length });
  }

  /** Brings marks into what is left free, no nearer than a reader would go and no further than all of it. */
  fit(marks: readonly string[], inset: Inset): void {
    const { sigma, model } = this;
    if (sigma === null || model === null) return;
    const places = marks.flatMap((id) => sigma.getNodeDisplayData(model.markKey(id) ?? "") ?? []);
    if (places.length === 0) return;
    this.inset = inset;
    const { width, height } = sigma.getDimensions();
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const unit = sigma.framedGraphToViewport({ x: 1, y: 0 }).x - sigma.framedGraphToViewport({ x: 0, y: 0 }).x;
    const px = unit * sigma.getCamera().ratio;
    const wide = ((right - left) * px + LABEL_ROOM.width) / Math.max(1, width - inset.left - inset.right);
    const tall = ((high - low) * px + LABEL_ROOM.height) / Math.max(1, height - inset.bottom);
    const ratio = Math.min(FIT.furthest, Math.max(FIT.nearest, wide, tall));
    this.travel({
      ratio,
      x: (left + right) / 2 + (((inset.right - inset.left) / 2) * ratio) / px,
      y: (low + high) / 2 - ((inset.bottom / 2) * ratio) / px,
    });
  }

  private travel(to: Partial<{ x: number; y: number; ratio: number; angle: number }>): void {
    const camera = this.sigma?.getCamera();
    if (camera === undefined) return;
    if (this.options.reducedMotion) camera.setState(to);
    else void camera.animate(to, { duration: MOVE_MS, easing: "quadraticInOut" });
  }

  labels(): readonly LabelBox[] {
    return this.lettering.labels;
  }

  destroy(): void {
    clearTimeout(this.settling);
    if (this.sigma !== null) {
      for (const canvas of Object.values(this.sigma.getCanvases())) {
        canvas.removeEventListener("webglcontextlost", this.lose);
      }
      this.sigma.kill();
      this.sigma = null;
    }
    this.preview.destroy();
    this.stage.remove();
    this.letters.remove();
    this.host.style.cursor = "";
  }
}
