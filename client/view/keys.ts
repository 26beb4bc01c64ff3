import type { Direction } from "../graph/walk.ts";

/** What the keyboard can do on the picture. */
export interface KeyActions {
  zoomIn(): void;
  zoomOut(): void;
  reset(): void;
  walk(direction: Direction): void;
  open(): void;
  /** False when there was nothing to back out of: the key is then left to the page. */
  backOut(): boolean;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** Listens to the keys of the picture; the answer ends it. */
export function bindKeys(element: HTMLElement, actions: KeyActions): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLButtonElement) return;
    if (act(event.key, actions)) event.preventDefault();
  };
  element.addEventListener("keydown", pressed);
  return () => element.removeEventListener("keydown", pressed);
}

function act(key: string, actions: KeyActions): boolean {
  const direction = ARROWS[key];
  if (direction !== undefined) actions.walk(direction);
  else if (key === "+" || key === "=") actions.zoomIn();
  else if (key === "-" || key === "_") actions.zoomOut();
  else if (key === "0") actions.reset();
  else if (key === "Enter") actions.open();
  else return key === "Escape" && actions.backOut();
  return true;
}
