import type { Certainty } from "../model/certainty.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Kind } from "../model/kinds.ts";

/** A mark of the picture. */
export interface DrawnMark {
  readonly id: string;
  readonly kind: Kind;
  /** The text beside it. */
  readonly label: string;
  /** The text below the label when there is space: "Iran · armed force". */
  readonly caption: string;
  /** The number of marks it has lines to, in the whole view; it determines the mark's size. */
  readonly joins: number;
}

/** Sentences that say the same about the same two marks, drawn as one line. */
export interface DrawnLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The lowest certainty of its sentences. */
  readonly certainty: Certainty;
  /** Whether it is negated. */
  readonly negative: boolean;
  /** The number of its sentences. */
  readonly count: number;
  /** Its evidence, where that is more than one document. */
  readonly evidence?: Evidence;
  /** The claim in a few words. */
  readonly words: string;
  /** The claim as a sentence that names both ends; the first one when there are several. */
  readonly text: string;
  /** Whether some of its sentences say the opposite of the others. */
  readonly contradicted: boolean;
  /** Whether it combines claims that no single source makes. */
  readonly composed: boolean;
  /** The ends with an arrowhead. */
  readonly arrows: { readonly from: boolean; readonly to: boolean };
  /** A carrying line: it stands out, with its words, while nothing is highlighted. */
  readonly carries?: true;
  /** How far it bends aside for other lines of the same marks, to the left of its direction; 0 is straight. */
  readonly lane: number;
}

/** What is drawn, most important first: labels without space are left out from the end. */
export interface Drawing {
  readonly marks: readonly DrawnMark[];
  readonly lines: readonly DrawnLine[];
}

/** CSS px. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}
