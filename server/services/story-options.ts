import type { StorySummary, Visibility } from "../../contract/browse.ts";
import { prunedVersion, type EarlierTexts } from "../../model/article-version.ts";
import type { Properties } from "../store/catalogue.ts";
import type { Store, WriteStep } from "../store/store.ts";
import { eraseAndCompact } from "./erasure.ts";
import { changeStep, storyRecord, visibilityRecord, type ChangeHead, type ChangeWrite } from "./ledger.ts";
import { storedProperties, versionFrom, versionRow } from "./rows.ts";
import { locked, noStory, type Context } from "./story-change.ts";
import { batchSteps } from "./story-difference.ts";
import { storyList } from "./story-list.ts";
import { numberedVersion, type EditedOfStory } from "./story-rows.ts";
import { visibleStories } from "./visibility.ts";

/** The options of a story that a person sets. */
export interface StoryOptions {
  readonly visibility?: Visibility | undefined;
  /** Replaces the title of later loads of the story's file. */
  readonly title?: string | undefined;
  /** How much is kept of replaced texts; anything more that is stored is removed at once. */
  readonly earlierTexts?: EarlierTexts | undefined;
}

/** @throws Failure story/not-found, load/busy */
export async function setOptions(context: Context, story: string, options: StoryOptions): Promise<StorySummary> {
  const set = () => withOptions(context, story, options);
  // Removed replaced texts must also disappear from the store's files.
  const isErasure = options.earlierTexts !== undefined && options.earlierTexts !== "whole";
  return isErasure ? (await eraseAndCompact(context.store, set)).result : set();
}

async function withOptions(context: Context, story: string, wanted: StoryOptions): Promise<StorySummary> {
  const { store, program: who } = context;
  const { title, ...options } = wanted;
  return locked(context, { story, work: "changed" }, async (lock) => {
    const [found] = await store.read("read/story", { story });
    if (found === undefined) throw noStory(story);
    const { properties } = found;
    const changes = [
      renaming(properties, title),
      visibilityChange(properties, options),
      await pruning(store, story, options),
    ].filter((one) => one !== null);
    const first = Number(properties["changes"] ?? 1) + 1;
    const head = { at: new Date().toISOString(), who };
    await lock.write([
      { name: "write/set-story-options", parameters: { story, options: storedProperties({ ...options }) } },
      ...changes.flatMap(({ steps, ...change }, at) => [
        ...steps,
        changeStep({ story, number: first + at, ...change, head: { ...head, ...change.head } }),
      ]),
      ...(changes.length === 0 ? [] : [storyStep(properties, { options, changes })]),
    ]);
    const row = (await visibleStories(store, "owner")).find(({ id }) => id === story);
    const [listed] = await storyList(store).of(row === undefined ? [] : [row]);
    if (listed === undefined) throw noStory(story);
    return listed;
  });
}

/** A change of a story's options, in ledger form. */
interface OptionChange extends Omit<ChangeWrite, "story" | "number" | "head"> {
  readonly head: Pick<ChangeHead, "what" | "why" | "visibility">;
  /** The writes besides the ledger entry. */
  readonly steps: readonly WriteStep[];
  /** The properties that it sets on the story's own record. */
  readonly properties: Properties;
}

/** The story's own record after some changes. */
function storyStep(
  before: Properties,
  { options, changes }: { readonly options: StoryOptions; readonly changes: readonly OptionChange[] },
): WriteStep {
  const count = Number(before["changes"] ?? 1) + changes.length;
  const properties = {
    ...changes.reduce((own, change) => ({ ...own, ...change.properties }), before),
    ...storedProperties({ ...options }),
    version: numberedVersion(String(before["version"]), count),
    changes: count,
  };
  return { name: "write/merge-story", parameters: { story: String(before["id"]), properties } };
}

/** The change of a story's title; null where the title is the same. */
function renaming(stored: Properties, title: string | undefined): OptionChange | null {
  if (title === undefined || title === stored["title"]) return null;
  const properties = { title, edited: ["title"] satisfies EditedOfStory };
  const before = storyRecord(stored);
  return {
    head: { what: "rename" },
    counts: { created: 0, changed: 0, removed: 0 },
    items: [{ list: "story", key: String(stored["id"]), before, after: { ...before, ...properties } }],
    steps: [],
    properties,
  };
}

/** The change of a story's visibility; null where it is the same. */
function visibilityChange(stored: Properties, { visibility }: StoryOptions): OptionChange | null {
  if (visibility === undefined || visibility === stored["visibility"]) return null;
  const properties = { visibility };
  return {
    head: { what: "visibility", visibility },
    counts: { created: 0, changed: 0, removed: 0 },
    items: [
      {
        list: "visibility",
        key: String(stored["id"]),
        before: visibilityRecord(stored),
        after: visibilityRecord(properties),
      },
    ],
    steps: [],
    properties,
  };
}

/** The change that prunes replaced texts; null where there is nothing to prune. */
async function pruning(store: Store, story: string, { earlierTexts }: StoryOptions): Promise<OptionChange | null> {
  if (earlierTexts === undefined) return null;
  const versions = await store.read("read/story-versions", { story });
  const whole = versions.map(({ properties }) => versionFrom(properties));
  const pruned = whole
    .map((version) => prunedVersion(version, earlierTexts))
    .filter((version, at) => version !== whole[at]);
  if (pruned.length === 0) return null;
  const rows = pruned.map((one) => versionRow(story, one));
  return {
    head: { what: "erasure", why: `earlier texts: ${earlierTexts}` },
    counts: { created: 0, changed: pruned.length, removed: 0 },
    items: null,
    steps: [...batchSteps("write/merge-versions", story, rows).steps],
    properties: {},
  };
}
