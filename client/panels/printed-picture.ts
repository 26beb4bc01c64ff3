import { useEffect, useLayoutEffect, useState, type RefObject } from "react";
import type { pictureSvg } from "../../picture/svg.ts";
import type { NetworkView } from "../view/network-view.ts";
import { usePrinting } from "./printing.ts";

/** A canvas leaves nothing on paper: while the page is printed, its picture stands in `host` as an SVG. */
export function usePrintedPicture(host: RefObject<HTMLElement | null>, view: NetworkView | null, title: string): void {
  const printing = usePrinting();
  const [draw, setDraw] = useState<typeof pictureSvg | null>(null);
  // A page that is about to be printed waits for nothing: what draws is there before.
  useEffect(() => {
    void import("../../picture/svg.ts").then(({ pictureSvg: fetched }) => setDraw(() => fetched));
  }, []);
  useLayoutEffect(() => {
    const element = host.current;
    if (!printing || view === null || draw === null || element === null) return undefined;
    // Every text in it is escaped where it is made.
    element.innerHTML = view.pictureBy(draw, { title, theme: "light" });
    return () => element.replaceChildren();
  }, [printing, host, view, draw, title]);
}
