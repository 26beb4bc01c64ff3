import { isAtMost, MAX_LABEL } from "./entity.ts";

/** Most characters of a name that are split into graphemes: a name may have 100,000 characters. */
const LOOKED_AT = 400;

/**
 * A label for a name: the name if it is short enough, else its first words and an ellipsis, at most MAX_LABEL code
 * points.
 */
export function makeShort(given: string): string {
  const name = given.trim();
  if (isAtMost(name, MAX_LABEL)) return name;
  let short = "";
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(name.slice(0, LOOKED_AT))) {
    if (!isAtMost(short + segment, MAX_LABEL - 1)) break;
    short += segment;
  }
  // A single grapheme may have more combining marks than fit.
  if (short === "")
    short = Array.from(name.slice(0, 2 * MAX_LABEL))
      .slice(0, MAX_LABEL - 1)
      .join("");
  const word = short.search(/\s+\S*$/u);
  const isCutInWord = !/^\s/u.test(name.slice(short.length));
  const words = isCutInWord && word >= MAX_LABEL / 2 ? short.slice(0, word) : short;
  return `${words.replace(/[\s\p{P}]+$/u, "")}…`;
}
