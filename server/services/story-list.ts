import type { StorySummary } from "../../contract/browse.ts";
import type { Row } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";

type StoryRow = Row<"read/stories">;
type Figures = Pick<StorySummary, "until" | "articles" | "voices" | "changedAt">;

/** Tells of stories what a list of them shows. */
export interface StoryList {
  /** In the order given. */
  of(rows: readonly StoryRow[]): Promise<StorySummary[]>;
}

/** Counts what each story has once for each of its versions: going through the relations of all takes a while. */
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
        // What is counted while a story is being replaced may be some of both.
        if (found !== undefined && !found.isChanging) known.set(id, { version, figures });
        return { id, title, summary, publishedAt, visibility, entities, relations, ...figures };
      });
      if (known.size > MOST_KNOWN) known = new Map([...known].slice(-rows.length));
      return listed;
    },
  };
}

const NOTHING: Figures = { until: null, articles: 0, voices: 0, changedAt: null };
/** Stories that were unloaded are forgotten when there are so many. */
const MOST_KNOWN = 10_000;
