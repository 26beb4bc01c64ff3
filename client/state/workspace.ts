import { NO_SENTENCE_FILTER, type SentenceFacet } from "../../model/sentence-filter.ts";
import { NOTHING, type Selection } from "../graph/selection.ts";

/** The facets of a filter: kinds of marks, and facets of sentences. */
export const FACETS = [
  "sources",
  "kinds",
  "types",
  "certainties",
  "polarities",
  "documents",
  "days",
] as const satisfies readonly ("kinds" | SentenceFacet)[];
export type Facet = (typeof FACETS)[number];

/** For each facet the disabled values. */
export type Filter = Readonly<Record<Facet, ReadonlySet<string>>>;

export const NO_FILTER: Filter = { kinds: new Set(), ...NO_SENTENCE_FILTER };

/** The number of disabled values. */
export function filterSize(filter: Filter): number {
  return FACETS.reduce((sum, facet) => sum + filter[facet].size, 0);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The state of a reader's picture: everything that is undone, saved and linked. Undo restores the selection at each
 * step; a selection alone is no step.
 */
export interface Workspace {
  readonly mode: "story" | "all";
  /** The marks that `added` extends: first sight, every mark of the view, or none, for the reader's own picture. */
  readonly base: "first-sight" | "whole" | "own";
  /** Marks that a search, an answer or the reader added. */
  readonly added: readonly string[];
  /** Marks that the reader removed. */
  readonly excluded: readonly string[];
  readonly filter: Filter;
  /** Marks that the reader dragged, in shares of the canvas. */
  readonly pinned: ReadonlyMap<string, Point>;
  readonly selection: Selection;
  /** Ids of one voice that is looked at, or of two that are compared. While there are any, nothing else is selected. */
  readonly voices: readonly string[];
}

/** A story's initial state. */
export const NEW_WORKSPACE: Workspace = {
  mode: "story",
  base: "first-sight",
  added: [],
  excluded: [],
  filter: NO_FILTER,
  pinned: new Map(),
  selection: NOTHING,
  voices: [],
};

/** A key of what is selected; a new selection has another one. */
export function selectionKey({ selection, voices }: Workspace): string {
  if (voices.length > 0) return `voices:${voices.join()}`;
  return selection.kind === "marks" ? selection.ids.join() : selection.kind === "line" ? selection.id : "";
}
