import { CERTAINTY_WORDS } from "./certainty.ts";
import { codePoints } from "./code-points.ts";
import { dateMistake } from "./iso-date.ts";
import { languageTag } from "./language-tag.ts";
import type { Relation } from "./relation.ts";

/** A part of a sentence; the quoted evidence is marked. */
export interface QuotePart {
  readonly text: string;
  readonly marked: boolean;
}

/** The text of the quoted sentences. */
export interface ReceiptText {
  readonly text: string;
  /** Half-open spans in code points. */
  readonly sentences: readonly (readonly [number, number])[];
}

/**
 * The sentences that a relation quotes, split where the evidence starts and ends. Without the text (no licence for it,
 * or not loaded yet) only the quotes.
 */
export function receiptParts(
  { quotes, starts, ends, sentences }: Pick<Relation, "quotes" | "starts" | "ends" | "sentences">,
  source: ReceiptText | null,
): QuotePart[][] {
  if (source === null || source.text === "") return quotes.map((text) => [{ text, marked: true }]);
  const points = codePoints(source.text);
  const bySentence = new Map<number, [number, number][]>();
  quotes.forEach((_, index) => {
    const sentence = sentences[index] ?? 0;
    bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), [starts[index] ?? 0, ends[index] ?? 0]]);
  });
  return [...bySentence].map(([number, spans]) => {
    const [from, to] = source.sentences[number] ?? [
      Math.min(...spans.map(([start]) => start)),
      Math.max(...spans.map(([, end]) => end)),
    ];
    const parts: QuotePart[] = [];
    let at = from;
    for (const [start, end] of merged(spans)) {
      if (start > at) parts.push({ text: points.slice(at, start), marked: false });
      parts.push({ text: points.slice(start, end), marked: true });
      at = end;
    }
    if (to > at) parts.push({ text: points.slice(at, to), marked: false });
    return parts;
  });
}

function merged(spans: readonly (readonly [number, number])[]): [number, number][] {
  const sorted = spans.toSorted(([a], [b]) => a - b);
  const result: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** The certainty of a claim in the readers' words. */
export function certaintyWords({ certainty, polarity }: Pick<Relation, "certainty" | "polarity">): string {
  return `${CERTAINTY_WORDS[certainty].word}${polarity === "negative" ? ", says not" : ""}`;
}

/**
 * "4 January 2020" for an ISO date; anything but a full date stays unchanged. In English where the language is no valid
 * tag.
 */
export function dateWords(iso: string, language: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || dateMistake(iso) !== null) return iso;
  const tag = languageTag(language) ?? "en";
  return new Intl.DateTimeFormat(tag === "en" || tag === "und" ? "en-GB" : tag, {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(new Date(`${iso}T00:00:00Z`));
}
