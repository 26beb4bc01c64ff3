import type { StorySummary } from "../../contract/browse.ts";
import { foldName } from "../../model/names.ts";

/** From this many stories on, the list has a filter field. */
export const FILTER_FROM = 8;

/** Filters stories: each typed word must begin a word of the title, summary or id. */
export function filterStories(stories: readonly StorySummary[], typed: string): readonly StorySummary[] {
  const wanted = foldName(typed).split(" ").filter(Boolean);
  if (wanted.length === 0) return stories;
  return stories.filter(({ id, title, summary }) => {
    const words = foldName(`${title} ${summary} ${id}`).split(" ");
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}
