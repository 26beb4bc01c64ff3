import { countEvidence, type Evidence } from "../model/evidence.ts";
import type { EmbedSentence, EmbedStory } from "./embed-story.ts";

/** The evidence of some sentences of an embed. */
export function embedEvidence(sentences: readonly EmbedSentence[], { origins }: Pick<EmbedStory, "origins">): Evidence {
  const quoted = sentences.flatMap(({ receipts }) =>
    receipts.map((receipt) => ({ document: receipt.article, sentences: receipt.sentences })),
  );
  return countEvidence(quoted, new Map(Object.entries(origins)));
}
