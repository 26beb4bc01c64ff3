import { useEffect } from "react";

/** Gives a dialog or menu time to return the focus itself. */
const PATIENCE_MILLIS = 60;
/** Elements that can take the focus as a region. */
const REGIONS = "li, section, form, article, aside, dialog, main";

/**
 * Restores the focus for keyboard users. When the focused element is removed, because a button finished or another page
 * opened, focuses the nearest region that is still in the page, or the heading of the page.
 */
export function useFocusRestore(): void {
  useEffect(() => {
    /** The element that had the focus last, and its ancestors. */
    let path: readonly HTMLElement[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => document.activeElement === null || document.activeElement === document.body;
    const isRemoved = () => path[0]?.isConnected === false;
    const remember = ({ target }: FocusEvent) => {
      path = target instanceof HTMLElement ? withAncestors(target) : [];
    };
    // A click outside every control clears the focus on purpose.
    const forget = () => {
      if (!isRemoved()) path = [];
    };
    const restore = () => {
      if (!isLost() || !isRemoved()) return;
      const region = path.find((element) => element.isConnected && element.matches(REGIONS));
      focusRegion(region ?? null);
    };
    const observer = new MutationObserver(() => {
      if (!isLost() || !isRemoved()) return;
      clearTimeout(timer);
      timer = setTimeout(restore, PATIENCE_MILLIS);
    });
    document.addEventListener("focusin", remember);
    document.addEventListener("pointerdown", forget, true);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      document.removeEventListener("focusin", remember);
      document.removeEventListener("pointerdown", forget, true);
    };
  }, []);
}

function withAncestors(element: HTMLElement): HTMLElement[] {
  const path = [];
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) path.push(at);
  return path;
}

/** Focuses a region itself; for the whole page, its heading. */
function focusRegion(region: HTMLElement | null): void {
  const isPage = region === null || region.matches("main");
  const heading = document.querySelector<HTMLElement>("main h1, h1");
  const target = isPage ? (heading ?? document.querySelector("main")) : region;
  if (target === null) return;
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: !isPage });
}
