import type { Visibility } from "../../contract/browse.ts";
import type { VersionKind } from "../../model/article-version.ts";
import type { Properties } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import type { StoredList } from "./stored-story.ts";
import { storedProperties } from "./rows.ts";

/** What was done to a story. */
export type ChangeKind = "load" | "correction" | "decision" | "rename" | "visibility" | "revert" | "erasure";

/** Who changed a story, when and why. */
export interface ChangeHead {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Whoever gave a name, else the program. */
  readonly who: string;
  readonly what: ChangeKind;
  readonly why?: string | undefined;
  /** Of a correction: what its publisher did. */
  readonly kind?: VersionKind | undefined;
  /** Of the text of a correction. */
  readonly sha256?: string | undefined;
  /** The change that is taken back. */
  readonly reverted?: number | undefined;
  /** The thing that a person decided about. */
  readonly subject?: string | undefined;
  /** Of a change of visibility: who may see the story from then on. */
  readonly visibility?: Visibility | undefined;
}

/** A record before and behind a change; null where it was not, or is not there. Texts of articles stand for their sha256. */
export interface ChangeItem {
  readonly list: StoredList | "story" | "visibility";
  readonly key: string;
  readonly before: object | null;
  readonly after: object | null;
}

export interface ChangeCounts {
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
}

/** Items of one part: a property of a node. */
const PART = 1_000;

export interface ChangeWrite {
  readonly story: string;
  readonly number: number;
  readonly head: ChangeHead;
  readonly counts: ChangeCounts;
  /** Nothing of a first load, or of more than is held back for taking it back. */
  readonly items: readonly ChangeItem[] | null;
}

/** The write that enters a change into the ledger of its story. */
export function changeStep({ story, number, head, counts, items }: ChangeWrite): WriteStep {
  const parts = partsOf(items ?? []);
  const { created, changed, removed } = counts;
  const properties: Properties = storedProperties({
    story,
    number,
    ...head,
    created,
    changed,
    removed,
    isKept: items !== null,
  });
  return { name: "write/merge-change", parameters: { story, number, properties, parts } };
}

/** Items as they are stored. */
export function partsOf(items: readonly ChangeItem[]): { readonly part: number; readonly items: string }[] {
  return Array.from({ length: Math.ceil(items.length / PART) }, (_, part) => ({
    part,
    items: JSON.stringify(items.slice(part * PART, (part + 1) * PART)),
  }));
}

/** How the JSON of items names a thing by its id. A text that holds the same has its quotes escaped. */
export function itemKey(id: string): string {
  return `"key":${JSON.stringify(id)}`;
}

/** A record as the ledger has it: a text is known by its sha256, and kept among the versions or nowhere. */
export function ledgerRecord(list: StoredList, record: object | undefined): object | null {
  if (record === undefined) return null;
  if (list !== "articles" && list !== "versions") return record;
  const { properties, ...rest } = record as { readonly properties: Properties };
  const { text: _, sentenceStarts, sentenceEnds, quotedNumbers, quotedTexts, ...own } = properties;
  return { ...rest, properties: own };
}

/** What of a story's own record a change may have set: who may see it has a record of its own, and counts follow. */
export function storyRecord(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !KEPT_APART.has(name)));
}

/** Who may see a story, as the ledger has it. */
export function visibilityRecord({ visibility }: Properties): Properties {
  return storedProperties({ visibility });
}

/** The story's own record with what a change may have set as it was. */
export function withStoryRecord(properties: Properties, before: object | null): Properties {
  return { ...Object.fromEntries(Object.entries(properties).filter(([name]) => KEPT_APART.has(name))), ...before };
}

const KEPT_APART: ReadonlySet<string> = new Set([
  "visibility",
  "version",
  "changes",
  "entityCount",
  "relationCount",
  "mentionCount",
  "publishedAt",
  "earlierTexts",
]);
