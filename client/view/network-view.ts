import { placeMarks } from "../../picture/composition.ts";
import type { Drawing, Frame } from "../../picture/drawing.ts";
import type { LabelBox } from "../../picture/labels.ts";
import { layoutFrame, type Position, type Positions } from "../../picture/positions.ts";
import { PALETTES, type Theme } from "../../picture/palette.ts";
import type { pictureSvg } from "../../picture/svg.ts";
import { GraphModel } from "../graph/graph-model.ts";
import {
  backOut,
  keepExisting,
  NOTHING,
  sameSelection,
  selectLine,
  selectMark,
  toggleMark,
  type Selection,
} from "../graph/selection.ts";
import { nextMark, type Direction } from "../graph/keyboard-navigation.ts";
import { Emitter } from "./emitter.ts";
import { bindKeyboardEvents } from "./keyboard-events.ts";
import type { LayoutProvider } from "./layout-client.ts";
import { idSets, NO_IDS, sameIds, type IdLists } from "./id-sets.ts";
import { hasWebGl, WebGlRenderer } from "./webgl-renderer.ts";
import { pngOf } from "./png.ts";
import { PendingHover } from "./pending-hover.ts";
import { samePins, withoutPins, type PinnedMarks } from "./pins.ts";
import { focusByPointer, onInteraction } from "./pointer-focus.ts";
import { describeSelection, AccessibleGraph } from "./accessible-graph.ts";
import { highlightOf, type ViewState, type Target } from "./view-state.ts";
import { SvgRenderer } from "./svg-renderer.ts";
import type { DrawingOptions, Inset, Renderer, RendererEvents } from "./renderer.ts";
import { viewPicture } from "./view-picture.ts";
import { guardWheel } from "./wheel-guard.ts";

export interface NetworkViewOptions {
  readonly theme?: Theme;
  /** Leaves out the background. */
  readonly transparent?: boolean;
  /** "after-click" leaves the wheel to the page until the picture is clicked or Ctrl is held. */
  readonly wheel?: "always" | "after-click";
  /** Positions of the marks, in shares of the element; without them the view computes a layout. */
  readonly positions?: Positions;
  /** Computes layouts in a worker (a LayoutClient that the view destroys); without it, on the main thread. */
  readonly layoutProvider?: LayoutProvider;
  readonly selection?: Selection;
  /** The accessible name of the picture. */
  readonly label?: string;
  /** By default, the system's setting. */
  readonly reducedMotion?: boolean;
  /** Draws the SVG even where there is WebGL. */
  readonly svgOnly?: boolean;
}

export interface NetworkViewEvents {
  select: Selection;
  hover: Target | null;
  open: Target;
  /** `x` and `y` are page coordinates; without a target the menu is that of the canvas. */
  menu: { readonly target: Target | null; readonly x: number; readonly y: number };
  /** A mark was dragged; in shares of the element. */
  move: { readonly id: string; readonly x: number; readonly y: number };
  /** Why the view shows a static SVG; null when WebGL draws again. */
  fallback: { readonly reason: "no-webgl" | "lost" | null };
}

export interface NetworkView {
  /** Resolves when the first layout is shown. */
  readonly ready: Promise<void>;
  select(selection: Selection): void;
  focus(id: string): void;
  /** Moves the camera so that the selection and its neighbours fit into the uncovered part of the element. */
  fitSelection(inset: Inset): void;
  setDrawing(drawing: Drawing, options?: DrawingOptions): Promise<void>;
  setHidden(hidden: IdLists): void;
  setDimmed(pale: IdLists): void;
  /** Pins exactly these marks at their positions; all other dragged marks return to the layout. */
  setPinned(pinned: PinnedMarks): void;
  /** Highlights these instead of the selection's neighbours; null ends that. */
  setHighlighted(ids: IdLists | null): void;
  setTheme(theme: Theme): void;
  zoomIn(): void;
  zoomOut(): void;
  reset(): void;
  relayout(): Promise<void>;
  positions(): Positions;
  labels(): readonly LabelBox[];
  picture(title: string): Promise<string>;
  /** The synchronous form; the caller loads `pictureSvg`. */
  pictureBy(draw: typeof pictureSvg, options: { readonly title: string; readonly theme: Theme }): string;
  picturePng(title: string, scale?: number): Promise<Blob>;
  on<Name extends keyof NetworkViewEvents>(name: Name, handler: (payload: NetworkViewEvents[Name]) => void): () => void;
  destroy(): void;
}

const ZOOM = 1.5;
const RESIZE_MS = 120;
let incrementalLayout: typeof import("../graph/incremental-layout.ts") | undefined;

/** Draws an interactive graph into an element. Fetches no data; `destroy` removes everything it added. */
export function networkView(element: HTMLElement, drawing: Drawing, options: NetworkViewOptions = {}): NetworkView {
  return new DomNetworkView(element, drawing, options);
}

class DomNetworkView implements NetworkView {
  readonly ready: Promise<void>;
  private readonly root = document.createElement("div");
  private readonly events = new Emitter<NetworkViewEvents>();
  private readonly rendererEvents = new Emitter<RendererEvents>();
  private readonly accessibleGraph: AccessibleGraph;
  private readonly disposers: (() => void)[] = [];
  private readonly resizing: ResizeObserver;
  /** The last requested selection: a later drawing may bring its marks. */
  private requestedSelection: Selection;
  private renderer: Renderer;
  private viewState: ViewState;
  private model: GraphModel | null = null;
  /** The layout, in shares of the frame; the model holds the positions after label placement and dragging. */
  private layout: Positions = {};
  private pinned: PinnedMarks = new Map();
  /** Marks that label placement must not move. */
  private settled: ReadonlySet<string> = new Set();
  private run = 0;
  private layoutDone: Promise<void>;
  private resizeTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly pendingHover = new PendingHover((hover) => this.restyle({ hover }));
  private destroyed = false;
  /** Whether the WebGL context was lost. */
  private isLost = false;

  constructor(
    element: HTMLElement,
    private drawing: Drawing,
    private readonly options: NetworkViewOptions,
  ) {
    this.requestedSelection = options.selection ?? NOTHING;
    this.viewState = {
      theme: options.theme ?? "light",
      transparent: options.transparent ?? false,
      selection: this.requestedSelection,
      hover: null,
      hidden: NO_IDS,
      dimmed: NO_IDS,
      highlighted: null,
    };
    this.prepareRoot(element);
    this.renderer = this.openRenderer();
    this.accessibleGraph = new AccessibleGraph(this.root, (target) => this.choose(selectionOf(target)));
    this.listen();
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this.root);
    this.ready = this.updateLayout(options.positions ?? null);
    this.layoutDone = this.ready;
  }

  private prepareRoot(element: HTMLElement): void {
    Object.assign(this.root.style, { position: "relative", width: "100%", height: "100%", overflow: "hidden" });
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-roledescription", "network");
    this.root.setAttribute("aria-label", this.options.label ?? "Network");
    element.append(this.root);
  }

  private openRenderer(): Renderer {
    const live = this.openWebGlRenderer();
    if (live !== null) return live;
    queueMicrotask(() => this.events.emit("fallback", { reason: "no-webgl" }));
    return new SvgRenderer(this.root, this.rendererEvents);
  }

  private openWebGlRenderer(): WebGlRenderer | null {
    if (this.options.svgOnly === true || !hasWebGl()) return null;
    const reducedMotion = this.options.reducedMotion ?? matchMedia("(prefers-reduced-motion: reduce)").matches;
    try {
      return new WebGlRenderer(this.root, this.rendererEvents, { reducedMotion });
    } catch {
      // The SVG renderer takes over if WebGL fails.
      return null;
    }
  }

  private listen(): void {
    this.rendererEvents.on("press", ({ target, adds }) => {
      focusByPointer(this.root);
      this.pendingHover.flush();
      if (target === null) this.choose(NOTHING);
      else if (adds && target.kind === "mark") this.choose(toggleMark(this.viewState.selection, target.id));
      else this.choose(selectionOf(target));
    });
    this.rendererEvents.on("open", (target) => this.events.emit("open", target));
    this.rendererEvents.on("menu", (menu) => this.events.emit("menu", menu));
    this.rendererEvents.on("hover", (hover) => {
      this.pendingHover.set(hover);
      this.events.emit("hover", hover);
    });
    this.rendererEvents.on("move", (move) => {
      this.pinned = new Map([...this.pinned, [move.id, { x: move.x, y: move.y }]]);
      this.events.emit("move", move);
    });
    this.rendererEvents.on("lost", () => this.fallBack());
    this.disposers.push(onInteraction(this.root, () => this.restoreWebGl()));
    if (this.options.wheel === "after-click") this.disposers.push(guardWheel(this.root));
    this.disposers.push(
      bindKeyboardEvents(this.root, {
        zoomIn: () => this.zoomIn(),
        zoomOut: () => this.zoomOut(),
        reset: () => this.reset(),
        moveSelection: (direction) => this.moveSelection(direction),
        open: () => this.openSelected(),
        backOut: () => this.shrinkSelection(),
        menu: () => this.openMenu(),
      }),
    );
  }

  /** A browser drops the WebGL contexts of a page that has many; the next interaction restores this one. */
  private fallBack(): void {
    if (this.destroyed || this.isLost) return;
    this.isLost = true;
    this.replaceRenderer(new SvgRenderer(this.root, this.rendererEvents));
    this.events.emit("fallback", { reason: "lost" });
  }

  private restoreWebGl(): void {
    if (!this.isLost || this.destroyed) return;
    const live = this.openWebGlRenderer();
    if (live === null) return;
    this.isLost = false;
    this.replaceRenderer(live);
    this.events.emit("fallback", { reason: null });
  }

  private replaceRenderer(renderer: Renderer): void {
    this.renderer.destroy();
    this.renderer = renderer;
    if (this.model !== null) renderer.show(this.model, this.viewState, this.currentPositions());
  }

  private frame(): Frame {
    return { width: Math.max(this.root.clientWidth, 1), height: Math.max(this.root.clientHeight, 1) };
  }

  /** Computes a layout unless positions are given, and shows it. The last call wins. */
  private async updateLayout(positions: Positions | null): Promise<void> {
    const run = ++this.run;
    this.root.setAttribute("aria-busy", "true");
    const layout = positions ?? (await this.layOut());
    if (this.destroyed || run !== this.run) return;
    this.layout = layout;
    this.show();
    this.root.removeAttribute("aria-busy");
  }

  private async layOut(): Promise<Positions> {
    const { drawing, options } = this;
    if (options.layoutProvider !== undefined) return options.layoutProvider.layout(drawing, this.frame());
    // An embed comes with its positions and rarely needs this.
    const { layoutPicture } = await import("../../picture/layout.ts");
    return layoutPicture(drawing, this.frame());
  }

  private show(): void {
    const frame = this.frame();
    const settled = placeMarks(this.drawing, this.layout, frame, this.settled);
    const positions = Object.fromEntries(
      settled.map(({ mark: { id }, x, y }): [string, Position] => [
        id,
        { side: this.layout[id]?.side, x: x / frame.width, y: y / frame.height, ...this.pinned.get(id) },
      ]),
    );
    const isFirst = this.model === null;
    this.model = new GraphModel(this.drawing, positions, frame);
    const there = { marks: this.model.markIds, lines: this.model.lineIds };
    const selection = keepExisting(this.requestedSelection, there);
    const isSame = sameSelection(selection, this.viewState.selection);
    this.viewState = { ...this.viewState, selection, hover: null };
    this.renderer.show(this.model, this.viewState, positions);
    this.accessibleGraph.show(this.model, this.viewState);
    if (isFirst || !isSame) this.accessibleGraph.announce(describeSelection(selection, this.model, this.viewState));
  }

  private resized(): void {
    clearTimeout(this.resizeTimer);
    this.resizeTimer = setTimeout(() => {
      if (this.destroyed || this.model === null) return;
      const [before, now] = [this.model.frame, this.frame()];
      if (before.width === now.width && before.height === now.height) return;
      const count = this.drawing.marks.length;
      const [old, composed] = [layoutFrame(before, count), layoutFrame(now, count)];
      const sameShape = old.width === composed.width && old.height === composed.height;
      if (sameShape || this.options.positions !== undefined) this.show();
      else void this.updateLayout(null);
    }, RESIZE_MS);
  }

  private restyle(change: Partial<ViewState>): void {
    this.viewState = { ...this.viewState, ...change };
    this.renderer.restyle(this.viewState);
  }

  /** Selects on behalf of the reader and emits the event. */
  private choose(selection: Selection): void {
    if (sameSelection(selection, this.viewState.selection)) return;
    this.select(selection);
    this.events.emit("select", selection);
  }

  select(selection: Selection): void {
    this.requestedSelection = selection;
    const { model } = this;
    const kept = model === null ? selection : keepExisting(selection, { marks: model.markIds, lines: model.lineIds });
    if (sameSelection(kept, this.viewState.selection)) return;
    this.restyle({ selection: kept });
    this.accessibleGraph.announce(describeSelection(kept, model, this.viewState));
  }

  private moveSelection(direction: Direction): void {
    const { model } = this;
    if (model === null) return;
    const { selection, hidden } = this.viewState;
    const seen = (id: string): boolean => !hidden.marks.has(id);
    if (selection.kind === "marks") {
      const next = nextMark({ model, from: selection.ids.at(-1) ?? "", direction, seen });
      if (next !== null) this.choose(selectMark(next));
      return;
    }
    if (selection.kind === "line") {
      const key = model.lineKey(selection.id);
      if (key === undefined) return;
      const { from, to } = model.line(key);
      this.choose(selectMark(direction === "left" || direction === "up" ? from : to));
      return;
    }
    const first = this.drawing.marks.find(({ id }) => seen(id));
    if (first !== undefined) this.choose(selectMark(first.id));
  }

  private openSelected(): void {
    const { selection } = this.viewState;
    if (selection.kind === "line") this.events.emit("open", { kind: "line", id: selection.id });
    const last = selection.kind === "marks" ? selection.ids.at(-1) : undefined;
    if (last !== undefined) this.events.emit("open", { kind: "mark", id: last });
  }

  /** The menu of the mark or line selected last, below its label where it has one. */
  private openMenu(): void {
    const { selection } = this.viewState;
    const id = selection.kind === "marks" ? selection.ids.at(-1) : selection.kind === "line" ? selection.id : undefined;
    const { left, top, width, height } = this.root.getBoundingClientRect();
    const at = this.renderer.labels().find((one) => one.id === id) ?? { x: width / 2, y: height / 2, height: 0 };
    const target: Target | null = id === undefined ? null : { kind: selection.kind === "line" ? "line" : "mark", id };
    this.events.emit("menu", { target, x: left + at.x + scrollX, y: top + at.y + at.height + scrollY });
  }

  private shrinkSelection(): boolean {
    if (this.viewState.selection.kind === "nothing") return false;
    this.choose(backOut(this.viewState.selection));
    return true;
  }

  focus(id: string): void {
    const kind = this.model?.markKey(id) === undefined ? "line" : "mark";
    this.renderer.focus({ kind, id });
  }

  fitSelection(inset: Inset): void {
    const highlight = this.model === null ? null : highlightOf({ ...this.viewState, hover: null }, this.model);
    if (highlight !== null) this.renderer.fit([...highlight.marks], inset);
  }

  async setDrawing(drawing: Drawing, options: DrawingOptions = {}): Promise<void> {
    // Already shown, or its layout is running.
    if (drawing === this.drawing) return this.layoutDone;
    this.layoutDone = this.replaceDrawing(drawing, options);
    return this.layoutDone;
  }

  private async replaceDrawing(drawing: Drawing, { grows = false, anew = false }: DrawingOptions): Promise<void> {
    const run = ++this.run;
    incrementalLayout ??= await import("../graph/incremental-layout.ts");
    if (this.destroyed || run !== this.run) return;
    const known = this.positions();
    const kept = new Set(drawing.marks.map(({ id }) => id));
    const stays = grows && this.drawing.marks.length > 0 && this.drawing.marks.every(({ id }) => kept.has(id));
    const isFresh = anew && !stays;
    const positions = isFresh ? null : incrementalLayout.extendLayout(drawing, known, this.frame(), stays);
    this.settled = new Set(stays ? Object.keys(known) : []);
    this.drawing = drawing;
    await this.updateLayout(positions === null ? null : withoutPins(positions, this.layout, this.pinned));
  }

  setPinned(pinned: PinnedMarks): void {
    const isSame = samePins(this.pinned, pinned);
    this.pinned = pinned;
    if (!isSame && this.model !== null) this.show();
  }

  setHidden({ marks, lines }: IdLists): void {
    if (sameIds({ marks, lines }, this.viewState.hidden)) return;
    this.restyle({ hidden: idSets({ marks, lines }) });
    if (this.model !== null) this.accessibleGraph.show(this.model, this.viewState);
  }

  setDimmed({ marks, lines }: IdLists): void {
    if (sameIds({ marks, lines }, this.viewState.dimmed)) return;
    this.restyle({ dimmed: idSets({ marks, lines }) });
  }

  setHighlighted(ids: IdLists | null): void {
    const { highlighted } = this.viewState;
    if (ids === null ? highlighted === null : highlighted !== null && sameIds(ids, highlighted)) return;
    this.restyle({ highlighted: ids === null ? null : idSets(ids) });
  }

  setTheme(theme: Theme): void {
    if (theme === this.viewState.theme) return;
    this.restyle({ theme });
  }

  zoomIn(): void {
    this.renderer.zoomBy(ZOOM);
  }

  zoomOut(): void {
    this.renderer.zoomBy(1 / ZOOM);
  }

  reset(): void {
    this.renderer.reset();
  }

  async relayout(): Promise<void> {
    this.pinned = new Map();
    await this.updateLayout(null);
  }

  positions(): Positions {
    return this.currentPositions();
  }

  private currentPositions(): Positions {
    const { model } = this;
    if (model === null) return {};
    return Object.fromEntries(
      this.drawing.marks.flatMap(({ id }): [string, Position][] => {
        const position = model.positionOf(id);
        return position === null ? [] : [[id, { ...position, side: this.layout[id]?.side }]];
      }),
    );
  }

  labels(): readonly LabelBox[] {
    return this.renderer.labels();
  }

  async picture(title: string): Promise<string> {
    const { pictureSvg: draw } = await import("../../picture/svg.ts");
    return this.pictureBy(draw, { title, theme: this.viewState.theme });
  }

  pictureBy(draw: typeof pictureSvg, { title, theme }: { readonly title: string; readonly theme: Theme }): string {
    const { drawing, viewState, model } = this;
    const positions = model === null ? null : this.positions();
    return viewPicture(draw, { drawing, viewState, frame: this.frame(), positions, title, theme });
  }

  async picturePng(title: string, scale = 2): Promise<Blob> {
    return pngOf(
      await this.picture(title),
      scale,
      this.viewState.transparent ? null : PALETTES[this.viewState.theme].paper,
    );
  }

  on<Name extends keyof NetworkViewEvents>(
    name: Name,
    handler: (payload: NetworkViewEvents[Name]) => void,
  ): () => void {
    return this.events.on(name, handler);
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    clearTimeout(this.resizeTimer);
    this.pendingHover.clear();
    this.resizing.disconnect();
    for (const end of this.disposers) end();
    this.options.layoutProvider?.destroy();
    this.renderer.destroy();
    this.accessibleGraph.destroy();
    this.events.clear();
    this.rendererEvents.clear();
    this.root.remove();
  }
}

function selectionOf({ kind, id }: Target): Selection {
  return kind === "mark" ? selectMark(id) : selectLine(id);
}
