import type { Drawing, Frame } from "../../picture/drawing.ts";
import { layoutFrame, WIDE_FRAME, type Positions } from "../../picture/positions.ts";
import type { LayoutResponse, LayoutRequest } from "../graph/layout-protocol.ts";

/** Computes the positions of a view's marks. */
export interface LayoutProvider {
  layout(drawing: Drawing, frame: Frame): Promise<Positions>;
  destroy(): void;
}

/** Computes layouts in a worker; where none may start (a sandboxed frame), on the main thread. */
export class LayoutClient implements LayoutProvider {
  private worker: Worker | null = null;
  private refused = false;
  private tickets = 0;

  /** @param known what a wide canvas is laid out to, where it was computed before for the drawing's marks */
  constructor(private readonly known: Positions | null = null) {}

  async layout(drawing: Drawing, frame: Frame): Promise<Positions> {
    if (this.known !== null && isLaidOut(drawing, frame, this.known)) return this.known;
    const worker = this.open();
    if (worker === null) return layOutHere(drawing, frame);
    const ticket = ++this.tickets;
    return new Promise((resolve) => {
      const finish = (positions: Positions): void => {
        worker.removeEventListener("message", answered);
        worker.removeEventListener("error", failed);
        resolve(positions);
      };
      const answered = ({ data }: MessageEvent<LayoutResponse>): void => {
        if (data.ticket === ticket) finish(data.positions);
      };
      const failed = (): void => {
        this.refused = true;
        this.destroy();
        void layOutHere(drawing, frame).then(finish);
      };
      worker.addEventListener("message", answered);
      worker.addEventListener("error", failed);
      const request: LayoutRequest = { ticket, drawing, frame };
      worker.postMessage(request, []);
    });
  }

  private open(): Worker | null {
    if (this.refused) return null;
    try {
      this.worker ??= new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
    } catch {
      this.refused = true;
    }
    return this.worker;
  }

  destroy(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}

function isLaidOut({ marks }: Drawing, frame: Frame, known: Positions): boolean {
  const { width, height } = layoutFrame(frame, 1);
  const isWide = width === WIDE_FRAME.width && height === WIDE_FRAME.height;
  return isWide && marks.length === Object.keys(known).length && marks.every(({ id }) => known[id] !== undefined);
}

async function layOutHere(drawing: Drawing, frame: Frame): Promise<Positions> {
  const { layoutPicture } = await import("../../picture/layout.ts");
  return layoutPicture(drawing, frame);
}
