import type { ArticleHead } from "./article.ts";
import type { ClaimReceipt } from "./claim-receipts.ts";
import { certaintyWords, dateWords } from "./receipt.ts";

/** The parts of a citation of a quoted sentence. */
export interface Citation {
  /** The sentence; empty for a row of a dataset. */
  readonly quote: string;
  readonly speaker: string;
  /** "claimed, says not". */
  readonly certainty: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly date: string | null;
  /** The page that shows the claim with its receipts. */
  readonly link: string;
  /** Remarks, for example that it is inferred. */
  readonly notes: readonly string[];
}

export interface CitedReceipt {
  readonly receipt: ClaimReceipt;
  readonly document: ArticleHead | null;
  readonly speakerOf: (id: string) => string;
  readonly link: string;
  readonly notes?: readonly string[];
}

export function citationOf({ receipt, document, speakerOf, link, notes = [] }: CitedReceipt): Citation {
  const { parts, sources, reasons } = receipt;
  return {
    quote: oneLine(parts.map(({ text }) => text).join("")),
    speaker: sources.map(speakerOf).join(", "),
    certainty: certaintyWords(receipt),
    title: document?.title ?? receipt.document,
    publisher: document?.publisher ?? null,
    date: document === null ? null : dateWords(document.publishedAt, "en"),
    link,
    notes: [...reasons.map((reason) => `Inferred because: ${reason}`), ...notes],
  };
}

/** `“Sentence.” – Iraqi state television (claimed), in “Title”, AFP, 4 January 2020, https://…`. */
export function citationText(citation: Citation): string {
  const { quote, speaker, certainty, title, publisher, date, link, notes } = citation;
  const document = [`in “${oneLine(title)}”`, publisher, date].filter((part) => part !== null).join(", ");
  const quoted = quote === "" ? "" : `“${quote}” – `;
  const remarks = notes.map((note) => ` ${sentence(oneLine(note))}`).join("");
  return `${quoted}${speaker} (${certainty}), ${document}, ${link}${remarks === "" ? "" : `.${remarks}`}`;
}

/** A claim with the sentences that support it. */
export interface CitedClaim {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** A claim as Markdown, each of its receipts as a footnote. */
export function claimMarkdown(claim: CitedClaim): string {
  const footnotes = new Footnotes();
  return `${footnotes.claim(claim)}\n\n${footnotes.text()}\n`;
}

/** Claims as a numbered list in Markdown, each receipt as a footnote. */
export function claimsMarkdown(claims: readonly CitedClaim[]): string {
  const footnotes = new Footnotes();
  return `${footnotes.numbered(claims)}\n\n${footnotes.text()}\n`;
}

export interface CitedConnection {
  /** "How Donald Trump is linked to Hashed al-Shaabi". */
  readonly title: string;
  readonly steps: readonly CitedClaim[];
  /** What is said about the whole connection, sentence by sentence. */
  readonly words: readonly string[];
}

/** Numbered steps as Markdown, each receipt as a footnote. */
export function connectionMarkdown({ title, steps, words }: CitedConnection): string {
  const footnotes = new Footnotes();
  const numbered = footnotes.numbered(steps);
  return [`**${markdown(title)}**`, numbered, words.map(markdown).join(" "), `${footnotes.text()}\n`].join("\n\n");
}

/** Numbers citations in order of use; an equal one keeps its number. */
class Footnotes {
  private readonly numbers = new Map<string, number>();

  claim({ text, citations }: CitedClaim): string {
    const marks = citations.map((citation) => `[^${this.numberOf(citationText(citation))}]`).join("");
    return `${markdown(sentence(oneLine(text)))}${marks}`;
  }

  numbered(claims: readonly CitedClaim[]): string {
    return claims.map((claim, at) => `${at + 1}. ${this.claim(claim)}`).join("\n");
  }

  text(): string {
    return [...this.numbers].map(([text, number]) => `[^${number}]: ${markdown(text)}`).join("\n");
  }

  private numberOf(text: string): number {
    const known = this.numbers.get(text) ?? this.numbers.size + 1;
    this.numbers.set(text, known);
    return known;
  }
}

/** Escapes quoted text, so that it does not become a heading, a link or emphasis. Addresses stay unchanged. */
function markdown(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/u)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[\\`*_[\]<>#|~]/gu, String.raw`\$&`)))
    .join("");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

function sentence(text: string): string {
  return /[.!?…。؟]["”’»)]*$/u.test(text) ? text : `${text}.`;
}
