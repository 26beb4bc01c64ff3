import { CERTAINTIES } from "../model/certainty.ts";
import { KIND_WORDS } from "../model/kinds.ts";
import type { Line, ReadingView, Sentence } from "../model/reading.ts";
import type { DrawnLine, Drawing } from "./drawing.ts";

/** What a reading view shows, best joined first: all of it, or the marks that are named and the lines between them. */
export function drawingOf(view: ReadingView, shown: Iterable<string> | null = null): Drawing {
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
      .flatMap((line) => drawnLine(line) ?? []),
  };
}

/** A line is drawn as sure as the surest that it tells, and says what that says; as a denial only where all deny. */
function drawnLine({ id, from, to, sentences, contradicted }: Line): DrawnLine | null {
  const [first] = sentences.toSorted((one, other) => doubt(one) - doubt(other));
  if (first === undefined) return null;
  return {
    id,
    from,
    to,
    certainty: first.certainty,
    negative: first.negative,
    count: sentences.length,
    words: first.words,
    contradicted,
    composed: sentences.every(({ speaker }) => speaker === null),
    arrows: {
      from: sentences.some((sentence) => sentence.to === from),
      to: sentences.some((sentence) => sentence.to === to),
    },
  };
}

function doubt({ negative, certainty }: Sentence): number {
  return CERTAINTIES.indexOf(certainty) + (negative ? CERTAINTIES.length : 0);
}
