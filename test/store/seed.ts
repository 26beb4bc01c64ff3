import { clustersOf } from "../../model/clusters.ts";
import type { StoryContent } from "../model/read-story.ts";
import { storyDifference } from "../../server/services/story-difference.ts";
import { rowsOf } from "../../server/services/story-rows.ts";
import type { WriteStep } from "../../server/store/store.ts";

/** The writes that bring a story into a store that has nothing of it. */
export function firstSteps(content: StoryContent): readonly WriteStep[] {
  return [...storyDifference(null, rowsOf(content, { visibility: "public", clusters: clustersOf([]) })).writes().steps];
}
