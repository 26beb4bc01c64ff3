import { fade, PALETTES, type Palette, type Theme } from "../../picture/palette.ts";
import { dashOf } from "../../picture/lines.ts";
import type { GraphModel } from "../graph/graph-model.ts";
import { isSelected, type Selection } from "../graph/selection.ts";
import type { DrawnLine, DrawnMark } from "../../picture/drawing.ts";
import { cellOf } from "./glyph-atlas.ts";
import type { IdSets } from "./id-sets.ts";
import type { LineDisplay } from "./line-program.ts";
import type { MarkDisplay } from "./mark-program.ts";

export interface Target {
  readonly kind: "mark" | "line";
  readonly id: string;
}

/** Everything that decides how the picture looks, except the positions. */
export interface ViewState {
  readonly theme: Theme;
  readonly transparent: boolean;
  readonly selection: Selection;
  readonly hover: Target | null;
  readonly hidden: IdSets;
  readonly dimmed: IdSets;
  /** Marks and lines to highlight instead of the selected marks’ neighbours. */
  readonly highlighted: IdSets | null;
}

/** The opacity of marks and lines outside the highlight. */
export const FADED_OPACITY = 0.15;
const PALE_OPACITY = 0.4;
/** The opacity of lines that do not carry the story, while nothing is highlighted. */
export const RESTING_OPACITY = 0.35;
/** The opacity of lines in a large graph without a highlight, so that they do not outweigh the marks. */
const LARGE_GRAPH_OPACITY = 0.35;

/** The highlighted marks and lines: hovered or selected ones, with their neighbours; null if there are none. */
export function highlightOf(viewState: ViewState, model: GraphModel): IdSets | null {
  const marks = new Set<string>();
  const lines = new Set<string>();
  const light = (target: Target): void => {
    if (target.kind === "line") {
      const key = model.lineKey(target.id);
      if (key === undefined) return;
      const { from, to } = model.line(key);
      lines.add(target.id);
      for (const end of [from, to]) if (!viewState.hidden.marks.has(end)) marks.add(end);
      return;
    }
    // A hidden mark would fade the whole graph and highlight nothing.
    if (model.markKey(target.id) === undefined || viewState.hidden.marks.has(target.id)) return;
    marks.add(target.id);
    for (const { line, other } of model.incidentLines(target.id)) {
      if (!isDrawn(line.id, line.from, line.to, viewState)) continue;
      lines.add(line.id);
      marks.add(other.id);
    }
  };
  if (viewState.hover === null && viewState.highlighted !== null) {
    for (const id of viewState.highlighted.marks)
      if (model.markKey(id) !== undefined && !viewState.hidden.marks.has(id)) marks.add(id);
    for (const id of viewState.highlighted.lines) if (model.lineKey(id) !== undefined) lines.add(id);
  } else if (viewState.hover !== null) light(viewState.hover);
  else if (viewState.selection.kind === "line") light(viewState.selection);
  else if (viewState.selection.kind === "marks") {
    for (const id of viewState.selection.ids) light({ kind: "mark", id });
  }
  return marks.size === 0 ? null : { marks, lines };
}

export function isDrawn(line: string, from: string, to: string, { hidden }: ViewState): boolean {
  return !hidden.lines.has(line) && !hidden.marks.has(from) && !hidden.marks.has(to);
}

/** The opacity of a mark or line: below 1 if it is dimmed or outside the highlight. */
export function opacityOf(id: string, kind: Target["kind"], viewState: ViewState, highlight: IdSets | null): number {
  const among = kind === "mark" ? "marks" : "lines";
  if (highlight !== null && !highlight[among].has(id)) return FADED_OPACITY;
  return viewState.dimmed[among].has(id) ? PALE_OPACITY : 1;
}

/** The display attributes of marks and lines in a view state, for sigma's reducers. */
export class Appearance {
  readonly palette: Palette;
  readonly highlight: IdSets | null;

  constructor(
    private readonly viewState: ViewState,
    private readonly model: GraphModel,
  ) {
    this.palette = PALETTES[viewState.theme];
    this.highlight = highlightOf(viewState, model);
  }

  /** Whether nothing is highlighted and some lines carry the story. */
  get rests(): boolean {
    return this.highlight === null && this.model.hasCarryingLines;
  }

  colourOf({ id, kind }: Pick<DrawnMark, "id" | "kind">): string {
    const { paper, kinds } = this.palette;
    return fade(kinds[kind], paper, opacityOf(id, "mark", this.viewState, this.highlight));
  }

  /** The colour of the ring around a selected mark; null around any other. */
  ringOf(id: string): string | null {
    return isSelected(this.viewState.selection, id) ? this.palette.accent : null;
  }

  mark(key: string): Partial<MarkDisplay> {
    const { id, kind } = this.model.mark(key);
    const { paper } = this.palette;
    const opacity = opacityOf(id, "mark", this.viewState, this.highlight);
    const { x, y, size } = this.model.graph.getNodeAttributes(key);
    return {
      x,
      y,
      size,
      type: this.model.isLarge ? "point" : "mark",
      color: this.colourOf({ id, kind }),
      cell: cellOf(kind),
      paper,
      ring: this.ringOf(id),
      hidden: this.viewState.hidden.marks.has(id),
      zIndex: opacity === 1 ? 1 : 0,
      label: null,
    };
  }

  /** Colour and width of a line whose width without a highlight is given. */
  strokeStyle(
    { id, composed, carries }: Pick<DrawnLine, "id" | "composed" | "carries">,
    width: number,
  ): { color: string; size: number } {
    const { paper, faint, accent, line } = this.palette;
    const crowd = this.model.isLarge && this.highlight === null ? LARGE_GRAPH_OPACITY : 1;
    const rest = this.rests && carries !== true ? RESTING_OPACITY : 1;
    const opacity = opacityOf(id, "line", this.viewState, this.highlight) * crowd * rest;
    const stands = (this.highlight?.lines.has(id) ?? false) || (this.rests && carries === true);
    const colour = isSelected(this.viewState.selection, id) ? accent : stands && !composed ? faint : line;
    return { color: fade(colour, paper, opacity), size: width + (stands ? 0.5 : 0) };
  }

  line(key: string): Partial<LineDisplay> {
    const { id, from, to, certainty, negative, composed, arrows, lane, carries } = this.model.line(key);
    const dash = dashOf(certainty);
    return {
      type: this.model.isLarge ? "thin" : "line",
      ...this.strokeStyle({ id, composed, carries }, this.model.graph.getEdgeAttributes(key).size),
      ink: dash?.[0] ?? 0,
      gap: dash?.[1] ?? 0,
      arrowFrom: arrows.from,
      arrowTo: arrows.to,
      crossed: negative,
      lane,
      hidden: !isDrawn(id, from, to, this.viewState),
      zIndex: (this.highlight?.lines.has(id) ?? false) ? 1 : 0,
      label: null,
    };
  }
}
