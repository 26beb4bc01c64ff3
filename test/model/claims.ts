import type { Entity } from "../../model/entity.ts";
import type { Relation } from "../../model/relation.ts";
import { StoryGraph } from "../../model/story.ts";

/** An entity of a graph that a test makes. */
export function entity(id: string, label: Entity["label"], more: Partial<Entity> = {}): Entity {
  return { id, label, name: id, aliases: [], otherNames: [], properties: {}, receipts: [], ...more };
}

/** "ann LEADS guild" as a relation of the article `article`, with whatever else a test says of it. */
export function claim(words: string, more: Partial<Relation> = {}): Relation {
  const [subject = "", type = "", object = ""] = words.split(" ");
  return {
    id: words,
    document: "article",
    subject,
    type,
    object,
    source: "article",
    certainty: "fact",
    polarity: "positive",
    quotes: ["x"],
    starts: [0],
    ends: [1],
    sentences: [0],
    method: "person",
    status: "confirmed",
    qualifiers: {},
    ...more,
  };
}

/** A story of these, with one article or as many as are named. */
export function graphOf(
  entities: readonly Entity[],
  relations: readonly Relation[],
  articles: readonly Record<string, unknown>[] = [{ id: "article", title: "A report" }],
): StoryGraph {
  return StoryGraph.parse({
    story: { id: "any", title: "Any", summary: "", articles: articles.map(({ id }) => id), featured: [] },
    articles: articles.map((article) => ({ publishedAt: "2024-05-01", language: "en", ...article })),
    entities,
    relations,
    mentions: {},
  });
}
