import { MultiDirectedGraph } from "graphology";
import { Sigma } from "sigma";
import { networkView, type NetworkView } from "../../client/view/network-view.ts";
import type { Drawing } from "../../picture/drawing.ts";
import type { Positions } from "../../picture/positions.ts";

export type SideName = "ours" | "sigma";

/** The functions that bench/view.ts calls in the page. */
export interface BenchPage {
  /** Shows a drawing in the empty stage; resolves after the frame that draws it. */
  show(side: SideName, drawing: Drawing, positions: Positions): Promise<void>;
  select(id: string | null): void;
  /** The screen position of a mark, in CSS px: each side fits the same positions into its frame in its own way. */
  placeOf(id: string): { x: number; y: number };
  /** Resolves when neither the network view nor sigma has a pending frame. */
  settled(): Promise<void>;
  clear(): void;
}

let view: NetworkView | null = null;
let sigma: Sigma | null = null;

const stage = () => document.getElementById("stage") as HTMLElement;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Plain sigma, as its documentation shows it: a graph with positions, sizes, colours and labels. */
function showSigma(element: HTMLElement, { marks, lines }: Drawing, positions: Positions): Sigma {
  const graph = new MultiDirectedGraph();
  for (const { id, label, joins } of marks) {
    const { x = 0, y = 0 } = positions[id] ?? {};
    graph.addNode(id, {
      label,
      x: x * innerWidth,
      y: (1 - y) * innerHeight,
      size: 3 + Math.sqrt(joins),
      color: "#456",
    });
  }
  for (const { id, from, to } of lines) graph.addDirectedEdgeWithKey(id, from, to, { size: 1, color: "#bbb" });
  return new Sigma(graph, element);
}

const bench: BenchPage = {
  show: async (side, drawing, positions) => {
    if (side === "sigma") sigma = showSigma(stage(), drawing, positions);
    else {
      view = networkView(stage(), drawing, { positions, reducedMotion: true });
      await view.ready;
    }
    await bench.settled();
  },
  select: (id) => view?.select(id === null ? { kind: "nothing" } : { kind: "marks", ids: [id] }),
  placeOf: (id) => {
    if (sigma !== null) {
      const { x, y } = sigma.getGraph().getNodeAttributes(id) as { x: number; y: number };
      return sigma.graphToViewport({ x, y });
    }
    const { x = 0, y = 0 } = view?.positions()[id] ?? {};
    return { x: x * innerWidth, y: y * innerHeight };
  },
  settled: async () => {
    await frame();
    await frame();
  },
  clear: () => {
    view?.destroy();
    sigma?.kill();
    [view, sigma] = [null, null];
    stage().replaceChildren();
  },
};

Object.assign(globalThis, { bench });
