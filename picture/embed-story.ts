import type { Certainty } from "../model/certainty.ts";
import type { QuotePart } from "../model/receipt.ts";
import type { Drawing } from "./drawing.ts";
import type { Positions } from "./positions.ts";

/** A receipt as an embed shows it: the sentence, then speaker · certainty · document, date. */
export interface EmbedReceipt {
  readonly parts: readonly QuotePart[];
  readonly speaker: string;
  readonly certainty: string;
  readonly document: string;
  readonly date: string;
  /** The document's id, and the numbers of its quoted sentences. */
  readonly article: string;
  readonly sentences: readonly number[];
  /** What the document copies: "reprinted from Reuters". */
  readonly copied?: string;
  /** Why it is read this way, where the text does not say it explicitly. */
  readonly reason?: string;
  /** Since when it is said, and whether the copied document still says it. */
  readonly notes?: readonly string[];
}

/** A claim that a document no longer makes, or a whole report that is held back. */
export interface EmbedChange {
  /** Ids of the entities it is about, and of who said it. */
  readonly ends: readonly string[];
  readonly voices: readonly string[];
  /** The former claim; empty for a report. */
  readonly text: string;
  /** What happened to it. */
  readonly words: string;
  /** The former sentences. */
  readonly was: readonly string[];
  /** The publisher's replacement; empty where there is none. */
  readonly instead: string;
  readonly document: string;
}

/** One of the sentences on a line, with its receipts. */
export interface EmbedSentence {
  readonly line: string;
  readonly text: string;
  readonly receipts: readonly EmbedReceipt[];
  /** The lowest certainty of its relations. */
  readonly certainty: Certainty;
  /** Ids of its sources: the sentence is hidden when one of them is disabled. */
  readonly voices: readonly string[];
}

/** A part of a mark's caption, and the id of its source. */
export interface EmbedCaption {
  readonly text: string;
  readonly voice: string;
}

export interface FoldedEntity {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Everything an embed shows; it fetches nothing else. */
export interface EmbedStory {
  readonly title: string;
  /** A date in words, in the story's language; empty when unknown. */
  readonly date: string;
  readonly language: string;
  /** Links to the whole story. */
  readonly link: string;
  /** The number of all marks; `drawing` shows some of them. */
  readonly of: number;
  readonly drawing: Drawing;
  readonly places: Positions;
  readonly sentences: readonly EmbedSentence[];
  /** The origin of each document by its id; documents that copy one another share one. */
  readonly origins: Readonly<Record<string, string>>;
  readonly changes: readonly EmbedChange[];
  /** The captions of marks, by the mark's id. */
  readonly captions: Readonly<Record<string, readonly EmbedCaption[]>>;
  /** Entities that are drawn as lines instead of marks, by id: their name, and the ids of those lines. */
  readonly folded: Readonly<Record<string, FoldedEntity>>;
}
