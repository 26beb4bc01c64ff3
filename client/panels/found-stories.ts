import type { StorySummary } from "../../contract/browse.ts";
import { foldName } from "../../model/names.ts";

/** From so many stories on there is a field to find one by its title. */
export const FILTERED_FROM = 8;

/** Stories whose title, summary or id has each of the words that were typed, or begins a word of it. */
export function foundStories(stories: readonly StorySummary[], typed: string): readonly StorySummary[] {
  const wanted = foldName(typed).split(" ").filter(Boolean);
  if (wanted.length === 0) return stories;
  return stories.filter(({ id, title, summary }) => {
    const words = foldName(`${title} ${summary} ${id}`).split(" ");
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}
