import { needsReason, weakest } from "./certainty.ts";
import { receiptParts, type QuotePart, type ReceiptText } from "./receipt.ts";
import type { Relation } from "./relation.ts";

/** One quoted sentence that supports a claim, with all legs of the claim that quote it. */
export interface ClaimReceipt {
  readonly parts: readonly QuotePart[];
  readonly document: string;
  /** Half-open spans in code points of the document's text. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  /** Numbers of the quoted sentences, each once; exactly one where the text may be shown. */
  readonly sentences: readonly number[];
  readonly relations: readonly string[];
  /** Ids of its sources. */
  readonly sources: readonly string[];
  /** The lowest certainty of the legs that quote it. */
  readonly certainty: Relation["certainty"];
  readonly polarity: Relation["polarity"];
  /** Why it is read this way, each reason once. */
  readonly reasons: readonly string[];
}

interface Quoted {
  readonly relation: Relation;
  readonly at: number;
}

/** The receipts of a claim; a sentence that several of its legs quote is listed once. */
export function claimReceipts(
  legs: readonly Relation[],
  textOf: (document: string) => ReceiptText | null,
): ClaimReceipt[] {
  const quotes = new Map<string, Quoted[]>();
  const add = (key: unknown[], quoted: Quoted) => {
    const text = JSON.stringify(key);
    quotes.set(text, [...(quotes.get(text) ?? []), quoted]);
  };
  for (const relation of legs) {
    const { document, sentences } = relation;
    const hasText = (textOf(document)?.text ?? "") !== "";
    // A row of a dataset has no quotes but is a receipt too.
    if (relation.quotes.length === 0) add([document, relation.id, null], { relation, at: 0 });
    // Where the text may not be shown, each quote is a receipt of its own.
    relation.quotes.forEach((quote, at) => {
      add([document, hasText ? (sentences[at] ?? 0) : quote], { relation, at });
    });
  }
  return [...quotes.values()].flatMap((quoted) => {
    const relations = [...new Set(quoted.map(({ relation }) => relation))];
    const [first] = relations;
    if (first === undefined) return [];
    const of = <T>(list: (relation: Relation) => readonly T[]): T[] =>
      quoted.flatMap(({ relation, at }) => list(relation).slice(at, at + 1));
    const spans = {
      quotes: of(({ quotes: words }) => words),
      starts: of(({ starts }) => starts),
      ends: of(({ ends }) => ends),
      sentences: of(({ sentences }) => sentences),
    };
    const [parts] = receiptParts(spans, textOf(first.document));
    return [
      {
        parts: parts ?? [],
        document: first.document,
        spans: spans.starts.map((start, at) => ({ start, end: spans.ends[at] ?? start })),
        sentences: [...new Set(spans.sentences)],
        relations: relations.map(({ id }) => id),
        sources: [...new Set(relations.map(({ source }) => source))],
        certainty: weakest(relations.map(({ certainty }) => certainty)),
        polarity: relations.some(({ polarity }) => polarity === "negative") ? "negative" : "positive",
        // Once an editor has decided that the text says it explicitly, the reason is no longer shown.
        reasons: [
          ...new Set(relations.flatMap(({ certainty, reason }) => (needsReason(certainty) ? (reason ?? []) : []))),
        ],
      },
    ];
  });
}
