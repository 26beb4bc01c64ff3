import { useEffect, useRef, type RefObject } from "react";
import type { Selection } from "../graph/selection.ts";
import type { NetworkView } from "../view/network-view.ts";

/** The sheet has come up by then. */
const SHEET_MILLIS = 260;
/** Whatever covers the picture, so much of it is used, as a share of its height. */
const LEAST_SEEN = 0.25;

/** Moves the picture so that what is selected stands above a sheet that covers its lower part, as on a phone. */
export function useClearOfSheet(
  view: NetworkView | null,
  host: RefObject<HTMLElement | null>,
  selection: Selection,
): void {
  const isMoved = useRef(false);
  useEffect(() => {
    if (view === null) return undefined;
    if (selection.kind === "nothing") {
      if (isMoved.current) view.reset();
      isMoved.current = false;
      return undefined;
    }
    const timer = setTimeout(() => {
      const sheet = document.querySelector(".reading");
      if (host.current === null || sheet === null) return;
      const [picture, cover] = [host.current.getBoundingClientRect(), sheet.getBoundingClientRect()];
      const isBeside = cover.left >= picture.right || cover.right <= picture.left;
      const covered = picture.bottom - Math.max(cover.top, picture.top);
      // Who has scrolled on to something else does not look at the picture.
      if (isBeside || covered <= 0 || picture.bottom <= 0) return;
      isMoved.current = true;
      view.fitSelection({ left: 0, right: 0, bottom: Math.min(covered, picture.height * (1 - LEAST_SEEN)) });
    }, SHEET_MILLIS);
    return () => clearTimeout(timer);
  }, [view, host, selection]);
}
