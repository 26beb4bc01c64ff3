import type { DrawnLine, DrawnMark } from "../../picture/drawing.ts";

export interface MarkAttributes {
  x: number;
  y: number;
  readonly size: number;
  readonly mark: DrawnMark;
}

export interface LineAttributes {
  readonly size: number;
  readonly line: DrawnLine;
}

type Listener = (payload: { readonly key: string }) => void;

/**
 * The part of graphology that sigma reads, over plain arrays: keys are the numbers of marks and lines in order.
 * Graphology itself is a fifth of what an embed may weigh, and offers changes that are not wanted here: what is drawn
 * is replaced whole, only places change.
 */
export class DrawnGraph {
  readonly type = "directed";
  readonly multi = true;
  readonly allowSelfLoops = false;
  private readonly marks: MarkAttributes[] = [];
  private readonly lines: { readonly from: number; readonly to: number; readonly attributes: LineAttributes }[] = [];
  private readonly linesAt: number[][] = [];
  private readonly listeners = new Map<string, Set<Listener>>();

  get order(): number {
    return this.marks.length;
  }

  get size(): number {
    return this.lines.length;
  }

  addMark(attributes: MarkAttributes): string {
    this.linesAt.push([]);
    return String(this.marks.push(attributes) - 1);
  }

  addLine(from: string, to: string, attributes: LineAttributes): string {
    const [start, end] = [Number(from), Number(to)];
    const line = this.lines.push({ from: start, to: end, attributes }) - 1;
    this.linesAt[start]?.push(line);
    if (end !== start) this.linesAt[end]?.push(line);
    return String(line);
  }

  /** Keys of the lines at a mark. */
  linesOf(mark: string): readonly string[] {
    return (this.linesAt[Number(mark)] ?? []).map(String);
  }

  moveMark(key: string, x: number, y: number): void {
    const attributes = this.getNodeAttributes(key);
    attributes.x = x;
    attributes.y = y;
    for (const listener of this.listeners.get("nodeAttributesUpdated") ?? []) listener({ key });
  }

  // From here on the names are graphology's, for sigma.

  nodes(): string[] {
    return this.marks.map((_, at) => String(at));
  }

  edges(): string[] {
    return this.lines.map((_, at) => String(at));
  }

  hasNode(key: string): boolean {
    return this.marks[Number(key)] !== undefined;
  }

  hasEdge(key: string): boolean {
    return this.lines[Number(key)] !== undefined;
  }

  getNodeAttributes(key: string): MarkAttributes {
    return found(this.marks[Number(key)], key);
  }

  getEdgeAttributes(key: string): LineAttributes {
    return found(this.lines[Number(key)], key).attributes;
  }

  extremities(key: string): [string, string] {
    const { from, to } = found(this.lines[Number(key)], key);
    return [String(from), String(to)];
  }

  forEachNode(visit: (key: string, attributes: MarkAttributes) => void): void {
    this.marks.forEach((attributes, at) => visit(String(at), attributes));
  }

  forEachEdge(visit: (key: string, attributes: LineAttributes, from: string, to: string) => void): void {
    this.lines.forEach(({ from, to, attributes }, at) => visit(String(at), attributes, String(from), String(to)));
  }

  on(event: string, listener: Listener): this {
    const there = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, there.add(listener));
    return this;
  }

  removeListener(event: string, listener: Listener): this {
    this.listeners.get(event)?.delete(listener);
    return this;
  }

  /** Sigma knows a graph by this method and the next. */
  addUndirectedEdgeWithKey(): never {
    throw new Error("What is drawn is replaced whole: make another graph.");
  }

  dropNode(): never {
    throw new Error("What is drawn is replaced whole: make another graph.");
  }
}

function found<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`Nothing is drawn under the key ${key}.`);
  return value;
}
