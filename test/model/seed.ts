import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readStory, type StoryContent } from "./read-story.ts";
import type { StoryGraph } from "../../model/story.ts";

const FOLDER = join(import.meta.dirname, "../../stories/us-strikes-iraq-2020");

export const seedJson = readFileSync(join(FOLDER, "story.json"), "utf8");
export const seedText = readFileSync(join(FOLDER, "article.txt"), "utf8");

/** Its questions, by the names of their files. */
export const seedQuestions = Object.fromEntries(
  readdirSync(join(FOLDER, "questions"))
    .toSorted()
    .map((name) => [name, readFileSync(join(FOLDER, "questions", name), "utf8")]),
);

/** The seed as it is sent to be loaded. */
export const seedRequest = { story: seedJson, articles: { "article.txt": seedText }, questions: seedQuestions };

/** The seed story, which must read without a problem. */
export function seedContent(): StoryContent {
  const read = readStory(seedJson, seedRequest);
  if (!read.ok || read.refused.length > 0) throw new Error(JSON.stringify(read));
  return read.content;
}

/** The seed as the API gives it. */
export function seedGraph(): StoryGraph {
  return graphOf(seedContent());
}

/** A story as the API gives it. */
export function graphOf({ story, articles, entities, mentions, relations }: StoryContent): StoryGraph {
  const counted: Record<string, { count: number; first: number }> = {};
  for (const { entity, mention } of mentions) {
    const { count = 0, first = mention.start } = counted[entity] ?? {};
    counted[entity] = { count: count + 1, first: Math.min(first, mention.start) };
  }
  const heads = articles.map(({ text, sentences: _, ...head }) => {
    return { ...head, sha256: createHash("sha256").update(text).digest("hex") };
  });
  return {
    story,
    articles: heads,
    entities: [...entities],
    relations: [...relations],
    claims: [],
    versions: [],
    mentions: counted,
  };
}
