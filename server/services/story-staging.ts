import type { PropertyRow, StagedRow } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import { batchSteps, inOrder, type Steps } from "./story-difference.ts";
import type { StoryRows } from "./story-rows.ts";

/** With more changed records than this, one transaction may not have enough memory. */
export const STAGED_ABOVE = 20_000;

export interface StoryReplacement {
  /** A separate, invisible transaction each. */
  readonly staging: Steps;
  /** All in one transaction: hides the old records, and shows the staged ones. */
  readonly swap: Steps;
}

/**
 * Replaces a story by a whole new one. Relationships have no labels that could hide them, so they are written between
 * hidden nodes: the whole story is written again, including unchanged records. Then only nodes change their labels.
 */
export function storyReplacement(stored: StoryRows, wanted: StoryRows, entry: WriteStep): StoryReplacement {
  const { story } = wanted;
  const staged = ({ id, properties }: PropertyRow, stagedLabels: readonly string[]): StagedRow => {
    // A pattern with {story: $story} must not match it, whatever the label.
    const { story: ofStory, ...own } = properties;
    return { id, properties: { ...own, ofStory: String(ofStory), stagedLabels } };
  };
  const articles = wanted.articles.map((row) => staged(row, ["Article"]));
  const entities = wanted.entities.map((row) => staged(row, ["Entity", row.label]));
  const isReplacement = articles.length + entities.length > 0;
  const drop: WriteStep = { name: "write/drop-nodes", parameters: { story, limit: EVERY_NODE, isReplacement } };
  const last: WriteStep = { name: "write/merge-story", parameters: { story, properties: wanted.properties } };
  return {
    staging: inOrder([
      batchSteps("write/stage-nodes", story, articles),
      batchSteps("write/stage-nodes", story, entities),
      batchSteps("write/stage-mentions", story, wanted.mentions),
      batchSteps("write/stage-relations", story, wanted.relations),
    ]),
    swap: inOrder([
      { steps: [drop, { name: "write/publish-staged", parameters: { story } }], count: 2 },
      batchSteps("write/merge-questions", story, wanted.questions),
      batchSteps("write/merge-claims", story, wanted.claims),
      batchSteps(
        "write/remove-versions",
        story,
        Array.from(stored.versions, ({ properties }) => ({
          article: properties["article"],
          number: properties["number"],
        })),
      ),
      batchSteps("write/merge-versions", story, wanted.versions),
      { steps: [entry, last], count: 2 },
    ]),
  };
}

/** Hides a whole story in one transaction; it is deleted afterwards. */
export function storyRemoval(story: string): readonly WriteStep[] {
  return [
    { name: "write/drop-nodes", parameters: { story, limit: EVERY_NODE, isReplacement: false } },
    { name: "write/remove-story", parameters: { story } },
  ];
}

const EVERY_NODE = 1_000_000_000;
