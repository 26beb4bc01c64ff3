import { readFileSync } from "node:fs";
import { StoryFile } from "../../model/story-file.ts";
import type { DrawnLine, Drawing } from "../../picture/drawing.ts";

/** The seed story's best-joined things, as many as are asked for, with one line for every pair that is joined. */
export function storyDrawing(most: number): Drawing {
  const address = new URL("../../stories/us-strikes-iraq-2020/story.json", import.meta.url);
  const { entities, relations } = StoryFile.parse(JSON.parse(readFileSync(address, "utf8")));
  const joins = new Map<string, number>();
  for (const { subject, object } of relations) {
    for (const id of [subject, object]) joins.set(id, (joins.get(id) ?? 0) + 1);
  }
  const marks = entities
    .map(({ id, label, name, short, kind }) => ({
      id,
      kind: label,
      label: short ?? name,
      caption: kind?.replaceAll("-", " ") ?? "",
      joins: joins.get(id) ?? 0,
    }))
    .toSorted((one, other) => other.joins - one.joins)
    .slice(0, most);
  const drawn = new Set(marks.map(({ id }) => id));
  const lines = new Map<string, DrawnLine>();
  for (const { key, subject, object, type, certainty, polarity } of relations) {
    if (!drawn.has(subject) || !drawn.has(object) || subject === object) continue;
    const pair = [subject, object].toSorted().join(" ");
    const before = lines.get(pair);
    lines.set(pair, {
      id: before?.id ?? key,
      from: before?.from ?? subject,
      to: before?.to ?? object,
      certainty: before?.certainty ?? certainty,
      negative: polarity === "negative",
      count: (before?.count ?? 0) + 1,
      words: type.toLowerCase().replaceAll("_", " "),
      contradicted: false,
      composed: false,
      arrows: { from: false, to: true },
    });
  }
  return { marks, lines: [...lines.values()] };
}
