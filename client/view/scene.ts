import { fade, PALETTES, type Palette, type Theme } from "../../picture/palette.ts";
import { dashOf } from "../../picture/lines.ts";
import type { GraphModel } from "../graph/graph-model.ts";
import { isSelected, type Selection } from "../graph/selection.ts";
import type { DrawnLine, DrawnMark } from "../../picture/drawing.ts";
import { cellOf } from "./glyph-atlas.ts";
import type { LineDisplay } from "./line-program.ts";
import type { MarkDisplay } from "./mark-program.ts";

export interface Target {
  readonly kind: "mark" | "line";
  readonly id: string;
}

/** Ids of marks and of lines. */
export interface Named {
  readonly marks: ReadonlySet<string>;
  readonly lines: ReadonlySet<string>;
}

/** Everything that decides how the picture looks, but where things stand. */
export interface Scene {
  readonly theme: Theme;
  readonly transparent: boolean;
  readonly selection: Selection;
  readonly hover: Target | null;
  readonly hidden: Named;
  readonly pale: Named;
}

/** What is left of a thing that fades. */
export const FADED = 0.15;
const PALE = 0.4;
/** Of the lines of a large picture at rest: thousands of them must not be louder than the marks. */
const CROWDED = 0.35;

/** What stays when the rest fades: what is hovered or selected, its lines and their other ends; null when nothing is. */
export function litBy(scene: Scene, model: GraphModel): Named | null {
  const marks = new Set<string>();
  const lines = new Set<string>();
  const light = (target: Target): void => {
    if (target.kind === "line") {
      const key = model.lineKey(target.id);
      if (key === undefined) return;
      const { from, to } = model.line(key);
      lines.add(target.id);
      marks.add(from).add(to);
      return;
    }
    if (model.markKey(target.id) === undefined) return;
    marks.add(target.id);
    for (const { line, other } of model.around(target.id)) {
      if (!isDrawn(line.id, line.from, line.to, scene)) continue;
      lines.add(line.id);
      marks.add(other.id);
    }
  };
  if (scene.hover !== null) light(scene.hover);
  else if (scene.selection.kind === "line") light(scene.selection);
  else if (scene.selection.kind === "marks") {
    for (const id of scene.selection.ids) light({ kind: "mark", id });
  }
  return marks.size === 0 ? null : { marks, lines };
}

export function isDrawn(line: string, from: string, to: string, { hidden }: Scene): boolean {
  return !hidden.lines.has(line) && !hidden.marks.has(from) && !hidden.marks.has(to);
}

/** How strong a thing is drawn: 1 as it is, less for what is pale or faded. */
export function strengthOf(id: string, kind: Target["kind"], scene: Scene, lit: Named | null): number {
  const among = kind === "mark" ? "marks" : "lines";
  if (lit !== null && !lit[among].has(id)) return FADED;
  return scene.pale[among].has(id) ? PALE : 1;
}

/** The appearance of marks and lines in a scene, as sigma's reducers want it. */
export class Appearance {
  readonly palette: Palette;
  readonly lit: Named | null;

  constructor(
    private readonly scene: Scene,
    private readonly model: GraphModel,
  ) {
    this.palette = PALETTES[scene.theme];
    this.lit = litBy(scene, model);
  }

  colourOf({ id, kind }: Pick<DrawnMark, "id" | "kind">): string {
    const { paper, kinds } = this.palette;
    return fade(kinds[kind], paper, strengthOf(id, "mark", this.scene, this.lit));
  }

  mark(key: string): Partial<MarkDisplay> {
    const { id, kind } = this.model.mark(key);
    const { paper, accent } = this.palette;
    const strength = strengthOf(id, "mark", this.scene, this.lit);
    const { x, y, size } = this.model.graph.getNodeAttributes(key);
    return {
      x,
      y,
      size,
      type: this.model.isLarge ? "point" : "mark",
      color: this.colourOf({ id, kind }),
      cell: cellOf(kind),
      paper,
      ring: isSelected(this.scene.selection, id) ? accent : null,
      hidden: this.scene.hidden.marks.has(id),
      zIndex: strength === 1 ? 1 : 0,
      label: null,
    };
  }

  /** How a line is drawn that is so wide at rest. */
  strokeOf({ id, composed }: Pick<DrawnLine, "id" | "composed">, width: number): { color: string; size: number } {
    const { paper, faint, accent, line } = this.palette;
    const crowd = this.model.isLarge && this.lit === null ? CROWDED : 1;
    const strength = strengthOf(id, "line", this.scene, this.lit) * crowd;
    const isLit = this.lit?.lines.has(id) ?? false;
    const colour = isSelected(this.scene.selection, id) ? accent : isLit && !composed ? faint : line;
    return { color: fade(colour, paper, strength), size: width + (isLit ? 0.5 : 0) };
  }

  line(key: string): Partial<LineDisplay> {
    const { id, from, to, certainty, negative, composed, arrows, lane } = this.model.line(key);
    const dash = dashOf(certainty);
    return {
      type: this.model.isLarge ? "thin" : "line",
      ...this.strokeOf({ id, composed }, this.model.graph.getEdgeAttributes(key).size),
      ink: dash?.[0] ?? 0,
      gap: dash?.[1] ?? 0,
      arrowFrom: arrows.from,
      arrowTo: arrows.to,
      crossed: negative,
      lane,
      hidden: !isDrawn(id, from, to, this.scene),
      zIndex: (this.lit?.lines.has(id) ?? false) ? 1 : 0,
      label: null,
    };
  }
}
