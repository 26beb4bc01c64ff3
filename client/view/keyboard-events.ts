import type { Direction } from "../graph/keyboard-navigation.ts";

/** The actions of the graph's keyboard shortcuts. */
export interface KeyActions {
  zoomIn(): void;
  zoomOut(): void;
  reset(): void;
  moveSelection(direction: Direction): void;
  open(): void;
  /** False if nothing was selected: the page then handles the key. */
  backOut(): boolean;
  menu(): void;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** Binds the keyboard shortcuts; returns the function that removes them. */
export function bindKeyboardEvents(element: HTMLElement, actions: KeyActions): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      event.preventDefault();
      actions.menu();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLButtonElement) return;
    if (act(event.key, actions)) event.preventDefault();
  };
  element.addEventListener("keydown", pressed);
  return () => element.removeEventListener("keydown", pressed);
}

function act(key: string, actions: KeyActions): boolean {
  const direction = ARROWS[key];
  if (direction !== undefined) actions.moveSelection(direction);
  else if (key === "+" || key === "=") actions.zoomIn();
  else if (key === "-" || key === "_") actions.zoomOut();
  else if (key === "0") actions.reset();
  else if (key === "Enter") actions.open();
  else return key === "Escape" && actions.backOut();
  return true;
}
