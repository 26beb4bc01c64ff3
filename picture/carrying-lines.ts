import type { Drawing, DrawnLine } from "./drawing.ts";

/** Lines that stand out at rest. */
const MOST = 8;
/** With fewer lines than these every one can be read. */
const FEWEST = 16;
/** In a picture with more marks than these a few lines tell nothing of it. */
const MOST_MARKS = 80;

const CERTAINTY_SCORE: Readonly<Partial<Record<DrawnLine["certainty"], number>>> = {
  fact: 0.6,
  claimed: 0.3,
  planned: 0.3,
};
/** What another line of a mark is worth less, so that the lines spread over the picture. */
const COVERED = 0.9;
/** What a mark is worth for twice as many joins. */
const JOINS = 0.15;

/**
 * The lines that carry a story: of those it features, of its events, said most often, by most origins, and surest. None
 * in a picture whose lines can all be read, or that is too large. Returns the drawing with `carries` on them.
 */
export function withCarryingLines(drawing: Drawing, featured: readonly string[]): Drawing {
  const { marks, lines } = drawing;
  if (lines.length < FEWEST || marks.length > MOST_MARKS) return drawing;
  // Whom a story features first is worth most.
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

/** What a line is worth by how often, how surely and by how many it is said. */
function said({ count, certainty, negative, composed, evidence }: DrawnLine): number {
  return (
    0.4 * Math.log2(1 + count) +
    (CERTAINTY_SCORE[certainty] ?? 0) +
    ((evidence?.origins ?? 1) > 1 ? 0.4 : 0) -
    (negative ? 1 : 0) -
    (composed ? 0.5 : 0)
  );
}
