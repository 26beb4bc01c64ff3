import type { Origins } from "./origins.ts";
import type { Relation } from "./relation.ts";

/** How well something is supported. Documents that copy one another are one origin: ten reprints are one source. */
export interface Evidence {
  /** Distinct sentences of the texts, however many relations quote them. */
  readonly sentences: number;
  readonly documents: number;
  readonly origins: number;
}

/** A document and the numbers of its quoted sentences; a row of a dataset has none. */
export interface QuotedSentences {
  readonly document: Relation["document"];
  readonly sentences: readonly number[];
}

/** Counts the evidence of quoted sentences. A document without an origin is its own. */
export function countEvidence(quoted: readonly QuotedSentences[], origins: Origins): Evidence {
  const byDocument = new Map<string, Set<number>>();
  for (const { document, sentences } of quoted) {
    const numbers = byDocument.get(document) ?? new Set();
    for (const sentence of sentences) numbers.add(sentence);
    byDocument.set(document, numbers);
  }
  return {
    sentences: [...byDocument.values()].reduce((sum, { size }) => sum + size, 0),
    documents: byDocument.size,
    origins: new Set([...byDocument.keys()].map((document) => origins.get(document) ?? document)).size,
  };
}

/** "3 sentences, 2 documents, 1 origin"; only the sentences for one document, and empty for none. */
export function evidenceWords(evidence: Evidence): string {
  const { sentences } = evidence;
  return [sentences === 0 ? "" : counted(sentences, "sentence"), documentWords(evidence)]
    .filter((words) => words !== "")
    .join(", ");
}

/** "2 documents, 1 origin"; empty for a single document. */
export function documentWords({ documents, origins }: Evidence): string {
  return documents < 2 ? "" : `${counted(documents, "document")}, ${counted(origins, "origin")}`;
}

/** The evidence as an optional field that is set only for more than one document. */
export function ofSeveral(evidence: Evidence): { readonly evidence?: Evidence } {
  return evidence.documents > 1 ? { evidence } : {};
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
