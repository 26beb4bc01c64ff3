import type { ReadingView } from "./reading.ts";
import type { StoryGraph } from "./story.ts";

/**
 * The lines that describe an entity that is no mark of a view, by its id: a folded event or statement, a place in a
 * caption.
 */
export function foldedLines(view: ReadingView, graph: StoryGraph): ReadonlyMap<string, readonly string[]> {
  const marks = new Set(view.marks.map(({ id }) => id));
  const articles = new Set(graph.articles.map(({ id }) => id));
  const relations = new Map(graph.relations.map((relation) => [relation.id, relation]));
  const lines = new Map<string, Set<string>>();
  for (const { id, sentences } of view.lines) {
    for (const { subject, object } of sentences.flatMap((sentence) =>
      sentence.relations.flatMap((relation) => relations.get(relation) ?? []),
    )) {
      for (const end of [subject, object]) {
        if (marks.has(end) || articles.has(end)) continue;
        const known = lines.get(end);
        if (known === undefined) lines.set(end, new Set([id]));
        else known.add(id);
      }
    }
  }
  return new Map([...lines].map(([id, found]) => [id, [...found]]));
}
