import { layoutPicture } from "../../picture/layout.ts";
import type { LayoutAnswer, LayoutRequest } from "../graph/layout-protocol.ts";

// A worker's module is its main: it listens when it is loaded, and its maker ends it.
addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  const answer: LayoutAnswer = { ticket: data.ticket, places: layoutPicture(data.drawing, data.frame) };
  postMessage(answer);
});
