import { clustersOf } from "../../model/clusters.ts";
import type { StoryContent } from "../model/read-story.ts";
import { storyDifference } from "../../server/services/story-difference.ts";
import { rowsOf } from "../../server/services/story-rows.ts";
import { firstStory } from "../../server/services/merged-story.ts";
import type { WriteStep } from "../../server/store/store.ts";

const FIRST_CHANGE = { at: "2026-01-01T00:00:00.000Z", who: "a test", what: "load" } as const;

/** The writes that bring a story into a store that has nothing of it. */
export function firstSteps(content: StoryContent): readonly WriteStep[] {
  const rows = rowsOf(firstStory(content), { visibility: "public", clusters: clustersOf([]), changes: 1 });
  return [...storyDifference(null, rows).writes(FIRST_CHANGE).steps];
}
