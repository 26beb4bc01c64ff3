import type { Certainty } from "../model/certainty.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Kind } from "../model/kinds.ts";

/** A thing that stands in the picture. */
export interface DrawnMark {
  readonly id: string;
  readonly kind: Kind;
  /** What stands beside it. */
  readonly label: string;
  /** What stands under the label when there is room: "Iran · armed force". */
  readonly caption: string;
  /** Marks that lines join it to, in the whole view: the mark's size. */
  readonly joins: number;
}

/** Sentences that say the same of the same two marks, as one line. */
export interface DrawnLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Of the weakest leg of what it holds. */
  readonly certainty: Certainty;
  /** It says that it is not so. */
  readonly negative: boolean;
  /** Sentences it holds. */
  readonly count: number;
  /** What it rests on, where that is more than one document. */
  readonly evidence?: Evidence;
  /** What it says, in a few words. */
  readonly words: string;
  /** What it says, as a sentence that names both ends; of several, the first. */
  readonly text: string;
  /** Some of it says the opposite of the rest. */
  readonly contradicted: boolean;
  /** Put together from what no single voice says. */
  readonly composed: boolean;
  /** At which ends an arrow head stands. */
  readonly arrows: { readonly from: boolean; readonly to: boolean };
  /** It stands out, with its words, while nothing is highlighted. */
  readonly carries?: true;
  /** How far it bends aside for other lines of the same marks, to the left of its way; 0 is straight. */
  readonly lane: number;
}

/** What is drawn, most important first: labels that have no room are left out from the end. */
export interface Drawing {
  readonly marks: readonly DrawnMark[];
  readonly lines: readonly DrawnLine[];
}

/** CSS px. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}
