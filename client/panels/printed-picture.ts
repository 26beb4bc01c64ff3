import { useEffect, type RefObject } from "react";
import type { NetworkView } from "../view/network-view.ts";

/** A canvas leaves nothing on paper: while the page is printed, its picture stands in `host` as an SVG. */
export function usePrintedPicture(host: RefObject<HTMLElement | null>, view: NetworkView | null, title: string): void {
  useEffect(() => {
    if (view === null) return;
    let isMounted = true;
    const clear = () => host.current?.replaceChildren();
    const listeners = new AbortController();
    // A page that is about to be printed waits for nothing: what draws is there before.
    void import("../../picture/svg.ts").then(({ pictureSvg }) => {
      if (!isMounted) return;
      const draw = () => {
        // Every text in it is escaped where it is made.
        if (host.current !== null) host.current.innerHTML = view.pictureBy(pictureSvg, { title, theme: "light" });
      };
      addEventListener("beforeprint", draw, listeners);
      addEventListener("afterprint", clear, listeners);
    });
    return () => {
      isMounted = false;
      listeners.abort();
      clear();
    };
  }, [host, view, title]);
}
