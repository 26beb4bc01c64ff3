const MODIFIERS = ["Shift", "Control", "Meta", "Alt"];

/** Focuses what was pressed. Shift held while pressing is no sign of a keyboard: the focus ring waits for the next key. */
export function focusByPointer(element: HTMLElement): void {
  element.style.outline = "none";
  element.focus({ preventScroll: true });
  const end = new AbortController();
  const show = (event: Event): void => {
    if (event instanceof KeyboardEvent && MODIFIERS.includes(event.key)) return;
    element.style.outline = "";
    end.abort();
  };
  for (const name of ["keydown", "blur"]) element.addEventListener(name, show, { signal: end.signal });
}

/** Calls when the reader turns to an element: with the mouse over it, or by a press or a key. The answer ends it. */
export function whenTurnedTo(element: HTMLElement, act: () => void): () => void {
  // A finger's press belongs to what it was put on: the element changes only after it.
  const entered = ({ pointerType }: PointerEvent): void => {
    if (pointerType === "mouse") act();
  };
  element.addEventListener("pointerenter", entered);
  for (const name of ["click", "keydown"]) element.addEventListener(name, act);
  return () => {
    element.removeEventListener("pointerenter", entered);
    for (const name of ["click", "keydown"]) element.removeEventListener(name, act);
  };
}
