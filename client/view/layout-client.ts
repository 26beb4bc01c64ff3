import type { Drawing, Frame } from "../../picture/drawing.ts";
import type { Places } from "../../picture/places.ts";
import type { LayoutAnswer, LayoutRequest } from "../graph/layout-protocol.ts";

/** Whoever finds places for a view's marks. */
export interface Layouter {
  layout(drawing: Drawing, frame: Frame): Promise<Places>;
  destroy(): void;
}

/** Lays out pictures beside the page; where no worker may start (a sandboxed frame), on it. */
export class LayoutClient implements Layouter {
  private worker: Worker | null = null;
  private refused = false;
  private tickets = 0;

  async layout(drawing: Drawing, frame: Frame): Promise<Places> {
    const worker = this.open();
    if (worker === null) return layOutHere(drawing, frame);
    const ticket = ++this.tickets;
    return new Promise((resolve) => {
      const finish = (places: Places): void => {
        worker.removeEventListener("message", answered);
        worker.removeEventListener("error", failed);
        resolve(places);
      };
      const answered = ({ data }: MessageEvent<LayoutAnswer>): void => {
        if (data.ticket === ticket) finish(data.places);
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

async function layOutHere(drawing: Drawing, frame: Frame): Promise<Places> {
  const { layoutPicture } = await import("../../picture/layout.ts");
  return layoutPicture(drawing, frame);
}
