import { useSyncExternalStore } from "react";
import type { StoryTexts, TextCache } from "../api/story-texts.ts";

/** A story's articles and mentions as they have come: another object whenever more has. */
export function useTexts(cache: TextCache): StoryTexts {
  return useSyncExternalStore(cache.subscribe, cache.snapshot);
}
