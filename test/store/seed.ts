import { readFileSync } from "node:fs";
import { readStory } from "../../model/check-story.ts";
import type { StoryContent } from "../../model/story-file.ts";

const FOLDER = new URL("../../stories/us-strikes-iraq-2020/", import.meta.url);

/** The story that comes with the product, checked. */
export function seedStory(): StoryContent {
  const read = (file: string) => readFileSync(new URL(file, FOLDER), "utf8");
  const checked = readStory(read("story.json"), { "article.txt": read("article.txt") });
  if (!checked.ok) throw new Error(`The seed story is refused: ${JSON.stringify(checked.problems.slice(0, 3))}`);
  return checked.content;
}
