import { useEffect, useMemo, useState } from "react";
import type { pictureSvg } from "../../picture/svg.ts";
import type { NetworkView } from "../view/network-view.ts";
import { usePrinting } from "./use-printing.ts";

/**
 * A WebGL canvas does not print, so the picture is an SVG while the page is printed, with all text escaped; else empty.
 */
export function usePrintPicture(view: NetworkView | null, title: string): string {
  const printing = usePrinting();
  const [draw, setDraw] = useState<typeof pictureSvg | null>(null);
  // Printing does not wait for imports, so the SVG code loads in advance.
  useEffect(() => {
    void import("../../picture/svg.ts").then(({ pictureSvg: fetched }) => setDraw(() => fetched));
  }, []);
  // Computed once, because the canvas has no size on paper.
  return useMemo(
    () => (printing && view !== null && draw !== null ? view.pictureBy(draw, { title, theme: "light" }) : ""),
    [printing, view, draw, title],
  );
}
