import { useEffect, useRef, type RefObject } from "react";
import type { Selection } from "../graph/selection.ts";
import type { NetworkView } from "../view/network-view.ts";

/** The duration of the sheet's animation. */
const SHEET_MILLIS = 260;
/** The minimum share of the picture's height that is used, whatever covers it. */
const LEAST_SEEN = 0.25;

/** Moves the picture so that the selection is above a sheet that covers its lower part, as on a phone. */
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
      // The reader has scrolled away from the picture.
      if (isBeside || covered <= 0 || picture.bottom <= 0) return;
      isMoved.current = true;
      view.fitSelection({ left: 0, right: 0, bottom: Math.min(covered, picture.height * (1 - LEAST_SEEN)) });
    }, SHEET_MILLIS);
    return () => clearTimeout(timer);
  }, [view, host, selection]);
}
