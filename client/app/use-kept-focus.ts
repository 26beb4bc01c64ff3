import { useEffect } from "react";

/** Long enough for a dialog or a menu to give the focus back itself. */
const PATIENCE_MILLIS = 60;
/** What of the page is told as one thing when it gets the focus. */
const REGIONS = "li, section, form, article, aside, dialog, main";

/**
 * Keeps the focus in its place for those who have no pointer. When the element that has it is removed, because a button
 * did its work or another page opened, the nearest region that still stands gets it, or the heading of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** The element that had the focus last, and what it stood in, from the inside out. */
    let path: readonly HTMLElement[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => document.activeElement === null || document.activeElement === document.body;
    const isRemoved = () => path[0]?.isConnected === false;
    const remember = ({ target }: FocusEvent) => {
      path = target instanceof HTMLElement ? withAncestors(target) : [];
    };
    // Whoever clicks beside everything gives the focus up.
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

/** A page is told by its heading, any other region by itself. */
function focusRegion(region: HTMLElement | null): void {
  const isPage = region === null || region.matches("main");
  const heading = document.querySelector<HTMLElement>("main h1, h1");
  const target = isPage ? (heading ?? document.querySelector("main")) : region;
  if (target === null) return;
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: !isPage });
}
