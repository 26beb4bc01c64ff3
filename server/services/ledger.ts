import type { Visibility } from "../../contract/browse.ts";
import type { VersionKind } from "../../model/article-version.ts";
import type { Properties } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import type { StoredList } from "./stored-story.ts";
import { storedProperties } from "./rows.ts";

/** The kinds of changes of a story. */
export type ChangeKind = "load" | "correction" | "decision" | "rename" | "visibility" | "view" | "revert" | "erasure";

/** Who changed a story, when and why. */
export interface ChangeHead {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The given name, else the program. */
  readonly who: string;
  readonly what: ChangeKind;
  readonly why?: string | undefined;
  /** For a correction: what its publisher did. */
  readonly kind?: VersionKind | undefined;
  /** The hash of a correction's text. */
  readonly sha256?: string | undefined;
  /** The reverted change. */
  readonly reverted?: number | undefined;
  /** The record that a person decided about. */
  readonly subject?: string | undefined;
  /** For a change of visibility: the new one. */
  readonly visibility?: Visibility | undefined;
}

/**
 * A record before and after a change; null where it did not or does not exist. Texts of articles are replaced by their
 * sha256.
 */
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

/** Items of one part, which is a property of a node. */
const PART = 1_000;

export interface ChangeWrite {
  readonly story: string;
  readonly number: number;
  readonly head: ChangeHead;
  readonly counts: ChangeCounts;
  /** null for a first load, or for more than is kept for a revert. */
  readonly items: readonly ChangeItem[] | null;
}

/** The write that adds a change to the ledger of its story. */
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

/** Items in their stored form. */
export function partsOf(items: readonly ChangeItem[]): { readonly part: number; readonly items: string }[] {
  return Array.from({ length: Math.ceil(items.length / PART) }, (_, part) => ({
    part,
    items: JSON.stringify(items.slice(part * PART, (part + 1) * PART)),
  }));
}

/** The JSON of a record's id as items contain it. A text with the same characters has its quotes escaped. */
export function itemKey(id: string): string {
  return `"key":${JSON.stringify(id)}`;
}

/** A record in its ledger form: a text is represented by its sha256, and stored only among the versions. */
export function ledgerRecord(list: StoredList, record: object | undefined): object | null {
  if (record === undefined) return null;
  if (list !== "articles" && list !== "versions") return record;
  const { properties, ...rest } = record as { readonly properties: Properties };
  const { text: _, sentenceStarts, sentenceEnds, quotedNumbers, quotedTexts, ...own } = properties;
  return { ...rest, properties: own };
}

/** The story's own properties that a change may set. Visibility is a separate record, and counts are derived. */
export function storyRecord(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !KEPT_APART.has(name)));
}

/** The visibility of a story in its ledger form. */
export function visibilityRecord({ visibility }: Properties): Properties {
  return storedProperties({ visibility });
}

/** The story's own record with its former properties restored. */
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
