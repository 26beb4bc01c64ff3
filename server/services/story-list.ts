import type { StorySummary } from "../../contract/browse.ts";
import type { Row } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";

type StoryRow = Row<"read/stories">;
type Figures = Pick<StorySummary, "until" | "articles" | "voices" | "changedAt">;

/** Summarizes stories for a list. */
export interface StoryList {
  /** In the given order. */
  of(rows: readonly StoryRow[]): Promise<StorySummary[]>;
}

/** Caches the counts of each version of a story, because reading all relations takes a while. */
export function storyList(store: Store): StoryList {
  let known = new Map<string, { readonly version: string; readonly figures: Figures }>();
  return {
    async of(rows) {
      const wanted = rows.filter(({ id, version }) => known.get(id)?.version !== version).map(({ id }) => id);
      const counted = new Map(
        (wanted.length === 0 ? [] : await store.read("read/story-figures", { stories: wanted })).map((row) => [
          row.story,
          row,
        ]),
      );
      const listed = rows.map((row) => {
        const { id, title, summary, publishedAt, visibility, version, entities, relations } = row;
        const found = counted.get(id);
        const { until, articles, voices, changedAt } = found ?? known.get(id)?.figures ?? NOTHING;
        const figures = { until, articles, voices, changedAt };
        // Counts during the replacement of a story may mix both states.
        if (found !== undefined && !found.isChanging) known.set(id, { version, figures });
        return { id, title, summary, publishedAt, visibility, entities, relations, ...figures };
      });
      if (known.size > MOST_KNOWN) known = new Map([...known].slice(-rows.length));
      return listed;
    },
  };
}

const NOTHING: Figures = { until: null, articles: 0, voices: 0, changedAt: null };
/** With more than this many cached stories, unloaded ones are dropped. */
const MOST_KNOWN = 10_000;
