/** From the most to the least certain: the weakest leg of a chain is the last of them. */
export const CERTAINTIES = ["fact", "claimed", "inferred", "planned", "hypothetical", "ambiguous"] as const;

// Without zod, because an embed includes these words and must stay small. The schemas are in certainty-schema.ts.
export type Certainty = (typeof CERTAINTIES)[number];

export const POLARITIES = ["positive", "negative"] as const;

export type LineStyle = "solid" | "dashed" | "dotted";

/** Six words, three line styles; "says not" is added for negative polarity. */
export const CERTAINTY_WORDS: Readonly<Record<Certainty, { readonly word: string; readonly line: LineStyle }>> = {
  fact: { word: "said", line: "solid" },
  claimed: { word: "claimed", line: "dashed" },
  inferred: { word: "read so", line: "dashed" },
  ambiguous: { word: "unclear", line: "dashed" },
  planned: { word: "planned", line: "dotted" },
  hypothetical: { word: "feared or wished", line: "dotted" },
};

/** The certainty of a chain of claims: that of its weakest. */
export function weakest(certainties: readonly Certainty[]): Certainty {
  return certainties.reduce<Certainty>(
    (worst, next) => (CERTAINTIES.indexOf(next) > CERTAINTIES.indexOf(worst) ? next : worst),
    "fact",
  );
}

/** Whether a claim of this certainty must state its reason. */
export function needsReason(certainty: Certainty): boolean {
  return certainty === "inferred" || certainty === "ambiguous";
}
