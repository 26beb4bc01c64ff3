import { overlap, TakenBoxes, type Box } from "../../picture/boxes.ts";
import type { DrawnLine, DrawnMark, Frame } from "../../picture/drawing.ts";
import { placeLabels, type LabelBox, type Side } from "../../picture/labels.ts";
import { FONT_FAMILY, FONT_SIZES, readsRightToLeft, textWidth } from "../../picture/text-metrics.ts";
import { badgeOf, boxOfCross, roomOnLine, LINE_TEXT } from "../../picture/line-words.ts";
import { trimmed } from "../../picture/lines.ts";
import { fade, type Palette } from "../../picture/palette.ts";

/** A mark in screen coordinates. */
export interface ScreenMark {
  readonly mark: DrawnMark;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly opacity: number;
  /** Labelled before all other marks. */
  readonly chosen: boolean;
}

/** A line in screen coordinates, from centre to centre. */
export interface ScreenLine {
  readonly line: DrawnLine;
  readonly from: ScreenMark;
  readonly to: ScreenMark;
  readonly opacity: number;
  readonly isHighlighted: boolean;
  /** A carrying line: it stands out, with its words, while nothing is highlighted. */
  readonly carries: boolean;
}

export interface ScreenContent {
  readonly marks: readonly ScreenMark[];
  readonly lines: readonly ScreenLine[];
  readonly frame: Frame;
  readonly palette: Palette;
  /** Whether every line may show its text where there is space, not only highlighted lines. */
  readonly allWords: boolean;
  /** While the camera moves, labels keep their sides and ignore lines. */
  readonly moving: boolean;
  /** Whether text gets an opaque background; on another site's background it would show. */
  readonly plates: boolean;
  /** Areas that other elements cover: no text is placed there. */
  readonly covered?: readonly Box[];
  /** Draws shapes below the text. */
  shapes?(context: CanvasRenderingContext2D): void;
}

const MOST_LABELS = 260;
/** With more lines than these, labels ignore lines: the check would take longer than a frame. */
const MOST_WEIGHED = 1000;
/** Marks and lines below this opacity are outside the highlight. */
const MIN_HIGHLIGHTED_OPACITY = 0.3;
const MOST_WORDS = 34;

/** Draws all text on a canvas above the graph: names, captions, and the texts, numbers and signs on lines. */
export class LabelLayer {
  private sides = new Map<string, Side>();
  private placed: readonly LabelBox[] = [];

  constructor(private readonly canvas: HTMLCanvasElement) {}

  get labels(): readonly LabelBox[] {
    return this.placed;
  }

  /** The mark whose label is drawn at a point, in CSS px. */
  nameAt(x: number, y: number): string | null {
    const label = this.placed.find(
      (box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
    );
    return label?.id ?? null;
  }

  /** Resets the sides of labels to those that the layout reserved. */
  prefer(sides: ReadonlyMap<string, Side>): void {
    this.sides = new Map(sides);
  }

  draw(shown: ScreenContent): void {
    const context = this.prepare(shown.frame);
    if (context === null) return;
    shown.shapes?.(context);
    const visible = shown.marks.filter(({ x, y }) => isInView(x, y, shown.frame));
    const wanted = visible.toSorted((one, other) => priority(other) - priority(one)).slice(0, MOST_LABELS);
    this.placed = this.placeLabels(wanted, shown);
    for (const { id, side } of this.placed) this.sides.set(id, side);
    this.drawLineTexts(context, shown, visible);
    const opacities = new Map(wanted.map(({ mark, opacity }) => [mark.id, opacity]));
    for (const label of this.placed) drawLabel(context, label, shown, opacities.get(label.id) ?? 1);
  }

  /** Places labels of highlighted marks first, ignoring faded ones; then the others in the remaining space. */
  private placeLabels(
    marks: readonly ScreenMark[],
    { frame, lines, moving, covered = [] }: ScreenContent,
  ): readonly LabelBox[] {
    const taken = new TakenBoxes();
    for (const box of covered) taken.add(box);
    const strong = marks.filter(({ opacity }) => opacity >= MIN_HIGHLIGHTED_OPACITY);
    const weak = marks.filter(({ opacity }) => opacity < MIN_HIGHLIGHTED_OPACITY);
    return [strong, weak].flatMap((group) => {
      const own = group === strong ? lines.filter(({ opacity }) => opacity >= MIN_HIGHLIGHTED_OPACITY) : [];
      return placeLabels(
        group.map(({ mark: { id, label, caption }, x, y, radius }) => {
          return { id, label, caption, x, y, radius, side: this.sides.get(id) };
        }),
        { frame, captions: true, taken, ...(!moving && own.length <= MOST_WEIGHED && { lines: ends(own) }) },
      );
    });
  }

  private prepare({ width, height }: Frame): CanvasRenderingContext2D | null {
    const ratio = window.devicePixelRatio || 1;
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== columns) this.canvas.width = columns;
    if (this.canvas.height !== rows) this.canvas.height = rows;
    const context = this.canvas.getContext("2d");
    context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    context?.clearRect(0, 0, width, height);
    return context;
  }

  private drawLineTexts(context: CanvasRenderingContext2D, shown: ScreenContent, visible: readonly ScreenMark[]): void {
    const taken = new TakenBoxes();
    for (const box of shown.covered ?? []) taken.add(box);
    for (const label of this.placed) taken.add(label);
    for (const { x, y, radius } of visible) taken.add(around(x, y, radius * 2, radius * 2));
    for (const { line, from, to } of shown.lines.filter(({ line: { negative } }) => negative)) {
      const cross = boxOfCross(line, trimmed({ from, to, lane: line.lane }, from.radius, to.radius));
      if (cross !== null) taken.add(cross);
    }
    for (const shownLine of shown.lines.toSorted(
      (one, other) =>
        Number(other.isHighlighted) - Number(one.isHighlighted) || Number(other.carries) - Number(one.carries),
    )) {
      const badge = badgeOf(shownLine.line);
      const words =
        shownLine.isHighlighted || shownLine.carries || (shown.allWords && shownLine.opacity === 1)
          ? clipped(shownLine.line.words)
          : "";
      const text = words === "" || badge === "" ? words + badge : `${words} (${badge})`;
      if (text === "") continue;
      const spot = findSpace(shownLine, text, taken) ?? (words === "" ? null : findSpace(shownLine, badge, taken));
      if (spot === null) continue;
      taken.add(spot.box);
      const colour = fade(
        shownLine.isHighlighted || shownLine.carries ? shown.palette.ink : shown.palette.faint,
        shown.palette.paper,
        shownLine.opacity,
      );
      const middle = { x: spot.box.x + spot.box.width / 2, y: spot.box.y + LINE_TEXT.baseline };
      write(context, spot.text, {
        ...middle,
        size: FONT_SIZES.words,
        colour,
        align: "center",
        paper: shown.palette.paper,
        plate: shown.plates,
      });
    }
  }
}

function priority({ opacity, chosen }: ScreenMark): number {
  return opacity + (chosen ? 1 : 0);
}

function clipped(words: string): string {
  return words.length <= MOST_WORDS ? words : `${words.slice(0, MOST_WORDS - 1).trimEnd()}…`;
}

function findSpace(
  { line, from, to, isHighlighted }: ScreenLine,
  text: string,
  taken: TakenBoxes,
): { box: Box; text: string } | null {
  if (text === "") return null;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (!isHighlighted && length < textWidth(text, FONT_SIZES.words) + from.radius + to.radius) return null;
  const segment = trimmed({ from, to, lane: line.lane }, from.radius, to.radius);
  const box = segment === null ? null : roomOnLine(segment, text, taken);
  return box === null ? null : { box, text };
}

function around(x: number, y: number, width: number, height: number): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function isInView(x: number, y: number, { width, height }: Frame): boolean {
  return overlap({ x: x - 1, y: y - 1, width: 2, height: 2 }, { x: 0, y: 0, width, height }) > 0;
}

function ends(lines: readonly ScreenLine[]): Float64Array {
  return Float64Array.from(lines.flatMap(({ from, to }) => [from.x, from.y, to.x, to.y]));
}

function drawLabel(
  context: CanvasRenderingContext2D,
  label: LabelBox,
  { palette, plates }: ScreenContent,
  opacity: number,
): void {
  const align = label.side.startsWith("right") ? "left" : label.side.startsWith("left") ? "right" : "center";
  const x = align === "left" ? label.x + 2 : align === "right" ? label.x + label.width - 2 : label.x + label.width / 2;
  const { paper, ink, faint } = palette;
  write(context, label.text, {
    x,
    y: label.y + 12.5,
    size: FONT_SIZES.name,
    colour: fade(ink, paper, opacity),
    align,
    paper,
    plate: plates,
  });
  if (label.caption === "") return;
  write(context, label.caption, {
    x,
    y: label.y + 25.5,
    size: FONT_SIZES.caption,
    colour: fade(faint, paper, opacity),
    align,
    paper,
    plate: plates,
  });
}

interface Written {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly align: CanvasTextAlign;
  readonly paper: string;
  readonly plate: boolean;
}

/**
 * Writes text with an optional background and a halo in the background colour; sets direction for right-to-left text.
 */
function write(context: CanvasRenderingContext2D, text: string, written: Written): void {
  const { x, y, size, colour, align, paper, plate } = written;
  context.font = `${size}px ${FONT_FAMILY}`;
  context.textAlign = align;
  context.direction = readsRightToLeft(text) ? "rtl" : "ltr";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = paper;
  if (plate) {
    const { width } = context.measureText(text);
    const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
    context.fillStyle = paper;
    context.fillRect(left, y - size * 0.78, width, size);
  }
  context.fillStyle = colour;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
