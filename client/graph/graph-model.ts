import { MultiDirectedGraph } from "graphology";
import type { DrawnLine, DrawnMark, Drawing, Frame } from "../../picture/drawing.ts";
import { maxJoins, type Positions } from "../../picture/positions.ts";
import { lineWidth } from "../../picture/lines.ts";
import { markRadius } from "../../picture/marks.ts";

export interface MarkAttributes {
  x: number;
  y: number;
  readonly size: number;
  readonly mark: DrawnMark;
  // Graphology and sigma require an index signature.
  [name: string]: unknown;
}

export interface LineAttributes {
  readonly size: number;
  readonly line: DrawnLine;
  [name: string]: unknown;
}

const BUSY = { marks: 300, lines: 600 } as const;
const LARGE = { marks: 2500, lines: 6000 } as const;

/**
 * A drawing as a graphology graph for sigma. Its keys are small integers, which V8 stores in arrays instead of hash
 * tables; all other code uses the ids of marks and lines.
 */
export class GraphModel {
  readonly graph = new MultiDirectedGraph<MarkAttributes, LineAttributes>({ allowSelfLoops: false });
  private readonly markKeys = new Map<string, string>();
  private readonly lineKeys = new Map<string, string>();

  constructor(
    readonly drawing: Drawing,
    positions: Positions,
    readonly frame: Frame,
  ) {
    this.hasCarryingLines = drawing.lines.some(({ carries }) => carries === true);
    const most = maxJoins(drawing.marks);
    for (const mark of drawing.marks) {
      const { x, y } = positions[mark.id] ?? { x: 0.5, y: 0.5 };
      const size = markRadius(mark.joins, most, drawing.marks.length);
      const key = String(this.graph.order);
      this.markKeys.set(mark.id, this.graph.addNode(key, { ...toGraph(x, y, frame), size, mark }));
    }
    for (const line of drawing.lines) {
      const [from, to] = [this.markKeys.get(line.from), this.markKeys.get(line.to)];
      if (from === undefined || to === undefined || from === to) continue;
      const key = String(this.graph.size);
      this.lineKeys.set(
        line.id,
        this.graph.addDirectedEdgeWithKey(key, from, to, { size: lineWidth(line.count), line }),
      );
    }
  }

  markKey(id: string): string | undefined {
    return this.markKeys.get(id);
  }

  lineKey(id: string): string | undefined {
    return this.lineKeys.get(id);
  }

  mark(key: string): DrawnMark {
    return this.graph.getNodeAttributes(key).mark;
  }

  line(key: string): DrawnLine {
    return this.graph.getEdgeAttributes(key).line;
  }

  /** Whether sigma draws marks as points and lines as hairlines, and lines get no events. */
  get isLarge(): boolean {
    return this.graph.order > LARGE.marks || this.graph.size > LARGE.lines;
  }

  /** Whether some lines stand out while nothing is highlighted. */
  readonly hasCarryingLines: boolean;

  /** Whether redrawing all marks and lines takes longer than a frame. */
  get isBusy(): boolean {
    return this.graph.order > BUSY.marks || this.graph.size > BUSY.lines;
  }

  get markIds(): ReadonlySet<string> {
    return new Set(this.markKeys.keys());
  }

  get lineIds(): ReadonlySet<string> {
    return new Set(this.lineKeys.keys());
  }

  /** The lines of a mark, each with the mark at its other end. */
  incidentLines(id: string): readonly { readonly line: DrawnLine; readonly other: DrawnMark }[] {
    const key = this.markKeys.get(id);
    if (key === undefined) return [];
    return this.graph.mapEdges(key, (_, { line }, from, _to, fromMark, toMark) => ({
      line,
      other: (from === key ? toMark : fromMark).mark,
    }));
  }

  /** The position of a mark, in shares of the frame. */
  positionOf(id: string): { x: number; y: number } | null {
    const key = this.markKeys.get(id);
    if (key === undefined) return null;
    const { x, y } = this.graph.getNodeAttributes(key);
    return { x: x / this.frame.width, y: 1 - y / this.frame.height };
  }
}

/** Flips the y axis: sigma's points up, the picture's down. */
function toGraph(x: number, y: number, frame: Frame): { x: number; y: number } {
  return { x: x * frame.width, y: (1 - y) * frame.height };
}
