import type { Sigma } from "sigma";
import type { MouseCoords, SigmaEventPayload } from "sigma/types";
import type { GraphModel, LineAttributes, MarkAttributes } from "../graph/graph-model.ts";
import type { Emitter } from "./emitter.ts";
import type { Target } from "./view-state.ts";
import type { RendererEvents } from "./renderer.ts";

export interface PointerOptions {
  readonly sigma: Sigma<MarkAttributes, LineAttributes>;
  readonly stage: HTMLElement;
  readonly events: Emitter<RendererEvents>;
  /** The current model, which is replaced while the sigma instance stays. */
  readonly model: () => GraphModel | null;
  /** The mark whose label is drawn at a point of the stage, in CSS px. */
  readonly nameAt: (x: number, y: number) => string | null;
}

const DRAG_FROM_PX = 4;
const LONG_PRESS_MS = 550;

/**
 * Translates sigma's mouse and touch events to press, open, hover, menu and move. Killing sigma removes the listeners.
 */
export function bindPointerEvents({ sigma, stage, events, model, nameAt }: PointerOptions): void {
  const markTarget = (key: string): Target | null => {
    const id = model()?.mark(key).id;
    return id === undefined ? null : { kind: "mark", id };
  };
  const lineTarget = (key: string): Target | null => {
    const id = model()?.line(key).id;
    return id === undefined ? null : { kind: "line", id };
  };
  /** A label belongs to its mark and is drawn above the lines. */
  const named = ({ event: { x, y } }: SigmaEventPayload): Target | null => {
    const id = nameAt(x, y);
    return id === null ? null : { kind: "mark", id };
  };
  // Sigma reports the end of a drag as a click.
  let dragged = false;
  let pressed: Target | null = null;
  const press = (target: Target | null, { event }: SigmaEventPayload): void => {
    if (dragged) return;
    pressed = target;
    events.emit("press", { target, adds: event.original instanceof MouseEvent && event.original.shiftKey });
  };
  /** A double click counts only on one target; on two targets it is two clicks. */
  const pressAgain = (target: Target | null, payload: SigmaEventPayload): void => {
    payload.preventSigmaDefault();
    if (!sameTarget(target, pressed)) press(target, payload);
    else if (target !== null && !dragged) events.emit("open", target);
  };
  const menu = (target: Target | null, { event }: SigmaEventPayload): void => {
    event.original.preventDefault();
    events.emit("menu", { target, ...pagePoint(stage, event) });
  };
  const under: { node: Target | null; name: Target | null; edge: Target | null } = {
    node: null,
    name: null,
    edge: null,
  };
  let hovered: Target | null = null;
  const hover = (change: Partial<typeof under>): void => {
    Object.assign(under, change);
    const target = under.node ?? under.name ?? under.edge;
    if (sameTarget(target, hovered)) return;
    hovered = target;
    stage.style.cursor = target === null ? "" : "pointer";
    events.emit("hover", target);
  };

  let dragging: { key: string; start: MouseCoords; moved: boolean } | null = null;
  let longPress: ReturnType<typeof setTimeout> | undefined;
  const down = (target: Target | null, payload: SigmaEventPayload): void => {
    dragged = false;
    clearTimeout(longPress);
    if (!isTouch(payload.event)) return;
    longPress = setTimeout(() => menu(target, payload), LONG_PRESS_MS);
  };
  const moveBody = (payload: SigmaEventPayload): void => {
    if (dragging === null) {
      hover({ name: named(payload) });
      return;
    }
    const { event } = payload;
    const far = Math.hypot(event.x - dragging.start.x, event.y - dragging.start.y);
    if (!dragging.moved && far < DRAG_FROM_PX) return;
    clearTimeout(longPress);
    dragging.moved = dragged = true;
    const { x, y } = sigma.viewportToGraph(event);
    model()?.graph.mergeNodeAttributes(dragging.key, { x, y });
    payload.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  };
  const up = (): void => {
    clearTimeout(longPress);
    const target = dragging?.moved === true ? markTarget(dragging.key) : null;
    dragging = null;
    const position = target === null ? null : model()?.positionOf(target.id);
    if (target !== null && position) events.emit("move", { id: target.id, ...position });
  };

  sigma.on("clickNode", (payload) => press(markTarget(payload.node), payload));
  sigma.on("clickEdge", (payload) => press(named(payload) ?? lineTarget(payload.edge), payload));
  sigma.on("clickStage", (payload) => press(named(payload), payload));
  sigma.on("doubleClickNode", (payload) => pressAgain(markTarget(payload.node), payload));
  sigma.on("doubleClickEdge", (payload) => pressAgain(named(payload) ?? lineTarget(payload.edge), payload));
  sigma.on("doubleClickStage", (payload) => pressAgain(named(payload), payload));
  sigma.on("rightClickNode", (payload) => menu(markTarget(payload.node), payload));
  sigma.on("rightClickEdge", (payload) => menu(named(payload) ?? lineTarget(payload.edge), payload));
  sigma.on("rightClickStage", (payload) => menu(named(payload), payload));
  sigma.on("enterNode", ({ node }) => hover({ node: markTarget(node) }));
  sigma.on("leaveNode", () => hover({ node: null }));
  sigma.on("enterEdge", ({ edge }) => hover({ edge: lineTarget(edge) }));
  sigma.on("leaveEdge", () => hover({ edge: null }));
  sigma.on("downNode", (payload) => {
    dragging = { key: payload.node, start: payload.event, moved: false };
    down(markTarget(payload.node), payload);
  });
  sigma.on("downEdge", (payload) => down(named(payload) ?? lineTarget(payload.edge), payload));
  sigma.on("downStage", (payload) => down(named(payload), payload));
  sigma.on("moveBody", moveBody);
  sigma.on("upNode", up);
  sigma.on("upEdge", up);
  sigma.on("upStage", up);
  sigma.on("kill", () => clearTimeout(longPress));
}

function sameTarget(one: Target | null, other: Target | null): boolean {
  return one?.kind === other?.kind && one?.id === other?.id;
}

function isTouch({ original }: MouseCoords): boolean {
  return "TouchEvent" in window && original instanceof TouchEvent;
}

/** Converts a point of the stage to page coordinates. */
function pagePoint(stage: HTMLElement, { x, y }: MouseCoords): { x: number; y: number } {
  const box = stage.getBoundingClientRect();
  return { x: box.left + x + window.scrollX, y: box.top + y + window.scrollY };
}
