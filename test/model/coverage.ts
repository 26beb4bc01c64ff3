import type { Article } from "../../model/article.ts";
import { codePoints } from "../../model/code-points.ts";
import { isStanding, type Relation } from "../../model/relation.ts";

/** A stretch of an article, and the relations that quote it; none where no relation rests on it. */
export interface CoveredPart {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly relations: readonly string[];
}

/** Which words of an article feed the graph. */
export interface Coverage {
  /** The whole text, cut wherever the relations that quote it change. */
  readonly parts: readonly CoveredPart[];
  readonly words: number;
  /** Words that lie wholly inside a quote. */
  readonly fed: number;
}

/** Reads off an article which of its words feed a relation and which feed none. */
export function coverageOf({ id, text }: Pick<Article, "id" | "text">, relations: readonly Relation[]): Coverage {
  const points = codePoints(text);
  const opening = new Map<number, string[]>();
  const closing = new Map<number, string[]>();
  for (const relation of relations.filter((one) => one.document === id && isStanding(one))) {
    relation.starts.forEach((start, index) => {
      const end = relation.ends[index] ?? start;
      if (start >= end || end > points.length) return;
      opening.set(start, [...(opening.get(start) ?? []), relation.id]);
      closing.set(end, [...(closing.get(end) ?? []), relation.id]);
    });
  }
  const cuts = [...new Set([0, ...opening.keys(), ...closing.keys(), points.length])].toSorted((a, b) => a - b);
  // A relation may quote overlapping spans: it is open as often as it was opened.
  const open = new Map<string, number>();
  const parts = cuts.slice(0, -1).map((start, index): CoveredPart => {
    for (const relation of closing.get(start) ?? []) count(open, relation, -1);
    for (const relation of opening.get(start) ?? []) count(open, relation, 1);
    const end = cuts[index + 1] ?? points.length;
    return { start, end, text: points.slice(start, end), relations: [...open.keys()] };
  });
  return { parts, ...wordsOf(text, parts) };
}

function count(open: Map<string, number>, relation: string, change: number): void {
  const times = (open.get(relation) ?? 0) + change;
  if (times === 0) open.delete(relation);
  else open.set(relation, times);
}

function wordsOf(text: string, parts: readonly CoveredPart[]): { words: number; fed: number } {
  const silent: [number, number][] = [];
  let at = 0;
  for (const part of parts) {
    if (part.relations.length === 0) silent.push([at, at + part.text.length]);
    at += part.text.length;
  }
  const words = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu)].map(({ 0: word, index }) => [
    index,
    index + word.length,
  ]);
  let next = 0;
  const fed = words.filter(([start = 0, end = 0]) => {
    while (next < silent.length && (silent[next]?.[1] ?? 0) <= start) next += 1;
    return (silent[next]?.[0] ?? Infinity) >= end;
  });
  return { words: words.length, fed: fed.length };
}
