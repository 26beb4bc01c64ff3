import { overlap, TakenBoxes, type Box } from "../../picture/boxes.ts";
import type { DrawnLine, DrawnMark, Frame } from "../../picture/drawing.ts";
import { placeLabels, type LabelBox, type Side } from "../../picture/labels.ts";
import { FONT_FAMILY, LETTERS, readsRightToLeft, textWidth } from "../../picture/lettering.ts";
import { badgeOf, boxOfCross, roomOnLine, WORDS } from "../../picture/line-words.ts";
import { trimmed } from "../../picture/lines.ts";
import { fade, type Palette } from "../../picture/palette.ts";

/** A mark as it stands on the screen now. */
export interface ShownMark {
  readonly mark: DrawnMark;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly strength: number;
  /** Lettered before all others. */
  readonly chosen: boolean;
}

/** A line as it stands on the screen now, from middle to middle. */
export interface ShownLine {
  readonly line: DrawnLine;
  readonly from: ShownMark;
  readonly to: ShownMark;
  readonly strength: number;
  readonly lit: boolean;
}

export interface Shown {
  readonly marks: readonly ShownMark[];
  readonly lines: readonly ShownLine[];
  readonly frame: Frame;
  readonly palette: Palette;
  /** Whether the words of all lines may stand where there is room, not only of the lit ones. */
  readonly allWords: boolean;
  /** While the picture moves, labels keep their sides and are not weighed against lines. */
  readonly moving: boolean;
  /** Whether no line may be seen through what is written; on a stranger's paper a plate would show. */
  readonly plates: boolean;
  /** What something else covers: nothing is written there. */
  readonly covered?: readonly Box[];
  /** Draws what stands under the letters. */
  shapes?(context: CanvasRenderingContext2D): void;
}

const MOST_LABELS = 260;
/** More lines than these are not weighed against labels: it would take longer than a frame. */
const MOST_WEIGHED = 1000;
/** From this strength on a thing is lit or at rest, not faded. */
const STRONG = 0.3;
const MOST_WORDS = 34;

/** Letters on a canvas over the picture: names, captions, and the words, numbers and signs on lines. */
export class Lettering {
  private sides = new Map<string, Side>();
  private placed: readonly LabelBox[] = [];

  constructor(private readonly canvas: HTMLCanvasElement) {}

  get labels(): readonly LabelBox[] {
    return this.placed;
  }

  /** Whose name stands at a point, in CSS px. */
  nameAt(x: number, y: number): string | null {
    const label = this.placed.find(
      (box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
    );
    return label?.id ?? null;
  }

  /** Forgets where labels stood; `sides` are those the layout kept room for. */
  prefer(sides: ReadonlyMap<string, Side>): void {
    this.sides = new Map(sides);
  }

  draw(shown: Shown): void {
    const context = this.prepare(shown.frame);
    if (context === null) return;
    shown.shapes?.(context);
    const visible = shown.marks.filter(({ x, y }) => isNear(x, y, shown.frame));
    const wanted = visible.toSorted((one, other) => urgency(other) - urgency(one)).slice(0, MOST_LABELS);
    this.placed = this.place(wanted, shown);
    for (const { id, side } of this.placed) this.sides.set(id, side);
    this.drawWords(context, shown, visible);
    const strengths = new Map(wanted.map(({ mark, strength }) => [mark.id, strength]));
    for (const label of this.placed) drawLabel(context, label, shown, strengths.get(label.id) ?? 1);
  }

  /** What is lit is lettered first, as if nothing faded stood in its way; then the rest, where there is room left. */
  private place(marks: readonly ShownMark[], { frame, lines, moving, covered = [] }: Shown): readonly LabelBox[] {
    const taken = new TakenBoxes();
    for (const box of covered) taken.add(box);
    const strong = marks.filter(({ strength }) => strength >= STRONG);
    const weak = marks.filter(({ strength }) => strength < STRONG);
    return [strong, weak].flatMap((group) => {
      const own = group === strong ? lines.filter(({ strength }) => strength >= STRONG) : [];
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

  private drawWords(context: CanvasRenderingContext2D, shown: Shown, visible: readonly ShownMark[]): void {
    const taken = new TakenBoxes();
    for (const box of shown.covered ?? []) taken.add(box);
    for (const label of this.placed) taken.add(label);
    for (const { x, y, radius } of visible) taken.add(around(x, y, radius * 2, radius * 2));
    for (const { line, from, to } of shown.lines.filter(({ line: { negative } }) => negative)) {
      const cross = boxOfCross(line, trimmed({ from, to, lane: line.lane }, from.radius, to.radius));
      if (cross !== null) taken.add(cross);
    }
    for (const shownLine of shown.lines.toSorted((one, other) => Number(other.lit) - Number(one.lit))) {
      const badge = badgeOf(shownLine.line);
      const words = shownLine.lit || (shown.allWords && shownLine.strength === 1) ? clipped(shownLine.line.words) : "";
      const text = words === "" || badge === "" ? words + badge : `${words} (${badge})`;
      if (text === "") continue;
      const spot = spotOn(shownLine, text, taken) ?? (words === "" ? null : spotOn(shownLine, badge, taken));
      if (spot === null) continue;
      taken.add(spot.box);
      const colour = fade(
        shownLine.lit ? shown.palette.ink : shown.palette.faint,
        shown.palette.paper,
        shownLine.strength,
      );
      const middle = { x: spot.box.x + spot.box.width / 2, y: spot.box.y + WORDS.baseline };
      write(context, spot.text, {
        ...middle,
        size: LETTERS.words,
        colour,
        align: "center",
        paper: shown.palette.paper,
        plate: shown.plates,
      });
    }
  }
}

function urgency({ strength, chosen }: ShownMark): number {
  return strength + (chosen ? 1 : 0);
}

function clipped(words: string): string {
  return words.length <= MOST_WORDS ? words : `${words.slice(0, MOST_WORDS - 1).trimEnd()}…`;
}

function spotOn(
  { line, from, to, lit }: ShownLine,
  text: string,
  taken: TakenBoxes,
): { box: Box; text: string } | null {
  if (text === "") return null;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (!lit && length < textWidth(text, LETTERS.words) + from.radius + to.radius) return null;
  const segment = trimmed({ from, to, lane: line.lane }, from.radius, to.radius);
  const box = segment === null ? null : roomOnLine(segment, text, taken);
  return box === null ? null : { box, text };
}

function around(x: number, y: number, width: number, height: number): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function isNear(x: number, y: number, { width, height }: Frame): boolean {
  return overlap({ x: x - 1, y: y - 1, width: 2, height: 2 }, { x: 0, y: 0, width, height }) > 0;
}

function ends(lines: readonly ShownLine[]): Float64Array {
  return Float64Array.from(lines.flatMap(({ from, to }) => [from.x, from.y, to.x, to.y]));
}

function drawLabel(
  context: CanvasRenderingContext2D,
  label: LabelBox,
  { palette, plates }: Shown,
  strength: number,
): void {
  const align = label.side.startsWith("right") ? "left" : label.side.startsWith("left") ? "right" : "center";
  const x = align === "left" ? label.x + 2 : align === "right" ? label.x + label.width - 2 : label.x + label.width / 2;
  const { paper, ink, faint } = palette;
  write(context, label.text, {
    x,
    y: label.y + 12.5,
    size: LETTERS.name,
    colour: fade(ink, paper, strength),
    align,
    paper,
    plate: plates,
  });
  if (label.caption === "") return;
  write(context, label.caption, {
    x,
    y: label.y + 25.5,
    size: LETTERS.caption,
    colour: fade(faint, paper, strength),
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

/** Letters on a plate and with a halo of paper; what reads from right to left is written so, whole. */
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
