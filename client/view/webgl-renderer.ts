import { MultiDirectedGraph } from "graphology";
import { Sigma } from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import type { Settings } from "sigma/settings";
import type { Box } from "../../picture/boxes.ts";
import type { Frame } from "../../picture/drawing.ts";
import type { Positions } from "../../picture/positions.ts";
import type { LabelBox, Side } from "../../picture/labels.ts";
import type { GraphModel, LineAttributes, MarkAttributes } from "../graph/graph-model.ts";
import { isSelected, NOTHING } from "../graph/selection.ts";
import type { Emitter } from "./emitter.ts";
import { bindPointerEvents } from "./pointer-events.ts";
import { LabelLayer, type ScreenLine, type ScreenMark } from "./label-layer.ts";
import { LineProgram } from "./line-program.ts";
import { MarkProgram } from "./mark-program.ts";
import { HighlightLayer } from "./highlight-layer.ts";
import { Appearance, isDrawn, opacityOf, RESTING_OPACITY, type ViewState, type Target } from "./view-state.ts";
import type { Inset, Renderer, RendererEvents } from "./renderer.ts";

export type NetworkSigma = Sigma<MarkAttributes, LineAttributes>;

export interface WebGlOptions {
  readonly reducedMotion: boolean;
}

const MOVE_MS = 250;
const IDLE_MS = 140;
/** Below this camera ratio every line may show its text. */
const WORDS_FROM_RATIO = 0.7;
const FEW_LINES = 14;
/** The most marks of a large graph that get a label in one frame. */
const MAX_LABELLED_MARKS = 300;
const NEAREST = 0.25;
const FIT = { nearest: 0.8, furthest: 2 } as const;
/** How far the selection ring reaches beyond its mark, in CSS px. */
const RING = 5;
const UNCOVERED: Inset = { left: 0, right: 0, bottom: 0 };
const LABEL_ROOM = { width: 200, height: 80 } as const;

let webGl: boolean | undefined;

/** Whether the browser supports WebGL. Cached: each check takes one of the few contexts of a page. */
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

/** Zoom in until a few marks fill the canvas, zoom out until the whole graph is small. */
function settingsFor({ drawing: { marks }, isLarge }: GraphModel): Partial<Settings<MarkAttributes, LineAttributes>> {
  return {
    enableEdgeEvents: !isLarge,
    zIndex: !isLarge,
    minCameraRatio: NEAREST / Math.sqrt(Math.max(1, marks.length / 32)),
    maxCameraRatio: FIT.furthest,
  };
}

function coveredBoxes({ left, right, bottom }: Inset, { width, height }: Frame): Box[] {
  return [
    { x: 0, y: 0, width: left, height },
    { x: width - right, y: 0, width: right, height },
    { x: 0, y: height - bottom, width, height: bottom },
  ].filter((box) => box.width > 0 && box.height > 0);
}

function isSameState(one: ViewState, other: ViewState): boolean {
  return Object.entries(one).every(([name, value]) => other[name as keyof ViewState] === value);
}

/** Draws with WebGL: sigma draws marks and lines, the label layer draws all text. */
export class WebGlRenderer implements Renderer {
  private readonly stage = document.createElement("div");
  private readonly labelCanvas = document.createElement("canvas");
  private readonly labelLayer = new LabelLayer(this.labelCanvas);
  private sigma: NetworkSigma | null = null;
  private model: GraphModel | null = null;
  private viewState: ViewState | null = null;
  private appearance: Appearance | null = null;
  private readonly highlightLayer: HighlightLayer;
  /** The view state of a busy graph, whose hover and selection the highlight layer draws instead of sigma. */
  private highlighted: ViewState | null = null;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  private refreshFrame: number | undefined;
  private lastView = "";
  /** The inset of the last `fit`. */
  private inset: Inset = UNCOVERED;

  constructor(
    private readonly host: HTMLElement,
    private readonly events: Emitter<RendererEvents>,
    private readonly options: WebGlOptions,
  ) {
    // Where something opaque covers the lower part of a WebGL canvas, Chromium leaves out as much of its upper part
    // instead (seen on 156): it forgets that such canvases are stored upside down. Under a filter it draws them whole.
    Object.assign(this.stage.style, { position: "absolute", inset: "0", filter: "drop-shadow(0 0 0 transparent)" });
    Object.assign(this.labelCanvas.style, {
      position: "absolute",
      inset: "0",
      width: "100%",
      height: "100%",
      pointerEvents: "none",
    });
    host.append(this.stage, this.labelCanvas);
    this.highlightLayer = new HighlightLayer(host);
  }

  show(model: GraphModel, viewState: ViewState, positions: Positions): void {
    // Before the model changes: setSettings reprocesses the graph that sigma still holds.
    this.applySettings(model);
    this.model = model;
    this.labelLayer.prefer(
      new Map(Object.entries(positions).flatMap(([id, { side }]): [string, Side][] => (side ? [[id, side]] : []))),
    );
    this.applyState(viewState);
    const box = { x: [0, model.frame.width], y: [0, model.frame.height] } satisfies Record<string, [number, number]>;
    this.sigma ??= this.open(model);
    this.sigma.setCustomBBox(box);
    this.sigma.setGraph(model.graph);
    this.cancelRefresh();
  }

  private applySettings(model: GraphModel): void {
    const { sigma } = this;
    if (sigma === null) return;
    const now = sigma.getSettings();
    const wanted = Object.entries(settingsFor(model)) as [keyof typeof now, unknown][];
    if (wanted.some(([name, value]) => now[name] !== value)) sigma.setSettings(settingsFor(model));
  }

  restyle(given: ViewState): void {
    const before = this.viewState;
    this.applyState(given);
    if (before === null || this.viewState === null || !isSameState(before, this.viewState)) this.scheduleRefresh();
    else this.drawHighlightLayer(false);
  }

  /** Refreshes once per frame, however many changes arrive in it. */
  private scheduleRefresh(): void {
    this.refreshFrame ??= requestAnimationFrame(() => {
      this.refreshFrame = undefined;
      this.sigma?.refresh();
    });
  }

  private cancelRefresh(): void {
    if (this.refreshFrame !== undefined) cancelAnimationFrame(this.refreshFrame);
    this.refreshFrame = undefined;
  }

  private applyState(given: ViewState): void {
    if (this.model === null) return;
    const { isBusy } = this.model;
    this.highlighted = isBusy ? given : null;
    const viewState = isBusy ? { ...given, hover: null, selection: NOTHING } : given;
    this.viewState = viewState;
    this.appearance = new Appearance(viewState, this.model);
    this.stage.style.background = viewState.transparent ? "transparent" : this.appearance.palette.paper;
  }

  private open(model: GraphModel): NetworkSigma {
    // The constructor renders its graph in a bounding box of its own, so the graph is set after the box.
    const empty = new MultiDirectedGraph<MarkAttributes, LineAttributes>();
    const sigma: NetworkSigma = new Sigma<MarkAttributes, LineAttributes>(empty, this.stage, {
      allowInvalidContainer: true,
      autoRescale: true,
      stagePadding: 0,
      renderLabels: false,
      renderEdgeLabels: false,
      ...settingsFor(model),
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
    sigma.on("afterRender", () => this.onRender());
    for (const canvas of Object.values(sigma.getCanvases())) {
      canvas.addEventListener("webglcontextlost", this.onContextLost);
    }
    bindPointerEvents({
      sigma,
      stage: this.stage,
      events: this.events,
      model: () => this.model,
      nameAt: (x, y) => this.highlightLayer.nameAt(x, y) ?? this.labelLayer.nameAt(x, y),
    });
    return sigma;
  }

  private readonly onContextLost = (): void => this.events.emit("lost", null);

  /** Redraws labels in every frame, and once more, with line collisions, when the camera stops. */
  private onRender(): void {
    const { sigma } = this;
    if (sigma === null) return;
    const { x, y, ratio } = sigma.getCamera().getState();
    const view = `${x} ${y} ${ratio}`;
    const moving = sigma.getCamera().isAnimated() || (this.lastView !== "" && view !== this.lastView);
    this.lastView = view;
    this.drawLabels(moving);
    this.drawHighlightLayer(moving);
    clearTimeout(this.idleTimer);
    if (!moving) return;
    this.idleTimer = setTimeout(() => {
      this.drawLabels(false);
      this.drawHighlightLayer(false);
    }, IDLE_MS);
  }

  private drawHighlightLayer(moving: boolean): void {
    const { sigma, model, highlighted } = this;
    if (sigma === null || model === null) return;
    const appearance = highlighted === null ? null : new Appearance(highlighted, model);
    const highlight = appearance?.highlight ?? null;
    if (highlighted === null || appearance === null || highlight === null) return this.highlightLayer.clear();
    const screenPositions = this.positionsOnScreen(sigma, model);
    const marks = new Map<string, ScreenMark>();
    for (const id of highlight.marks) {
      const position = screenPositions(id);
      if (position === null) continue;
      const isRinged = appearance.ringOf(id) !== null;
      marks.set(id, { ...position, opacity: 1, chosen: isRinged || id === highlighted.hover?.id });
    }
    const lines = [...highlight.lines].flatMap((id): ScreenLine[] => {
      const key = model.lineKey(id);
      if (key === undefined) return [];
      const line = model.line(key);
      const [from, to] = [marks.get(line.from), marks.get(line.to)];
      return from === undefined || to === undefined
        ? []
        : [{ line, from, to, opacity: 1, isHighlighted: true, carries: false }];
    });
    const [frame, plates] = [sigma.getDimensions(), !highlighted.transparent];
    this.highlightLayer.show({ marks: [...marks.values()], lines, frame, appearance, plates, moving }, [
      ...Object.values(sigma.getCanvases()),
      this.labelCanvas,
    ]);
  }

  private drawLabels(moving: boolean): void {
    const { sigma, model, viewState, appearance } = this;
    if (sigma === null || model === null || viewState === null || appearance === null) return;
    const frame = sigma.getDimensions();
    const marks = this.screenMarks(sigma, model, viewState);
    const lines = model.drawing.lines.flatMap((line): ScreenLine[] => {
      const isHighlighted = appearance.highlight?.lines.has(line.id) ?? false;
      if (model.isLarge && !isHighlighted) return [];
      const [from, to] = [marks.get(line.from), marks.get(line.to)];
      if (from === undefined || to === undefined || !isDrawn(line.id, line.from, line.to, viewState)) return [];
      const carries = appearance.rests && line.carries === true;
      const rest = appearance.rests && !carries ? RESTING_OPACITY : 1;
      const opacity = opacityOf(line.id, "line", viewState, appearance.highlight) * rest;
      return [{ line, from, to, opacity, isHighlighted, carries }];
    });
    this.labelLayer.draw({
      marks: [...marks.values()],
      lines,
      frame,
      palette: appearance.palette,
      allWords: sigma.getCamera().ratio < WORDS_FROM_RATIO || lines.length <= FEW_LINES,
      moving,
      plates: !viewState.transparent,
      covered: coveredBoxes(this.inset, frame),
    });
  }

  /** The visible marks with their screen positions; of a large graph only those in view, highest degree first. */
  private screenMarks(sigma: NetworkSigma, model: GraphModel, viewState: ViewState): Map<string, ScreenMark> {
    const { width, height } = sigma.getDimensions();
    const screenPositions = this.positionsOnScreen(sigma, model);
    const shown = new Map<string, ScreenMark>();
    for (const { id } of model.drawing.marks) {
      const position = viewState.hidden.marks.has(id) ? null : screenPositions(id);
      if (position === null) continue;
      const { x, y, radius } = position;
      if (model.isLarge && (x < 0 || y < 0 || x > width || y > height)) continue;
      const isChosen = isSelected(viewState.selection, id);
      shown.set(id, {
        ...position,
        // Labels keep clear of the selection ring as of the mark itself.
        radius: radius + (isChosen ? RING : 0),
        opacity: opacityOf(id, "mark", viewState, this.appearance?.highlight ?? null),
        chosen: isChosen || viewState.hover?.id === id,
      });
      if (model.isLarge && shown.size >= MAX_LABELLED_MARKS) break;
    }
    return shown;
  }

  /** Screen position and radius of a mark. */
  private positionsOnScreen(
    sigma: NetworkSigma,
    model: GraphModel,
  ): (id: string) => Pick<ScreenMark, "mark" | "x" | "y" | "radius"> | null {
    // Without rotation the transform is a scale and a translation, so it is computed once for all marks.
    const [zero, one] = [sigma.graphToViewport({ x: 0, y: 0 }), sigma.graphToViewport({ x: 1, y: 1 })];
    return (id) => {
      const key = model.markKey(id);
      if (key === undefined) return null;
      const { mark, size, ...position } = model.graph.getNodeAttributes(key);
      return {
        mark,
        x: zero.x + (one.x - zero.x) * position.x,
        y: zero.y + (one.y - zero.y) * position.y,
        radius: sigma.scaleSize(size),
      };
    };
  }

  zoomBy(factor: number): void {
    const camera = this.sigma?.getCamera();
    if (camera !== undefined) this.moveCamera({ ratio: camera.getBoundedRatio(camera.ratio / factor) });
  }

  reset(): void {
    this.inset = UNCOVERED;
    this.moveCamera({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  focus(target: Target): void {
    const { sigma, model } = this;
    if (sigma === null || model === null) return;
    const key = target.kind === "mark" ? model.markKey(target.id) : model.lineKey(target.id);
    if (key === undefined) return;
    const keys = target.kind === "mark" ? [key] : model.graph.extremities(key);
    const positions = keys.flatMap((end) => sigma.getNodeDisplayData(end) ?? []);
    const sum = positions.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
    this.moveCamera({ x: sum.x / positions.length, y: sum.y / positions.length });
  }

  /** Moves the camera so that marks fit into the uncovered part of the canvas, within zoom limits. */
  fit(marks: readonly string[], inset: Inset): void {
    const { sigma, model } = this;
    if (sigma === null || model === null) return;
    const positions = marks.flatMap((id) => sigma.getNodeDisplayData(model.markKey(id) ?? "") ?? []);
    if (positions.length === 0) return;
    this.inset = inset;
    const { width, height } = sigma.getDimensions();
    const [xs, ys] = [positions.map(({ x }) => x), positions.map(({ y }) => y)];
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const unit = sigma.framedGraphToViewport({ x: 1, y: 0 }).x - sigma.framedGraphToViewport({ x: 0, y: 0 }).x;
    const px = unit * sigma.getCamera().ratio;
    const wide = ((right - left) * px + LABEL_ROOM.width) / Math.max(1, width - inset.left - inset.right);
    const tall = ((high - low) * px + LABEL_ROOM.height) / Math.max(1, height - inset.bottom);
    const ratio = Math.min(FIT.furthest, Math.max(FIT.nearest, wide, tall));
    this.moveCamera({
      ratio,
      x: (left + right) / 2 + (((inset.right - inset.left) / 2) * ratio) / px,
      y: (low + high) / 2 - ((inset.bottom / 2) * ratio) / px,
    });
  }

  private moveCamera(to: Partial<{ x: number; y: number; ratio: number; angle: number }>): void {
    const camera = this.sigma?.getCamera();
    if (camera === undefined) return;
    if (this.options.reducedMotion) camera.setState(to);
    else void camera.animate(to, { duration: MOVE_MS, easing: "quadraticInOut" });
  }

  labels(): readonly LabelBox[] {
    return this.labelLayer.labels;
  }

  destroy(): void {
    clearTimeout(this.idleTimer);
    this.cancelRefresh();
    if (this.sigma !== null) {
      for (const canvas of Object.values(this.sigma.getCanvases())) {
        canvas.removeEventListener("webglcontextlost", this.onContextLost);
      }
      this.sigma.kill();
      this.sigma = null;
    }
    this.highlightLayer.destroy();
    this.stage.remove();
    this.labelCanvas.remove();
    this.host.style.cursor = "";
  }
}
