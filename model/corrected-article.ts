import { alignTexts, type TextAlignment } from "./align-texts.ts";
import type { Article, Mention } from "./article.ts";
import { languageTag } from "./language-tag.ts";
import { countNames, foldSentence, namesOf } from "./named-in.ts";
import { receiptAnchors, type Anchoring, type Receipt, type ReceiptOwner } from "./reanchor.ts";
import type { Relation } from "./relation.ts";
import { spanAt } from "./split-sentences.ts";
import { isWord } from "./text-tokens.ts";

type Text = Pick<Article, "text" | "sentences" | "language">;
type Joined = Receipt & Pick<Relation, "subject" | "object" | "source">;

/** The names of an entity of the story; none for an article. */
export type NamesById = (id: string) => readonly string[];

/** Moves receipts from one text of an article to another; model/reanchor.ts defines the rules. */
export class CorrectedArticle {
  readonly alignment: TextAlignment;
  private readonly find: (owner: ReceiptOwner) => Anchoring;
  private places: Map<string, number> | null = null;

  constructor(
    before: Text,
    after: Text,
    private readonly names: NamesById,
  ) {
    this.alignment = alignTexts(before, after, languageTag(after.language) ?? "und");
    this.find = receiptAnchors(this.alignment);
  }

  /** Whether the new text has any sentence of the old one. */
  get hasCommonSentences(): boolean {
    return this.alignment.old.units.some((_, unit) => this.alignment.partner(unit) !== null);
  }

  /** The share of the old text's distinct words that the new one also has, from 0 to 1. */
  get commonWords(): number {
    const [old, current] = [this.alignment.old, this.alignment.new].map(
      ({ units }) => new Set(units.flatMap(({ tokens }) => tokens.map(({ folded }) => folded).filter(isWord))),
    );
    if (old === undefined || current === undefined || old.size === 0) return 0;
    return [...old].filter((word) => current.has(word)).length / old.size;
  }

  relation({ subject, object, source, quotes, starts, ends, sentences }: Joined): Anchoring {
    const parties = [...new Set([subject, object, source])].map(this.names);
    return this.find({ receipt: { quotes, starts, ends, sentences }, parties });
  }

  mention(entity: string, { surface, start, end, sentence }: Mention): Anchoring {
    const receipt = { quotes: [surface], starts: [start], ends: [end], sentences: [sentence] };
    return this.find({ receipt, parties: [this.names(entity)] });
  }

  /** The position of an entity's property. */
  property(entity: string, { start, end }: { readonly start: number; readonly end: number }): Anchoring {
    const { points, sentenceNumber } = this.alignment.old;
    const isInside = start >= 0 && end > start && end <= points.length;
    const receipt = {
      quotes: [isInside ? points.slice(start, end) : ""],
      starts: [start],
      ends: [end],
      sentences: [isInside ? sentenceNumber(start) : 0],
    };
    return this.find({ receipt, parties: [this.names(entity)] });
  }

  /**
   * The receipt of a claim of an earlier text whose sentences have returned. Each must occur once in the new text,
   * contain the quoted words once, and one of them must name the subject, the object or the speaker.
   */
  returned({ subject, object, source, quotes }: Joined, was: readonly string[]): Receipt | null {
    const { points, sentences, sentenceNumber } = this.alignment.new;
    this.places ??= sentencePlaces(sentences.map(({ start, end }) => points.slice(start, end)));
    const starts: number[] = [];
    for (const [at, quote] of quotes.entries()) {
      const words = (was[at] ?? "").trim();
      const place = this.places.get(words);
      const sentence = place === undefined ? undefined : sentences[place];
      const inside = words.indexOf(quote);
      if (quote === "" || sentence === undefined || inside === -1 || words.includes(quote, inside + 1)) return null;
      const whole = points.slice(sentence.start, sentence.end);
      const before = whole.slice(0, whole.indexOf(words) + inside);
      starts.push(sentence.start + Array.from(before).length);
    }
    const parties = [subject, object, source].map((id) => namesOf(this.names(id))).filter(({ length }) => length > 0);
    const isNamed = was.some((words) => parties.some((names) => countNames(foldSentence(words), names) > 0));
    if (!isNamed || starts.length === 0) return null;
    const ends = starts.map((start, at) => start + Array.from(quotes[at] ?? "").length);
    return { quotes: [...quotes], starts, ends, sentences: starts.map(sentenceNumber) };
  }

  /** Whether the sentence at a position of the new text was in the old one. */
  isOldSentence(start: number): boolean {
    const { alignment } = this;
    return alignment.isOld(spanAt(alignment.new.units, start));
  }

  /** Sentences that only the old text has, and those of the new one, in reading order. */
  changes(): TextChange[] {
    const { old, new: current, partner } = this.alignment;
    const found: TextChange[] = [];
    let next = 0;
    const added = (until: number) => {
      for (; next < until; next += 1)
        if (!this.alignment.isOld(next)) found.push({ kind: "added", text: wordsOf(current.units[next]) });
    };
    for (const [unit, { words }] of old.units.entries()) {
      const there = partner(unit);
      if (there?.inOrder === true) added(there.at);
      if (there === null) found.push({ kind: "removed", text: words });
      else if (!there.inOrder) found.push({ kind: "moved", text: words });
    }
    added(current.units.length);
    return found;
  }
}

/** A sentence that one of two texts lacks or has elsewhere. */
export interface TextChange {
  readonly kind: "removed" | "added" | "moved";
  readonly text: string;
}

function wordsOf(unit: { readonly words: string } | undefined): string {
  return unit?.words ?? "";
}

/** The position of each sentence that occurs once. */
function sentencePlaces(sentences: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  for (const [at, sentence] of sentences.entries()) {
    const words = sentence.trim();
    if (places.has(words)) twice.add(words);
    places.set(words, at);
  }
  for (const words of twice) places.delete(words);
  return places;
}
