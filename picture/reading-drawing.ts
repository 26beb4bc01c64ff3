import { ofSeveral, type Evidence } from "../model/evidence.ts";
import { KIND_WORDS } from "../model/kinds.ts";
import { certaintyOf, type Line } from "../model/lines.ts";
import type { ReadingView } from "../model/reading.ts";
import type { DrawnLine, Drawing } from "./drawing.ts";

/** What relations rest on, by their ids. */
export type EvidenceFor = (relations: Iterable<string>) => Evidence;

/**
 * What a reading view shows, best joined first: all of it, or the marks that are named and the lines between them.
 * Without `evidenceFor` no line tells what it rests on.
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
        // The glyph says the kind already: a caption that says no more is left out.
        return { id, kind, label, caption: caption === KIND_WORDS[kind].one ? "" : caption, joins };
      }),
    lines: view.lines
      .filter(({ from, to }) => from !== to && isShown(from) && isShown(to))
      .flatMap((line) => drawnLine(line, evidenceFor) ?? []),
  };
}

/** A line is drawn as sure as the weakest leg of what it tells; all its sentences say the same, the same way round. */
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
