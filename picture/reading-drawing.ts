import { ofSeveral, type Evidence } from "../model/evidence.ts";
import { KIND_WORDS } from "../model/kinds.ts";
import { certaintyOf, type Line } from "../model/lines.ts";
import type { ReadingView } from "../model/reading.ts";
import type { DrawnLine, Drawing } from "./drawing.ts";

/** Returns the evidence of relations, by their ids. */
export type EvidenceFor = (relations: Iterable<string>) => Evidence;

/**
 * Draws a reading view, marks with the most joins first: all of it, or the given marks and the lines between them.
 * Without `evidenceFor` the lines have no evidence.
 */
export function drawingOf(
  view: ReadingView,
  shown: Iterable<string> | null = null,
  evidenceFor: EvidenceFor | null = null,
): Drawing {
  const chosen = shown === null ? null : new Set(shown);
  const isShown = (id: string): boolean => chosen === null || chosen.has(id);
  return {
    marks: view.marks
      .filter(({ id }) => isShown(id))
      .toSorted((one, other) => other.joins - one.joins)
      .map(({ id, kind, label, caption, joins }) => {
        // The glyph shows the kind, so a caption that only repeats it is left out.
        return { id, kind, label, caption: caption === KIND_WORDS[kind].one ? "" : caption, joins };
      }),
    lines: view.lines
      .filter(({ from, to }) => from !== to && isShown(from) && isShown(to))
      .flatMap((line) => drawnLine(line, evidenceFor) ?? []),
  };
}

/** A line has the lowest certainty of its sentences; all of them say the same, in the same direction. */
function drawnLine(line: Line, evidenceFor: EvidenceFor | null): DrawnLine | null {
  const { id, from, to, sentences, contradicted, lane } = line;
  const [first] = sentences;
  if (first === undefined) return null;
  const evidence = evidenceFor?.(sentences.flatMap(({ relations }) => relations));
  const isDirected = sentences.every(({ mutual }) => mutual !== true);
  return {
    id,
    from,
    to,
    certainty: certaintyOf(line),
    negative: sentences.every(({ negative }) => negative),
    count: sentences.length,
    ...(evidence !== undefined && ofSeveral(evidence)),
    words: first.words,
    text: first.text,
    contradicted,
    composed: sentences.every(({ speaker }) => speaker === null),
    arrows: {
      from: isDirected && sentences.some((sentence) => sentence.to === from),
      to: isDirected && sentences.some((sentence) => sentence.to === to),
    },
    lane,
  };
}
