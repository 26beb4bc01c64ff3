import type { Line } from "../../model/lines.ts";
import type { Relation } from "../../model/relation.ts";
import type { ConnectionHighlight } from "./connection-highlight.ts";

/**
 * The lines to highlight for voices, with their ends: for one voice the lines with a sentence of it; for two voices the
 * lines on which both say something, or, where there is none, every line of either.
 */
export function voiceHighlight(
  voices: readonly string[],
  lines: readonly Line[],
  relations: readonly Relation[],
): ConnectionHighlight {
  const sources = new Map(relations.map(({ id, source }) => [id, source]));
  const wanted = new Set(voices);
  const voicesOn = ({ sentences }: Line): number =>
    new Set(
      sentences.flatMap((sentence) =>
        sentence.relations.flatMap((id) => {
          const source = sources.get(id) ?? "";
          return wanted.has(source) ? [source] : [];
        }),
      ),
    ).size;
  const [some, all] = [1, wanted.size].map((least) => lines.filter((line) => voicesOn(line) >= least)) as [
    Line[],
    Line[],
  ];
  const lit = all.length > 0 ? all : some;
  return {
    marks: [...new Set(lit.flatMap(({ from, to }) => [from, to]))],
    lines: lit.map(({ id }) => id),
  };
}
