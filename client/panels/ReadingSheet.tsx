import { useEffect, useRef, useState, type PointerEvent, type ReactElement, type ReactNode } from "react";

const HEIGHTS = ["low", "half", "full"] as const;
type Height = (typeof HEIGHTS)[number];

const WORDS: Readonly<Record<Height, string>> = {
  low: "Open the reading panel",
  half: "Expand the reading panel",
  full: "Close the reading panel",
};
const DRAG_FROM_PX = 32;

export interface ReadingSheetProps {
  /** What is selected, as one word; a new one lifts the sheet. Empty for nothing. */
  readonly selected: string;
  /** When this is another one, the sheet goes down: the picture is to be seen. */
  readonly picture?: string | null;
  readonly children: ReactNode;
}

/** The reading column; on a phone a sheet from below with three heights, moved by its handle. */
export function ReadingSheet({ selected, picture = null, children }: ReadingSheetProps): ReactElement {
  const [height, setHeight] = useState<Height>("low");
  const pressed = useRef<number | null>(null);
  const sheet = useRef<HTMLElement>(null);

  useEffect(() => {
    if (selected === "") return;
    setHeight((now) => (now === "low" ? "half" : now));
    sheet.current?.scrollTo({ top: 0 });
  }, [selected]);

  useEffect(() => {
    if (picture !== null) setHeight("low");
  }, [picture]);

  const at = HEIGHTS.indexOf(height);
  const go = (step: number) => setHeight(HEIGHTS[Math.min(Math.max(at + step, 0), HEIGHTS.length - 1)] ?? "low");
  const next = () => (height === "full" ? setHeight("low") : go(1));
  const release = (event: PointerEvent) => {
    const moved = pressed.current === null ? 0 : pressed.current - event.clientY;
    pressed.current = null;
    if (Math.abs(moved) >= DRAG_FROM_PX) go(Math.sign(moved));
    else next();
  };
  return (
    <aside id="reading" className="reading" aria-label="Reading" data-height={height} ref={sheet}>
      <button
        type="button"
        className="handle"
        aria-label={WORDS[height]}
        aria-expanded={height !== "low"}
        onPointerDown={(event) => {
          pressed.current = event.clientY;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerUp={release}
        onPointerCancel={() => (pressed.current = null)}
        // A pointer's click has been answered when it was let go; the keyboard's comes without one.
        onClick={(event) => event.detail === 0 && next()}
      />
      {children}
    </aside>
  );
}
