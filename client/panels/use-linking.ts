import { useState } from "react";
import { selectMarks, type Selection } from "../graph/selection.ts";

/** The search for the second entity of a connection. */
export interface Linking {
  /** The first entity; null when there is no search. */
  readonly from: string | null;
  readonly begin: (from: string | null) => void;
  readonly pick: (to: string) => void;
  /** Handles a selection meanwhile: a mark becomes the second entity, anything else ends the search. */
  readonly select: (selection: Selection) => void;
}

export function useLinking(onSelect: (selection: Selection) => void): Linking {
  const [from, setFrom] = useState<string | null>(null);
  const select = (selection: Selection) => {
    const [to, ...more] = selection.kind === "marks" ? selection.ids : [];
    setFrom(null);
    onSelect(from !== null && to !== undefined && more.length === 0 ? selectMarks([from, to]) : selection);
  };
  return { from, begin: setFrom, pick: (to) => select(selectMarks([to])), select };
}
