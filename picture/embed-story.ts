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
  /** The document's id, and the numbers of the sentences of its text that are quoted. */
  readonly article: string;
  readonly sentences: readonly number[];
  /** What the document copies: "reprinted from Reuters". */
  readonly copied?: string;
  /** Why it is read so, where the text does not say it outright. */
  readonly reason?: string;
  /** Since when it is said, and whether what the document copies still says so. */
  readonly notes?: readonly string[];
}

/** What a document says no more, or a whole report that is held back. */
export interface EmbedChange {
  /** Ids of whom it is about, and of who said it. */
  readonly ends: readonly string[];
  readonly voices: readonly string[];
  /** What was said; empty of a report. */
  readonly text: string;
  /** What became of it. */
  readonly words: string;
  /** The sentences that said it. */
  readonly was: readonly string[];
  /** What its publisher put in its place; empty where nothing was. */
  readonly instead: string;
  readonly document: string;
}

/** One of the sentences on a line, with its receipts. */
export interface EmbedSentence {
  readonly line: string;
  readonly text: string;
  readonly receipts: readonly EmbedReceipt[];
  /** Of its weakest leg. */
  readonly certainty: Certainty;
  /** Ids of who says it: it falls when one of them is switched off. */
  readonly voices: readonly string[];
}

/** A place in the caption of a mark, and the id of who says it. */
export interface EmbedCaption {
  readonly text: string;
  readonly voice: string;
}

export interface FoldedEntity {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Everything an embed shows, and nothing else: it fetches no more. */
export interface EmbedStory {
  readonly title: string;
  /** In words, in the story's language; empty when unknown. */
  readonly date: string;
  readonly language: string;
  /** Of the whole story, for readers who want more. */
  readonly link: string;
  /** How many marks there are, of which `drawing` shows some. */
  readonly of: number;
  readonly drawing: Drawing;
  readonly places: Positions;
  readonly sentences: readonly EmbedSentence[];
  /** The origin of each document, by its id: documents that copy one another have the same. */
  readonly origins: Readonly<Record<string, string>>;
  readonly changes: readonly EmbedChange[];
  /** What the captions of marks say, by the mark's id. */
  readonly captions: Readonly<Record<string, readonly EmbedCaption[]>>;
  /** What is told by lines instead of being a mark, by its id: its name, and the ids of those lines. */
  readonly folded: Readonly<Record<string, FoldedEntity>>;
}
