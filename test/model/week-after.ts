import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readStory, type StoryContent } from "./read-story.ts";

/** The second story that ships: what was told in the week after the first. */
const FOLDER = join(import.meta.dirname, "../../stories/iraq-week-after-2020");

export const weekAfterFile = "stories/iraq-week-after-2020/story.json";
export const weekAfterJson = readFileSync(join(FOLDER, "story.json"), "utf8");

function filesOf(folder: string, ending: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** The story as it is sent to be loaded. */
export const weekAfterRequest = {
  story: weekAfterJson,
  articles: filesOf(FOLDER, ".txt"),
  questions: filesOf(join(FOLDER, "questions"), ".cypher"),
};

/** The story, which must read without a problem. */
export function weekAfterContent(): StoryContent {
  const read = readStory(weekAfterJson, weekAfterRequest);
  if (!read.ok || read.refused.length > 0) throw new Error(JSON.stringify(read));
  return read.content;
}
