import type { Line } from "../../model/lines.ts";
import type { Relation } from "../../model/relation.ts";
import type { ConnectionHighlight } from "./connection-highlight.ts";

/**
 * The lines of which a sentence rests on a voice, and the marks that they join. Of two voices the lines on which both say
 * something; every line of each where there is none.
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
