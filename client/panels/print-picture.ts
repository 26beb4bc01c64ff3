import { useEffect, useMemo, useState } from "react";
import type { pictureSvg } from "../../picture/svg.ts";
import type { NetworkView } from "../view/network-view.ts";
import { usePrinting } from "./use-printing.ts";

/** A canvas leaves nothing on paper: the picture as SVG while the page is printed, every text in it escaped; else empty. */
export function usePrintPicture(view: NetworkView | null, title: string): string {
  const printing = usePrinting();
  const [draw, setDraw] = useState<typeof pictureSvg | null>(null);
  // A page that is about to be printed waits for nothing: what draws is there before.
  useEffect(() => {
    void import("../../picture/svg.ts").then(({ pictureSvg: fetched }) => setDraw(() => fetched));
  }, []);
  // Once: on paper the canvas has no size by which to draw again.
  return useMemo(
    () => (printing && view !== null && draw !== null ? view.pictureBy(draw, { title, theme: "light" }) : ""),
    [printing, view, draw, title],
  );
}
