import type { Kind } from "../model/kinds.ts";

/** A glyph as SVG path data in a box of 24 by 24 around (12, 12), fill rule even-odd. */
export interface Glyph {
  /** Filled with the kind's hue. */
  readonly outline: string;
  /** Cut out of it in the background colour; empty when the outline suffices. */
  readonly sign: string;
}

export const GLYPH_BOX = 24;

const DISC = "M0 12a12 12 0 1 0 24 0a12 12 0 1 0 -24 0Z";
const DIAMOND = "M12 -1.5L25.5 12L12 25.5L-1.5 12Z";
const BUBBLE = "M4 2h16a4 4 0 0 1 4 4v8a4 4 0 0 1 -4 4h-7l-5 5.5v-5.5h-4a4 4 0 0 1 -4 -4v-8a4 4 0 0 1 4 -4Z";

const GLYPHS: Readonly<Record<Kind, Glyph>> = {
  Person: {
    outline: DISC,
    sign: "M12 4.6a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0 -7ZM5.2 18.6c0 -3.6 2.8 -5.6 6.8 -5.6s6.8 2 6.8 5.6Z",
  },
  ArmedForce: {
    outline: DISC,
    sign: "M5.5 10.4l6.5 -4.9l6.5 4.9v3.3l-6.5 -4.9l-6.5 4.9ZM5.5 16.2l6.5 -4.9l6.5 4.9v3.3l-6.5 -4.9l-6.5 4.9Z",
  },
  Organization: {
    outline: DISC,
    sign: "M12 4l7.2 4.2v1.6h-14.4v-1.6ZM6.3 11h2.4v5.2h-2.4ZM10.8 11h2.4v5.2h-2.4ZM15.3 11h2.4v5.2h-2.4ZM4.8 17.3h14.4v2h-14.4Z",
  },
  Group: {
    outline: DISC,
    sign: "M12 4.4a2.9 2.9 0 1 0 0 5.8a2.9 2.9 0 1 0 0 -5.8ZM7.4 12a2.9 2.9 0 1 0 0 5.8a2.9 2.9 0 1 0 0 -5.8ZM16.6 12a2.9 2.9 0 1 0 0 5.8a2.9 2.9 0 1 0 0 -5.8Z",
  },
  Country: { outline: DISC, sign: "M6.6 4.4h2v15.2h-2ZM9.6 5h9.2l-2.4 3.6l2.4 3.6h-9.2Z" },
  Place: {
    outline: DISC,
    sign: "M12 3.8c-3.3 0 -5.7 2.4 -5.7 5.5c0 4 5.7 10.7 5.7 10.7s5.7 -6.7 5.7 -10.7c0 -3.1 -2.4 -5.5 -5.7 -5.5ZM12 7.1a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 1 1 0 -4.4Z",
  },
  Facility: { outline: DISC, sign: "M5.8 5h7.4v14h-7.4ZM8 7.4v2h3v-2ZM8 11.6v2h3v-2ZM14.4 9.4h4v9.6h-4Z" },
  Object: { outline: DISC, sign: "M6 6h12v12h-12ZM9.2 9.2v5.6h5.6v-5.6Z" },
  Document: { outline: DISC, sign: "M6.8 4.4h6.8l3.8 3.8v11.4h-10.6ZM9 10v1.6h6.2v-1.6ZM9 13.6v1.6h6.2v-1.6Z" },
  Event: { outline: DIAMOND, sign: "" },
  Statement: { outline: BUBBLE, sign: "M5 6.4h14v2h-14ZM5 11h9v2h-9Z" },
};

/** The glyph of a kind, which identifies it together with its hue. */
export function glyphOf(kind: Kind): Glyph {
  return GLYPHS[kind];
}

const LEAST = 7.5;
const MOST = 15;

/**
 * The radius of a mark in CSS px: grows with the square root of its joins, up to twice the minimum. Crowded pictures
 * (over 60 marks) have smaller marks.
 */
export function markRadius(joins: number, mostJoins: number, marks: number): number {
  const share = mostJoins === 0 ? 0 : Math.sqrt(joins / mostJoins);
  const crowd = marks <= 60 ? 1 : Math.max(0.3, Math.sqrt(60 / marks));
  return (LEAST + (MOST - LEAST) * share) * crowd;
}
