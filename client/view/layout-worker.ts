import { layoutPicture } from "../../picture/layout.ts";
import type { LayoutResponse, LayoutRequest } from "../graph/layout-protocol.ts";

// The module of the layout worker: LayoutClient starts and terminates it.
addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  const answer: LayoutResponse = { ticket: data.ticket, positions: layoutPicture(data.drawing, data.frame) };
  postMessage(answer);
});
