/**
 * Leaves wheel and touch to the page until the reader clicks the picture, so that an embed never captures the scroll of
 * its page. With Ctrl (or a pinch, which browsers report as Ctrl) the wheel zooms at once. Returns the function that
 * removes the guard.
 */
export function guardWheel(element: HTMLElement): () => void {
  let active = false;
  const wheel = (event: WheelEvent): void => {
    if (!active && !event.ctrlKey) event.stopPropagation();
  };
  const touch = (event: TouchEvent): void => {
    if (!active && event.touches.length < 2) event.stopPropagation();
  };
  const activate = (): void => {
    active = true;
  };
  const release = (event: PointerEvent): void => {
    if (event.target instanceof Node && !element.contains(event.target)) active = false;
  };
  const leave = (event: PointerEvent): void => {
    if (event.pointerType === "mouse") active = false;
  };
  const capture = { capture: true } as const;
  element.addEventListener("wheel", wheel, { capture: true, passive: true });
  element.addEventListener("touchstart", touch, { capture: true, passive: true });
  element.addEventListener("touchmove", touch, { capture: true, passive: true });
  element.addEventListener("click", activate, capture);
  element.addEventListener("pointerleave", leave);
  document.addEventListener("pointerdown", release, capture);
  return () => {
    element.removeEventListener("wheel", wheel, capture);
    element.removeEventListener("touchstart", touch, capture);
    element.removeEventListener("touchmove", touch, capture);
    element.removeEventListener("click", activate, capture);
    element.removeEventListener("pointerleave", leave);
    document.removeEventListener("pointerdown", release, capture);
  };
}
