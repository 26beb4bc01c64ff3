import { settle } from "../../picture/composition.ts";
import type { Drawing, Frame } from "../../picture/drawing.ts";
import type { LabelBox } from "../../picture/labels.ts";
import { composedFor, type Place, type Places } from "../../picture/places.ts";
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
import { walk, type Direction } from "../graph/walk.ts";
import { Emitter } from "./emitter.ts";
import { bindKeys } from "./keys.ts";
import type { Layouter } from "./layout-client.ts";
import { hasWebGl, LiveSurface } from "./live-surface.ts";
import { pngOf } from "./png.ts";
import { focusByPointer, whenTurnedTo } from "./pointer-focus.ts";
import { describeLine, describeMark, ReadingList } from "./reading-list.ts";
import { isDrawn, litBy, type Named, type Scene, type Target } from "./scene.ts";
import { StillSurface } from "./still-surface.ts";
import type { Inset, Surface, SurfaceEvents } from "./surface.ts";
import { viewPicture } from "./view-picture.ts";
import { guardWheel } from "./wheel-guard.ts";

export interface NetworkViewOptions {
  readonly theme?: Theme;
  /** No paper behind the picture. */
  readonly transparent?: boolean;
  /** "after-click" leaves the wheel to the page until the picture was pressed, or Ctrl is held. */
  readonly wheel?: "always" | "after-click";
  /** Where marks stand, in shares of the element; without it the picture is laid out. */
  readonly places?: Places;
  /** Lays out beside the page (a LayoutClient; the view ends it); without it, on the page. An embed carries no worker. */
  readonly layouts?: Layouter;
  readonly selection?: Selection;
  /** What the picture is called for who cannot see it. */
  readonly label?: string;
  /** Without it, what the reader's system says. */
  readonly reducedMotion?: boolean;
  /** Draws the SVG even where there is WebGL. */
  readonly still?: boolean;
}

export interface NetworkViewEvents {
  select: Selection;
  hover: Target | null;
  open: Target;
  /** `x` and `y` are those of the page; no target is the canvas itself. */
  menu: { readonly target: Target | null; readonly x: number; readonly y: number };
  /** A mark was dragged; in shares of the element. */
  move: { readonly id: string; readonly x: number; readonly y: number };
  /** Why the picture stands still; null when it moves again. */
  fallback: { readonly reason: "no-webgl" | "lost" | null };
}

export interface Ids {
  readonly marks: readonly string[];
  readonly lines: readonly string[];
}

export interface NetworkView {
  /** Resolves when the first picture stands. */
  readonly ready: Promise<void>;
  select(selection: Selection): void;
  focus(id: string): void;
  /** Brings what is selected, and what it is joined to, into the part of the element that nothing covers. */
  fitSelection(inset: Inset): void;
  setDrawing(drawing: Drawing): Promise<void>;
  setHidden(hidden: Ids): void;
  setPale(pale: Ids): void;
  setTheme(theme: Theme): void;
  zoomIn(): void;
  zoomOut(): void;
  reset(): void;
  relayout(): Promise<void>;
  places(): Places;
  labels(): readonly LabelBox[];
  picture(title: string): Promise<string>;
  /** The same at once, drawn by `pictureSvg`, which the caller has fetched. */
  pictureBy(draw: typeof pictureSvg, options: { readonly title: string; readonly theme: Theme }): string;
  picturePng(title: string, scale?: number): Promise<Blob>;
  on<Name extends keyof NetworkViewEvents>(name: Name, handler: (payload: NetworkViewEvents[Name]) => void): () => void;
  destroy(): void;
}

const NO_IDS = { marks: new Set<string>(), lines: new Set<string>() };
const ZOOM = 1.5;
const RESIZE_MS = 120;
const HOVER_MS = 60;

/** Draws a network into an element and lets the reader walk in it. Fetches nothing. `destroy` leaves nothing behind. */
export function networkView(element: HTMLElement, drawing: Drawing, options: NetworkViewOptions = {}): NetworkView {
  return new LiveNetworkView(element, drawing, options);
}

class LiveNetworkView implements NetworkView {
  readonly ready: Promise<void>;
  private readonly root = document.createElement("div");
  private readonly events = new Emitter<NetworkViewEvents>();
  private readonly hand = new Emitter<SurfaceEvents>();
  private readonly list: ReadingList;
  private readonly endings: (() => void)[] = [];
  private readonly resizing: ResizeObserver;
  /** What was last selected: it may come with a later drawing. */
  private wanted: Selection;
  private surface: Surface;
  private scene: Scene;
  private model: GraphModel | null = null;
  /** In shares of the frame, as laid out; the model holds them as settled and as dragged. */
  private laidOut: Places = {};
  private dragged = new Map<string, Place>();
  private run = 0;
  private arranging: Promise<void>;
  private resizeTimer: ReturnType<typeof setTimeout> | undefined;
  private hoverTimer: ReturnType<typeof setTimeout> | undefined;
  private destroyed = false;
  /** The graphics card drew, and stopped. */
  private isLost = false;

  constructor(
    element: HTMLElement,
    private drawing: Drawing,
    private readonly options: NetworkViewOptions,
  ) {
    this.wanted = options.selection ?? NOTHING;
    this.scene = {
      theme: options.theme ?? "light",
      transparent: options.transparent ?? false,
      selection: this.wanted,
      hover: null,
      hidden: NO_IDS,
      pale: NO_IDS,
    };
    this.prepareRoot(element);
    this.surface = this.openSurface();
    this.list = new ReadingList(this.root, (target) => this.choose(selectionOf(target)));
    this.listen();
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this.root);
    this.ready = this.arrange(options.places ?? null);
    this.arranging = this.ready;
  }

  private prepareRoot(element: HTMLElement): void {
    Object.assign(this.root.style, { position: "relative", width: "100%", height: "100%", overflow: "hidden" });
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-roledescription", "network");
    this.root.setAttribute("aria-label", this.options.label ?? "Network");
    element.append(this.root);
  }

  private openSurface(): Surface {
    const live = this.openLiveSurface();
    if (live !== null) return live;
    queueMicrotask(() => this.events.emit("fallback", { reason: "no-webgl" }));
    return new StillSurface(this.root, this.hand);
  }

  private openLiveSurface(): LiveSurface | null {
    if (this.options.still === true || !hasWebGl()) return null;
    const reducedMotion = this.options.reducedMotion ?? matchMedia("(prefers-reduced-motion: reduce)").matches;
    try {
      return new LiveSurface(this.root, this.hand, { reducedMotion });
    } catch {
      // What WebGL refuses, the still picture still shows.
      return null;
    }
  }

  private listen(): void {
    this.hand.on("press", ({ target, adds }) => {
      focusByPointer(this.root);
      if (target === null) this.choose(NOTHING);
      else if (adds && target.kind === "mark") this.choose(toggleMark(this.scene.selection, target.id));
      else this.choose(selectionOf(target));
    });
    this.hand.on("open", (target) => this.events.emit("open", target));
    this.hand.on("menu", (menu) => this.events.emit("menu", menu));
    this.hand.on("hover", (hover) => {
      this.previewSoon(hover);
      this.events.emit("hover", hover);
    });
    this.hand.on("move", (move) => {
      this.dragged.set(move.id, { x: move.x, y: move.y });
      this.events.emit("move", move);
    });
    this.hand.on("lost", () => this.fallBack());
    this.endings.push(whenTurnedTo(this.root, () => this.revive()));
    if (this.options.wheel === "after-click") this.endings.push(guardWheel(this.root));
    this.endings.push(
      bindKeys(this.root, {
        zoomIn: () => this.zoomIn(),
        zoomOut: () => this.zoomOut(),
        reset: () => this.reset(),
        walk: (direction) => this.walk(direction),
        open: () => this.openSelected(),
        backOut: () => this.stepBack(),
      }),
    );
  }

  /** A browser takes the contexts of other pictures when a page has many; the one the reader turns to gets them back. */
  private fallBack(): void {
    if (this.destroyed || this.isLost) return;
    this.isLost = true;
    this.replaceSurface(new StillSurface(this.root, this.hand));
    this.events.emit("fallback", { reason: "lost" });
  }

  private revive(): void {
    if (!this.isLost || this.destroyed) return;
    const live = this.openLiveSurface();
    if (live === null) return;
    this.isLost = false;
    this.replaceSurface(live);
    this.events.emit("fallback", { reason: null });
  }

  private replaceSurface(surface: Surface): void {
    this.surface.destroy();
    this.surface = surface;
    if (this.model !== null) surface.show(this.model, this.scene, this.settledPlaces());
  }

  private frame(): Frame {
    return { width: Math.max(this.root.clientWidth, 1), height: Math.max(this.root.clientHeight, 1) };
  }

  /** Lays the drawing out where no places are given, and shows it. The last call wins. */
  private async arrange(places: Places | null): Promise<void> {
    const run = ++this.run;
    this.root.setAttribute("aria-busy", "true");
    const laidOut = places ?? (await this.layOut());
    if (this.destroyed || run !== this.run) return;
    this.laidOut = laidOut;
    this.show();
    this.root.removeAttribute("aria-busy");
  }

  private async layOut(): Promise<Places> {
    const { drawing, options } = this;
    if (options.layouts !== undefined) return options.layouts.layout(drawing, this.frame());
    // An embed comes with its places and seldom needs this.
    const { layoutPicture } = await import("../../picture/layout.ts");
    return layoutPicture(drawing, this.frame());
  }

  private show(): void {
    const frame = this.frame();
    const settled = settle(this.drawing, this.laidOut, frame);
    const places = Object.fromEntries(
      settled.map(({ mark: { id }, x, y }): [string, Place] => [
        id,
        { side: this.laidOut[id]?.side, x: x / frame.width, y: y / frame.height, ...this.dragged.get(id) },
      ]),
    );
    const isFirst = this.model === null;
    this.model = new GraphModel(this.drawing, places, frame);
    const there = { marks: this.model.markIds, lines: this.model.lineIds };
    const selection = keepExisting(this.wanted, there);
    const isSame = sameSelection(selection, this.scene.selection);
    this.scene = { ...this.scene, selection, hover: null };
    this.surface.show(this.model, this.scene, places);
    this.list.show(this.model, this.scene);
    if (isFirst || !isSame) this.list.say(this.describe(selection));
  }

  private resized(): void {
    clearTimeout(this.resizeTimer);
    this.resizeTimer = setTimeout(() => {
      if (this.destroyed || this.model === null) return;
      const [before, now] = [this.model.frame, this.frame()];
      if (before.width === now.width && before.height === now.height) return;
      const count = this.drawing.marks.length;
      const [old, composed] = [composedFor(before, count), composedFor(now, count)];
      const sameShape = old.width === composed.width && old.height === composed.height;
      if (sameShape || this.options.places !== undefined) this.show();
      else void this.arrange(null);
    }, RESIZE_MS);
  }

  /** All fades but what is hovered: not for each thing that the pointer passes on its way. */
  private previewSoon(hover: Target | null): void {
    clearTimeout(this.hoverTimer);
    this.hoverTimer = setTimeout(() => this.restyle({ hover }), HOVER_MS);
  }

  private restyle(change: Partial<Scene>): void {
    this.scene = { ...this.scene, ...change };
    this.surface.restyle(this.scene);
  }

  /** The reader chose: everybody hears of it. */
  private choose(selection: Selection): void {
    if (sameSelection(selection, this.scene.selection)) return;
    this.select(selection);
    this.events.emit("select", selection);
  }

  select(selection: Selection): void {
    this.wanted = selection;
    const { model } = this;
    const kept = model === null ? selection : keepExisting(selection, { marks: model.markIds, lines: model.lineIds });
    if (sameSelection(kept, this.scene.selection)) return;
    this.restyle({ selection: kept });
    this.list.say(this.describe(kept));
  }

  private describe(selection: Selection): string {
    const { model } = this;
    if (model === null || selection.kind === "nothing") return "";
    if (selection.kind === "marks") {
      const key = model.markKey(selection.ids.at(-1) ?? "");
      if (key === undefined) return "";
      const mark = model.mark(key);
      const drawn = model.around(mark.id).filter(({ line: { id, from, to } }) => isDrawn(id, from, to, this.scene));
      return describeMark(mark, drawn.length);
    }
    const key = model.lineKey(selection.id);
    return key === undefined ? "" : describeLine(model.line(key));
  }

  private walk(direction: Direction): void {
    const { model } = this;
    if (model === null) return;
    const { selection, hidden } = this.scene;
    const seen = (id: string): boolean => !hidden.marks.has(id);
    if (selection.kind === "marks") {
      const next = walk({ model, from: selection.ids.at(-1) ?? "", direction, seen });
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
    const { selection } = this.scene;
    if (selection.kind === "line") this.events.emit("open", { kind: "line", id: selection.id });
    const last = selection.kind === "marks" ? selection.ids.at(-1) : undefined;
    if (last !== undefined) this.events.emit("open", { kind: "mark", id: last });
  }

  private stepBack(): boolean {
    if (this.scene.selection.kind === "nothing") return false;
    this.choose(backOut(this.scene.selection));
    return true;
  }

  focus(id: string): void {
    const kind = this.model?.markKey(id) === undefined ? "line" : "mark";
    this.surface.focus({ kind, id });
  }

  fitSelection(inset: Inset): void {
    const lit = this.model === null ? null : litBy({ ...this.scene, hover: null }, this.model);
    if (lit !== null) this.surface.fit([...lit.marks], inset);
  }

  async setDrawing(drawing: Drawing): Promise<void> {
    // It is there, or on its way.
    if (drawing === this.drawing) return this.arranging;
    this.arranging = this.replaceDrawing(drawing);
    return this.arranging;
  }

  private async replaceDrawing(drawing: Drawing): Promise<void> {
    const run = ++this.run;
    const { placeNewcomers } = await import("../graph/newcomers.ts");
    if (this.destroyed || run !== this.run) return;
    const places = placeNewcomers(drawing, this.places(), this.frame());
    this.drawing = drawing;
    await this.arrange(places);
  }

  setHidden({ marks, lines }: Ids): void {
    if (sameIds({ marks, lines }, this.scene.hidden)) return;
    this.restyle({ hidden: { marks: new Set(marks), lines: new Set(lines) } });
    if (this.model !== null) this.list.show(this.model, this.scene);
  }

  setPale({ marks, lines }: Ids): void {
    if (sameIds({ marks, lines }, this.scene.pale)) return;
    this.restyle({ pale: { marks: new Set(marks), lines: new Set(lines) } });
  }

  setTheme(theme: Theme): void {
    if (theme === this.scene.theme) return;
    this.restyle({ theme });
  }

  zoomIn(): void {
    this.surface.zoomBy(ZOOM);
  }

  zoomOut(): void {
    this.surface.zoomBy(1 / ZOOM);
  }

  reset(): void {
    this.surface.reset();
  }

  async relayout(): Promise<void> {
    this.dragged.clear();
    await this.arrange(null);
  }

  places(): Places {
    return this.settledPlaces();
  }

  private settledPlaces(): Places {
    const { model } = this;
    if (model === null) return {};
    return Object.fromEntries(
      this.drawing.marks.flatMap(({ id }): [string, Place][] => {
        const place = model.placeOf(id);
        return place === null ? [] : [[id, { ...place, side: this.laidOut[id]?.side }]];
      }),
    );
  }

  labels(): readonly LabelBox[] {
    return this.surface.labels();
  }

  async picture(title: string): Promise<string> {
    const { pictureSvg: draw } = await import("../../picture/svg.ts");
    return this.pictureBy(draw, { title, theme: this.scene.theme });
  }

  pictureBy(draw: typeof pictureSvg, { title, theme }: { readonly title: string; readonly theme: Theme }): string {
    const { drawing, scene, model } = this;
    const places = model === null ? null : this.places();
    return viewPicture(draw, { drawing, scene, frame: this.frame(), places, title, theme });
  }

  async picturePng(title: string, scale = 2): Promise<Blob> {
    return pngOf(await this.picture(title), scale, this.scene.transparent ? null : PALETTES[this.scene.theme].paper);
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
    clearTimeout(this.hoverTimer);
    this.resizing.disconnect();
    for (const end of this.endings) end();
    this.options.layouts?.destroy();
    this.surface.destroy();
    this.list.destroy();
    this.events.clear();
    this.hand.clear();
    this.root.remove();
  }
}

function sameIds(ids: Ids, there: Named): boolean {
  return (["marks", "lines"] as const).every(
    (kind) => new Set(ids[kind]).size === there[kind].size && ids[kind].every((id) => there[kind].has(id)),
  );
}

function selectionOf({ kind, id }: Target): Selection {
  return kind === "mark" ? selectMark(id) : selectLine(id);
}
