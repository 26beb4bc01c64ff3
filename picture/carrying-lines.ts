import type { Drawing, DrawnLine } from "./drawing.ts";

/** The number of lines that stand out at rest. */
const MOST = 8;
/** A picture with fewer lines than this is readable without a selection. */
const FEWEST = 16;
/** In a picture with more marks than this a few lines say nothing about it. */
const MOST_MARKS = 80;

const CERTAINTY_SCORE: Readonly<Partial<Record<DrawnLine["certainty"], number>>> = {
  fact: 0.6,
  claimed: 0.3,
  planned: 0.3,
};
/** What each selected line subtracts from the score of the other lines of its marks, so that they spread. */
const COVERED = 0.9;
/** The score of a mark per doubling of its joins. */
const JOINS = 0.15;

/**
 * Selects the lines that carry a story: about featured marks and events, said most often, by most origins, with the
 * highest certainty. None in a picture that is readable without or too large. Returns the drawing with `carries` on
 * them.
 */
export function withCarryingLines(drawing: Drawing, featured: readonly string[]): Drawing {
  const { marks, lines } = drawing;
  if (lines.length < FEWEST || marks.length > MOST_MARKS) return drawing;
  // The mark that a story features first scores highest.
  const ofStory = new Map(featured.map((id, at) => [id, 1.5 - (0.5 * at) / featured.length]));
  const worth = new Map(
    marks.map(({ id, kind, joins }) => [
      id,
      (ofStory.get(id) ?? 0) + (kind === "Event" ? 0.5 : 0) + JOINS * Math.log2(1 + joins),
    ]),
  );
  const scores = lines.map(
    (line) => [line, (worth.get(line.from) ?? 0) + (worth.get(line.to) ?? 0) + said(line)] as const,
  );
  const covered = new Map<string, number>();
  const carrying = new Set<string>();
  const left = ([{ from, to }, score]: (typeof scores)[number]): number =>
    score - COVERED * ((covered.get(from) ?? 0) + (covered.get(to) ?? 0));
  while (carrying.size < MOST) {
    const open = scores.filter(([{ id }]) => !carrying.has(id));
    const best = open.reduce<(typeof scores)[number] | null>(
      (most, one) => (most === null || left(one) > left(most) ? one : most),
      null,
    );
    if (best === null) break;
    const [{ id, from, to }] = best;
    carrying.add(id);
    for (const end of [from, to]) covered.set(end, (covered.get(end) ?? 0) + 1);
  }
  return { marks, lines: lines.map((line) => (carrying.has(line.id) ? { ...line, carries: true as const } : line)) };
}

/** Scores a line by how often, how certainly and by how many sources it is said. */
function said({ count, certainty, negative, composed, evidence }: DrawnLine): number {
  return (
    0.4 * Math.log2(1 + count) +
    (CERTAINTY_SCORE[certainty] ?? 0) +
    ((evidence?.origins ?? 1) > 1 ? 0.4 : 0) -
    (negative ? 1 : 0) -
    (composed ? 0.5 : 0)
  );
}
