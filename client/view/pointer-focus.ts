const MODIFIERS = ["Shift", "Control", "Meta", "Alt"];

/** Focuses a clicked element without a focus ring until the next key; a held Shift does not count as keyboard use. */
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

/** Calls `act` on mouse move, click or key press; returns the function that removes the listeners. */
export function onInteraction(element: HTMLElement, act: () => void): () => void {
  // A touch belongs to the element it started on, so only the mouse acts on move. A mouse that is over the element
  // already moves without entering.
  const moved = ({ pointerType }: PointerEvent): void => {
    if (pointerType === "mouse") act();
  };
  element.addEventListener("pointermove", moved);
  for (const name of ["click", "keydown"]) element.addEventListener(name, act);
  return () => {
    element.removeEventListener("pointermove", moved);
    for (const name of ["click", "keydown"]) element.removeEventListener(name, act);
  };
}
