import { useEffect, useRef, useState, type ReactElement, type ReactNode } from "react";
import type { Drawing } from "../../picture/drawing.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Positions } from "../../picture/positions.ts";
import type { Selection } from "../graph/selection.ts";
import { LayoutClient } from "../view/layout-client.ts";
import { networkView, type NetworkView, type NetworkViewEvents } from "../view/network-view.ts";
import type { PinnedMarks } from "../view/pins.ts";
import { usePrintPicture } from "./print-picture.ts";
import { SavePicture } from "./SavePicture.tsx";
import { useClearOfSheet } from "./use-clear-of-sheet.ts";

export interface CanvasPanelProps {
  readonly drawing: Drawing;
  readonly theme: Theme;
  readonly title: string;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly hidden: { readonly marks: readonly string[]; readonly lines: readonly string[] };
  readonly dimmed: { readonly marks: readonly string[]; readonly lines: readonly string[] };
  /** Marks that were dragged, in shares of the canvas; without it the view alone keeps them. */
  readonly pinned?: PinnedMarks;
  readonly onPin?: (pin: { readonly id: string; readonly x: number; readonly y: number }) => void;
  /** Marks that come beside those that are shown leave them where they are. */
  readonly grows?: boolean;
  /** A drawing that is no larger one is laid out anew. */
  readonly anew?: boolean;
  /** When this is another one, all of the picture is shown: a reader may have zoomed in before. */
  readonly whole?: string | null;
  /** Where a wide canvas draws its first marks, where that is known. */
  readonly positions?: Positions | null;
  /** A double click on a mark, or Enter. */
  readonly onExpand?: (id: string) => void;
  /** A right click, a long press or the menu key. */
  readonly onMenu?: (menu: NetworkViewEvents["menu"]) => void;
  /** What is highlighted in place of the neighbours of what is selected. */
  readonly highlighted?: { readonly marks: readonly string[]; readonly lines: readonly string[] } | null;
  /** What stands in the bar below, before the zoom. */
  readonly children: ReactNode;
}

const STILL_WORDS = {
  "no-webgl": "The picture cannot be moved: WebGL is off in this browser. Everything else works.",
  lost: "The graphics card stopped drawing. Point at the picture to start it again.",
} as const;

/** The picture inside the page: what React knows is handed on, what the reader does comes back. */
export function CanvasPanel({
  children,
  drawing,
  theme,
  title,
  selection,
  onSelect,
  hidden,
  dimmed,
  pinned,
  onPin,
  grows,
  anew,
  whole = null,
  positions = null,
  onExpand,
  onMenu,
  highlighted = null,
}: CanvasPanelProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<NetworkView | null>(null);
  const [fallback, setFallback] = useState<NetworkViewEvents["fallback"]["reason"]>(null);
  const [stands, setStands] = useState(false);
  const latest = useRef({
    onSelect,
    onPin,
    onExpand,
    onMenu,
    grows,
    anew,
    positions,
    drawing,
    theme,
    title,
    selection,
  });
  latest.current = { onSelect, onPin, onExpand, onMenu, grows, anew, positions, drawing, theme, title, selection };

  useEffect(() => {
    if (host.current === null) return;
    const now = latest.current;
    const made = networkView(host.current, now.drawing, {
      theme: now.theme,
      label: now.title,
      selection: now.selection,
      layoutProvider: new LayoutClient(now.positions),
    });
    const offs = [
      made.on("select", (next) => latest.current.onSelect(next)),
      made.on("move", (pin) => latest.current.onPin?.(pin)),
      made.on("open", ({ kind, id }) => kind === "mark" && latest.current.onExpand?.(id)),
      made.on("menu", (menu) => latest.current.onMenu?.(menu)),
      made.on("fallback", ({ reason }) => setFallback(reason)),
    ];
    setView(made);
    void made.ready.then(() => setStands(true));
    return () => {
      for (const off of offs) off();
      made.destroy();
      setView(null);
    };
  }, []);

  useEffect(() => view?.setTheme(theme), [view, theme]);
  useEffect(() => view?.select(selection), [view, selection]);
  useEffect(() => view?.setHidden(hidden), [view, hidden]);
  useEffect(() => view?.setDimmed(dimmed), [view, dimmed]);
  useEffect(() => pinned && view?.setPinned(pinned), [view, pinned]);
  useEffect(() => view?.setHighlighted(highlighted), [view, highlighted]);
  // Last: setDrawing renders at once, with everything set before it.
  useEffect(() => {
    void view?.setDrawing(drawing, { grows: latest.current.grows, anew: latest.current.anew });
  }, [view, drawing]);

  useEffect(() => {
    if (whole !== null) view?.reset();
  }, [view, whole]);

  useClearOfSheet(view, host, selection);
  const printed = usePrintPicture(view, title);

  return (
    <>
      <div className="printed-picture" dangerouslySetInnerHTML={{ __html: printed }} />
      <div className="canvas-frame">
        <div className="canvas" ref={host} data-testid="canvas" />
        {!stands && (
          <p className="canvas-waiting" role="status">
            Drawing the picture …
          </p>
        )}
      </div>
      <div className="under-canvas">
        <div className="canvas-bar">
          {children}
          {fallback !== null && (
            <span className="quiet" role="status">
              {STILL_WORDS[fallback]}
            </span>
          )}
        </div>
        <SavePicture view={view} title={title} />
        <div className="canvas-tools" role="group" aria-label="Zoom">
          <button type="button" onClick={() => view?.zoomIn()} aria-label="Zoom in" title="Zoom in (+)">
            +
          </button>
          <button type="button" onClick={() => view?.zoomOut()} aria-label="Zoom out" title="Zoom out (-)">
            −
          </button>
          <button type="button" onClick={() => view?.reset()} aria-label="Show everything" title="Show everything (0)">
            ⤢
          </button>
        </div>
      </div>
    </>
  );
}
