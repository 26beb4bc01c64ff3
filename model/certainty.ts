/** From the surest to the least sure: the weakest leg of a chain is the one furthest down. */
export const CERTAINTIES = ["fact", "claimed", "inferred", "planned", "hypothetical", "ambiguous"] as const;

// The words stand without zod: an embed carries them and must stay light. The schemas are in certainty-schema.ts.
export type Certainty = (typeof CERTAINTIES)[number];

export const POLARITIES = ["positive", "negative"] as const;

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
