import { useState } from "react";
import { selectMarks, type Selection } from "../graph/selection.ts";

/** Asks for the second of two marks whose link is looked for. */
export interface Linking {
  /** The first; null while none is asked for. */
  readonly from: string | null;
  readonly begin: (from: string | null) => void;
  readonly pick: (to: string) => void;
  /** What a selection means meanwhile: a mark is the second, anything else ends the asking. */
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
