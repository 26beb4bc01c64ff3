import type { Kind } from "../model/kinds.ts";

export type Theme = "light" | "dark";

/** Every colour of the picture, as #rrggbb. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  /** Captions, words on lines, the legend. */
  readonly faint: string;
  readonly hairline: string;
  /** Lines between marks, without a highlight. */
  readonly line: string;
  /** The selection only. */
  readonly accent: string;
  readonly kinds: Readonly<Record<Kind, string>>;
}

/**
 * One hue per kind, the same on both backgrounds. Found by search from Okabe and Ito's set: each has a contrast of 3:1
 * on either background, and all are distinguishable without red, green or blue cones (test/picture/palette.test.ts
 * calculates it).
 */
const HUES = {
  Person: "#ba4200",
  ArmedForce: "#1f59f0",
  Organization: "#1e99a9",
  Group: "#d96e7e",
  Country: "#0d7360",
  Place: "#8e9219",
  Facility: "#996e4a",
  Object: "#7986e7",
  Document: "#77599b",
  Statement: "#6e7480",
} as const;

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: "#fffefb",
    ink: "#1d1c1a",
    faint: "#5f5c56",
    hairline: "#dcd8d0",
    line: "#aaa59c",
    accent: "#a3123f",
    kinds: { ...HUES, Event: "#2b2a28" },
  },
  dark: {
    paper: "#15181c",
    ink: "#ece9e2",
    faint: "#a5a39d",
    hairline: "#33383f",
    line: "#646a73",
    accent: "#ff8fa6",
    kinds: { ...HUES, Event: "#e4e0d8" },
  },
};

/** `colour` with the opacity `share` over `paper`. Both are #rrggbb. */
export function fade(colour: string, paper: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const [over, under] = [Number.parseInt(colour.slice(at, at + 2), 16), Number.parseInt(paper.slice(at, at + 2), 16)];
    return Math.round(over * share + under * (1 - share))
      .toString(16)
      .padStart(2, "0");
  });
  return `#${mixed.join("")}`;
}
