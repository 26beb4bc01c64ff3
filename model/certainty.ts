import { z } from "zod";

/** From the surest to the least sure: the weakest leg of a chain is the one furthest down. */
export const CERTAINTIES = ["fact", "claimed", "inferred", "planned", "hypothetical", "ambiguous"] as const;

// Pure: a page that needs the words alone is built without zod.
export const Certainty = /* @__PURE__ */ z.enum(CERTAINTIES);
export type Certainty = z.infer<typeof Certainty>;

export const Polarity = /* @__PURE__ */ z.enum(["positive", "negative"]);
export type Polarity = z.infer<typeof Polarity>;

export type LineStyle = "solid" | "dashed" | "dotted";

/** Six words, three lines; "says not" is added for negative polarity. */
export const CERTAINTY_WORDS: Readonly<Record<Certainty, { readonly word: string; readonly line: LineStyle }>> = {
  fact: { word: "said", line: "solid" },
  claimed: { word: "claimed", line: "dashed" },
  inferred: { word: "read so", line: "dashed" },
  ambiguous: { word: "unclear", line: "dashed" },
  planned: { word: "planned", line: "dotted" },
  hypothetical: { word: "feared or wished", line: "dotted" },
};

/** What a chain of claims is worth: its weakest. */
export function weakest(certainties: readonly Certainty[]): Certainty {
  return certainties.reduce<Certainty>(
    (worst, next) => (CERTAINTIES.indexOf(next) > CERTAINTIES.indexOf(worst) ? next : worst),
    "fact",
  );
}

/** Those that must say why they are read so. */
export function needsReason(certainty: Certainty): boolean {
  return certainty === "inferred" || certainty === "ambiguous";
}
