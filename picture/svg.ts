import { KINDS, KIND_WORDS, type Kind } from "../model/kinds.ts";
import { compose, type PlacedLine } from "./composition.ts";
import type { Drawing, Frame } from "./drawing.ts";
import type { LabelBox } from "./labels.ts";
import { layoutPicture } from "./layout.ts";
import type { Positions } from "./positions.ts";
import { FONT_FAMILY, FONT_SIZES, readsRightToLeft, textWidth } from "./text-metrics.ts";
import { LINE_TEXT } from "./line-words.ts";
import { ARROW, CROSS, dashOf, lineLegend, lineWidth, pointOn, type Point } from "./lines.ts";
import { escapeMarkup, tag } from "./markup.ts";
import { GLYPH_BOX, glyphOf } from "./marks.ts";
import { PALETTES, type Palette, type Theme } from "./palette.ts";

export interface SvgOptions {
  readonly title: string;
  /** A text alternative of the picture. */
  readonly description: string;
  /** The frame of the marks and lines; the legend and the caption are below it. */
  readonly frame?: Frame;
  /** Without positions a layout is computed. */
  readonly positions?: Positions;
  /** "auto" uses the page's colours (`--wg-ink` and so on), and the light theme's where they are not defined. */
  readonly theme?: Theme | "auto";
  readonly transparent?: boolean;
  readonly legend?: boolean;
  /** "showing 30 of 55"; empty for no caption. */
  readonly caption?: string;
  /** Whether marks and lines have their ids as data-mark and data-line, for the scripts of a page. */
  readonly names?: boolean;
}

const DEFAULT_FRAME: Frame = { width: 800, height: 620 };
const ROW = 22;
const PADDING = 12;

/**
 * The picture as one self-contained SVG file: the same as on the canvas, for print, mail, feeds and pages without
 * scripts.
 */
export function pictureSvg(drawing: Drawing, options: SvgOptions): string {
  const frame = options.frame ?? DEFAULT_FRAME;
  const palette = paletteOf(options.theme ?? "light");
  const composition = compose(drawing, options.positions ?? layoutPicture(drawing, frame), frame);
  const legend = options.legend === false ? { markup: "", height: 0 } : legendOf(drawing, palette, frame);
  const caption = options.caption ?? "";
  const plate = options.transparent !== true || options.theme === "auto";
  const named = (name: string, id: string, markup: string): string =>
    options.names === true ? tag("g", { [name]: id }, markup) : markup;
  const height = frame.height + legend.height + (caption === "" ? 0 : ROW);
  const content = [
    `<title>${escapeMarkup(options.title)}</title>`,
    `<desc>${escapeMarkup(options.description)}</desc>`,
    options.transparent === true ? "" : tag("rect", { width: frame.width, height, fill: palette.paper }),
    ...composition.lines.map((placed) => named("data-line", placed.line.id, lineMarkup(placed, palette))),
    ...composition.marks.map(({ mark, x, y, radius }) =>
      named("data-mark", mark.id, glyphMarkup(mark.kind, { x, y, radius }, palette)),
    ),
    ...composition.lines.map((placed) => crossMarkup(placed, palette)),
    ...composition.badges.map(({ text, x, y, width }) =>
      textMarkup(text, {
        x: x + width / 2,
        y: y + LINE_TEXT.baseline,
        size: FONT_SIZES.words,
        fill: palette.faint,
        anchor: "middle",
        halo: palette.paper,
        plate,
      }),
    ),
    ...composition.labels.map((label) => named("data-mark", label.id, labelMarkup(label, palette, plate))),
    tag("g", { transform: `translate(0 ${frame.height})` }, legend.markup),
    caption === ""
      ? ""
      : textMarkup(caption, { x: PADDING, y: height - 8, size: FONT_SIZES.caption, fill: palette.faint }),
  ];
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${frame.width} ${height}`,
      width: frame.width,
      height,
      role: "img",
      "font-family": FONT_FAMILY,
    },
    content.join(""),
  );
}

/** The colours of a theme as CSS custom properties, which an "auto" picture uses. */
export function paletteProperties(theme: Theme): string {
  const { kinds, ...rest } = PALETTES[theme];
  return Object.entries({ ...rest, event: kinds.Event })
    .map(([name, colour]) => `--wg-${name}:${colour}`)
    .join(";");
}

function paletteOf(theme: Theme | "auto"): Palette {
  if (theme !== "auto") return PALETTES[theme];
  const { kinds, ...rest } = PALETTES.light;
  const named = Object.fromEntries(
    Object.entries(rest).map(([name, colour]) => [name, `var(--wg-${name},${colour})`]),
  ) as unknown as Omit<Palette, "kinds">;
  return { ...named, kinds: { ...kinds, Event: `var(--wg-event,${kinds.Event})` } };
}

function lineMarkup({ line, segment }: PlacedLine, palette: Palette): string {
  const { from, to, bow } = segment;
  const dash = dashOf(line.certainty);
  const along = wayFrom(from, to);
  // The middle control point of a parabola lies twice as far out as the parabola itself.
  const out = (bow ?? 0) * 2;
  const control = { x: (from.x + to.x) / 2 + along.y * out, y: (from.y + to.y) / 2 - along.x * out };
  const [first, last] = [wayFrom(from, control), wayFrom(to, control)];
  const start = line.arrows.from ? ARROW.length - 1 : 0;
  const end = line.arrows.to ? ARROW.length - 1 : 0;
  const [x1, y1, x2, y2] = [
    from.x + first.x * start,
    from.y + first.y * start,
    to.x + last.x * end,
    to.y + last.y * end,
  ];
  const look = {
    stroke: palette.line,
    "stroke-width": lineWidth(line.count),
    "stroke-dasharray": dash === null ? null : dash.join(" "),
  };
  const stroke =
    bow === undefined
      ? tag("line", { x1, y1, x2, y2, ...look })
      : tag("path", {
          d: `M${[x1, y1].map(short).join(" ")}Q${[control.x, control.y, x2, y2].map(short).join(" ")}`,
          fill: "none",
          ...look,
        });
  const heads = [
    line.arrows.to ? headMarkup(to.x, to.y, -last.x, -last.y, palette) : "",
    line.arrows.from ? headMarkup(from.x, from.y, -first.x, -first.y, palette) : "",
  ];
  return stroke + heads.join("");
}

/** The unit vector from one point to another. */
function wayFrom(point: Point, to: Point): Point {
  const [dx, dy] = [to.x - point.x, to.y - point.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  return { x: dx / length, y: dy / length };
}

function headMarkup(x: number, y: number, ux: number, uy: number, palette: Palette): string {
  const [backX, backY, half] = [x - ux * ARROW.length, y - uy * ARROW.length, ARROW.width / 2];
  const corners = [
    [x, y],
    [backX - uy * half, backY + ux * half],
    [backX + uy * half, backY - ux * half],
  ];
  return tag("path", { d: `M${corners.map((pair) => pair.map(short).join(" ")).join("L")}Z`, fill: palette.line });
}

/** The cross on the middle of a negated line. */
function crossMarkup({ line, segment }: PlacedLine, palette: Palette): string {
  if (!line.negative) return "";
  return crossAt(pointOn(segment, 0.5), palette);
}

function crossAt(middle: Point, palette: Palette): string {
  const [left, top, wide] = [middle.x - CROSS, middle.y - CROSS, CROSS * 2];
  const d = `M${short(left)} ${short(top)}l${wide} ${wide}m0 ${-wide}l${-wide} ${wide}`;
  return tag("path", { d, stroke: palette.ink, "stroke-width": 1.4 });
}

function glyphMarkup(kind: Kind, at: { x: number; y: number; radius: number }, palette: Palette): string {
  const { outline, sign } = glyphOf(kind);
  const scale = (at.radius * 2) / GLYPH_BOX;
  const transform = `translate(${short(at.x - at.radius)} ${short(at.y - at.radius)}) scale(${short(scale)})`;
  const shape = tag("path", {
    d: outline,
    fill: palette.kinds[kind],
    stroke: palette.paper,
    "stroke-width": 2 / scale,
    "paint-order": "stroke",
  });
  return tag(
    "g",
    { transform },
    shape + (sign === "" ? "" : tag("path", { d: sign, fill: palette.paper, "fill-rule": "evenodd" })),
  );
}

function labelMarkup({ text, caption, side, x, y, width }: LabelBox, palette: Palette, plate: boolean): string {
  const anchor = side.startsWith("right") ? "start" : side.startsWith("left") ? "end" : "middle";
  const at = anchor === "start" ? x + 2 : anchor === "end" ? x + width - 2 : x + width / 2;
  const name = textMarkup(text, {
    x: at,
    y: y + 12.5,
    size: FONT_SIZES.name,
    fill: palette.ink,
    anchor,
    halo: palette.paper,
    plate,
  });
  if (caption === "") return name;
  return (
    name +
    textMarkup(caption, {
      x: at,
      y: y + 25.5,
      size: FONT_SIZES.caption,
      fill: palette.faint,
      anchor,
      halo: palette.paper,
      plate,
    })
  );
}

interface TextOptions {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly halo?: string;
  /**
   * Draws an opaque plate in the halo's colour under the text, so that no line shows through. A page may hide .plate.
   */
  readonly plate?: boolean;
}

/** Text at a position. Right-to-left text gets that direction, while `anchor` still means left, middle or right. */
function textMarkup(text: string, { x, y, size, fill, anchor = "start", halo, plate = false }: TextOptions): string {
  const rightToLeft = readsRightToLeft(text);
  const turned = anchor === "start" ? "end" : anchor === "end" ? "start" : "middle";
  const placed = rightToLeft ? turned : anchor;
  const width = textWidth(text, size);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  const under = { class: "plate", x: left, y: y - size * 0.78, width, height: size, fill: halo };
  const markup = tag(
    "text",
    {
      x,
      y,
      "font-size": size,
      fill,
      "text-anchor": placed === "start" ? null : placed,
      direction: rightToLeft ? "rtl" : null,
      "unicode-bidi": rightToLeft ? "isolate" : null,
      stroke: halo ?? null,
      "stroke-width": halo === undefined ? null : 3.5,
      "stroke-linejoin": halo === undefined ? null : "round",
      "paint-order": halo === undefined ? null : "stroke",
    },
    escapeMarkup(text) || " ",
  );
  return plate && halo !== undefined ? tag("rect", under) + markup : markup;
}

/** The legend of the kinds and lines in the picture, in as many rows as they need. */
function legendOf(drawing: Drawing, palette: Palette, frame: Frame): { markup: string; height: number } {
  const kinds = new Set(drawing.marks.map(({ kind }) => kind));
  const items = [
    ...KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({
      sample: glyphMarkup(kind, { x: 6, y: 0, radius: 6 }, palette),
      width: 17,
      text: KIND_WORDS[kind].many,
    })),
    ...lineLegend(drawing.lines).map(({ dash, words, crossed }) => ({
      sample:
        tag("line", {
          x2: 22,
          stroke: palette.faint,
          "stroke-width": 1.4,
          "stroke-dasharray": dash?.join(" "),
        }) + (crossed ? crossAt({ x: 11, y: 0 }, palette) : ""),
      width: 27,
      text: words,
    })),
  ];
  let [x, y] = [PADDING, ROW / 2 + 4];
  const drawn = items.map(({ sample, width, text }) => {
    const needed = width + textWidth(text, FONT_SIZES.caption) + 16;
    if (x > PADDING && x + needed > frame.width - PADDING) [x, y] = [PADDING, y + ROW];
    const label = textMarkup(text, { x: width, y: 4, size: FONT_SIZES.caption, fill: palette.faint });
    const item = tag("g", { transform: `translate(${short(x)} ${y})` }, sample + label);
    x += needed;
    return item;
  });
  const rule = tag("line", { x1: 0, x2: frame.width, stroke: palette.hairline, "stroke-width": 1 });
  return { markup: rule + drawn.join(""), height: items.length === 0 ? 0 : y + ROW / 2 };
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
