import { countNames, foldSentence, namesOf, type Names } from "./named-in.ts";
import type { ComparedUnit } from "./compared-unit.ts";
import type { Partner, TextAlignment } from "./align-texts.ts";
import type { Relation } from "./relation.ts";
import { sameWords, type SameWords } from "./same-words.ts";
import { spanAt } from "./split-sentences.ts";
import { foldSigns } from "./text-tokens.ts";

/** Spans of a text as parallel lists, as a relation has them; for a mention or a property receipt lists of one. */
export type Receipt = Pick<Relation, "quotes" | "starts" | "ends" | "sentences">;

/** The owner of a receipt that a correction moves: a relation, a mention or a property. */
export interface ReceiptOwner {
  readonly receipt: Receipt;
  /** The names of the subject, the object and the speaker, or of the one entity: a list for each. */
  readonly parties: readonly (readonly string[])[];
}

/**
 * What happened to a receipt. `kept` and `moved` are applied silently, with the new text's words and offsets. `unsure`:
 * the words are there, but may refer to another entity. `gone` has the sentences that said it, one per span, and a
 * place that a person should check.
 */
export type Anchoring =
  | { readonly outcome: "kept" | "moved"; readonly receipt: Receipt }
  | { readonly outcome: "unsure"; readonly receipt: Receipt; readonly was: readonly string[] }
  | { readonly outcome: "gone"; readonly was: readonly string[]; readonly proposal: Receipt | null };

/** How many sentences back a "he" may refer. */
const REACH = 3;
/** Most quotes per correction that are searched in entirely new sentences. */
const MAX_SEARCHES = 1_000;

/**
 * Finds receipts of the old text in the new one: docs/data-model.md, "Corrections", and
 * docs/adr/0007-when-a-receipt-moves-silently.md. All spans of a receipt move, or none. A receipt whose words are not
 * at its offsets in the old text is gone. The time is linear in the receipts and the texts.
 */
export function receiptAnchors(alignment: TextAlignment): (owner: ReceiptOwner) => Anchoring {
  const anchors = new Anchors(alignment);
  return (owner) => anchors.find(owner);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The position of a span's units in the new text. */
interface Standing {
  readonly span: Span;
  readonly isMoved: boolean;
  readonly isSure: boolean;
}

class Anchors {
  private searches = 0;
  private foldedNew: string[] | null = null;
  private readonly same = new Map<number, SameWords>();
  private readonly folded = new Map<string, string>();

  constructor(private readonly alignment: TextAlignment) {}

  find({ receipt, parties }: ReceiptOwner): Anchoring {
    const names = parties.map(namesOf).filter((party) => party.length > 0);
    const spans = receipt.quotes.map((quote, at) => this.wordsAt(quote, receipt.starts[at], receipt.ends[at]));
    const found = spans.map((span) => (span === null ? null : this.standing(span, names)));
    const standing = found.filter((one) => one !== null);
    if (standing.length === found.length) {
      const moved = this.receiptOf(standing.map(({ span }) => span));
      if (standing.every(({ isSure }) => isSure))
        return { outcome: standing.some(({ isMoved }) => isMoved) ? "moved" : "kept", receipt: moved };
      return { outcome: "unsure", receipt: moved, was: this.was(receipt) };
    }
    const proposed = spans.map((span, at) => found[at]?.span ?? (span === null ? null : this.proposed(span)));
    const places = proposed.filter((span) => span !== null);
    const proposal = places.length === proposed.length ? this.receiptOf(places) : null;
    return { outcome: "gone", was: this.was(receipt), proposal };
  }

  /** The span without white space at its ends; null where the old text differs from the quote there. */
  private wordsAt(quote: string, start = 0, end = 0): Span | null {
    const words = quote.trim();
    const { points } = this.alignment.old;
    if (words === "" || end > points.length || points.slice(start, end) !== quote) return null;
    return {
      start: start + quote.length - quote.trimStart().length,
      end: end - (quote.length - quote.trimEnd().length),
    };
  }

  private standing(span: Span, names: readonly Names[]): Standing | null {
    const [first, last] = this.unitsOf(span);
    const partners: Partner[] = [];
    for (let unit = first; unit <= last; unit += 1) {
      const partner = this.alignment.partner(unit);
      const follows = partners.at(-1);
      if (partner === null || (follows !== undefined && follows.at + 1 !== partner.at)) return null;
      partners.push(partner);
    }
    const [from, to] = [partners[0], partners.at(-1)];
    if (from === undefined || to === undefined) return null;
    const place = this.placeIn(span, [first, last], from.at);
    if (place === null) return null;
    const isMoved = partners.some(({ inOrder }) => !inOrder);
    const isNamed = names.some((party) => this.isNamed([from.at, to.at], party));
    const isBeside = isNamed || last > first || this.hasNeighbour(first, from, isMoved);
    if (isMoved && !isBeside) return null;
    const isSure = isBeside && names.every((party) => this.isSameParty(span, from.at, party));
    return { span: place, isMoved, isSure };
  }

  /** The first and the last unit of a span. */
  private unitsOf({ start, end }: Span): readonly [number, number] {
    const { units } = this.alignment.old;
    return [spanAt(units, start), spanAt(units, end - 1)];
  }

  /** The span in the new text, when none of its words changed. */
  private placeIn(span: Span, [first, last]: readonly [number, number], to: number): Span | null {
    const ends: Span[] = [];
    for (let unit = first; unit <= last; unit += 1) {
      const [from, into] = [this.alignment.old.units[unit], this.alignment.new.units[to + unit - first]];
      if (from === undefined || into === undefined) return null;
      // A unit has one partner, so a cached result is valid for every receipt.
      const same = this.same.get(unit) ?? sameWords(from.tokens, into.tokens, this.alignment.language);
      if (same === null) return null;
      this.same.set(unit, same);
      const [start, end] = [Math.max(span.start, from.start), Math.min(span.end, from.end)];
      const place = same.place([start - from.start, end - from.start]);
      if (place === null) return null;
      ends.push({ start: into.start + place[0], end: into.start + place[1] });
    }
    return { start: ends[0]?.start ?? 0, end: ends.at(-1)?.end ?? 0 };
  }

  /**
   * Whether the sentence before or after it is also next to it in the new text; an end of the text counts as unmoved.
   */
  private hasNeighbour(unit: number, { at }: Partner, isMoved: boolean): boolean {
    const { old, new: current } = this.alignment;
    const isEnd =
      !isMoved && ((unit === 0 && at === 0) || (unit === old.units.length - 1 && at === current.units.length - 1));
    return isEnd || this.partnerOf(unit - 1) === at - 1 || this.partnerOf(unit + 1) === at + 1;
  }

  private partnerOf(unit: number): number | null {
    return this.alignment.partner(unit)?.at ?? null;
  }

  /**
   * Whether a sentence that refers to an entity only by "he" still refers to the same one. From the last sentence with
   * the name on, nothing may be inserted or changed, except that sentence itself if it has the name as often as before.
   */
  private isSameParty({ start }: Span, at: number, party: Names): boolean {
    const { old } = this.alignment;
    const first = spanAt(old.units, start);
    const unit = old.units[first];
    if (unit === undefined || countNames(foldSentence(sentenceAround(unit, start)), party) > 0) return true;
    for (let named = first - 1; named >= Math.max(first - REACH, 0); named -= 1) {
      if (this.namesIn(old.units[named]?.words ?? "", party) === 0) continue;
      for (let between = named; between < first; between += 1) {
        const there = at - (first - between);
        const isGiven = between === named && this.isGivenAsBefore(named, there, party);
        if (!isGiven && this.partnerOf(between) !== there) return false;
      }
      return true;
    }
    return true;
  }

  /** Whether a changed sentence contains the name as often, with no further sentence after it. */
  private isGivenAsBefore(unit: number, there: number, party: Names): boolean {
    const [before, after] = [this.alignment.old.units[unit]?.words ?? "", this.alignment.new.units[there]?.words ?? ""];
    if (before.length > LOOKED_THROUGH || after.length > LOOKED_THROUGH) return false;
    const ends = (words: string) => words.split(INNER_END).length;
    return this.namesIn(after, party) >= this.namesIn(before, party) && ends(after) <= ends(before);
  }

  private isNamed([first, last]: readonly [number, number], party: Names): boolean {
    const { units } = this.alignment.new;
    for (let unit = first; unit <= last; unit += 1) if (this.namesIn(units[unit]?.words ?? "", party) > 0) return true;
    return false;
  }

  private namesIn(words: string, party: Names): number {
    const folded = this.folded.get(words) ?? foldSentence(words);
    this.folded.set(words, folded);
    return countNames(folded, party);
  }

  /** A place that a person should check: in the changed sentence, or in a new one with the quoted words. */
  private proposed(span: Span): Span | null {
    const { old, new: current } = this.alignment;
    const [first, last] = this.unitsOf(span);
    const likely = this.alignment.likely(first) ?? this.partnerOf(first);
    const unit = first === last && likely !== null ? current.units[likely] : undefined;
    const quote = foldSigns(old.points.slice(span.start, span.end));
    if (unit !== undefined) return this.quoteIn(likely ?? 0, quote) ?? { start: unit.start, end: unit.end };
    const found = this.newSentenceWith(quote);
    return found === -1 ? null : this.quoteIn(found, quote);
  }

  private newSentenceWith(quote: string): number {
    if ((this.searches += 1) > MAX_SEARCHES) return -1;
    const { new: current, isOld } = this.alignment;
    this.foldedNew ??= current.units.map(({ words }, unit) => (isOld(unit) ? "" : foldSigns(words)));
    return this.foldedNew.findIndex((words) => words.includes(quote));
  }

  /** Finds the words of a quote in a sentence of the new text. */
  private quoteIn(unitNumber: number, quote: string): Span | null {
    const unit = this.alignment.new.units[unitNumber];
    const place = unit?.find(quote) ?? null;
    return unit === undefined || place === null ? null : { start: unit.start + place[0], end: unit.start + place[1] };
  }

  private receiptOf(spans: readonly Span[]): Receipt {
    const { points, sentenceNumber } = this.alignment.new;
    return {
      quotes: spans.map(({ start, end }) => points.slice(start, end)),
      starts: spans.map(({ start }) => start),
      ends: spans.map(({ end }) => end),
      sentences: spans.map(({ start }) => sentenceNumber(start)),
    };
  }

  /** The sentences of the old text that contain the spans. */
  private was({ quotes, starts, ends }: Receipt): string[] {
    const { sentences, points } = this.alignment.old;
    return quotes.map((_, at) => {
      const first = sentences[spanAt(sentences, starts[at] ?? 0)];
      const last = sentences[spanAt(sentences, (ends[at] ?? 0) - 1)];
      return points.slice(first?.start ?? 0, last?.end ?? 0);
    });
  }
}

/** UTF-16 units of a sentence that are searched for a name, before and after the quote. */
const LOOKED_THROUGH = 2_000;

/** Where a further sentence may start inside a unit. */
const INNER_END = /[\p{Sentence_Terminal}…]\P{L}?\P{L}?\s/u;

/** A unit up to the first full stop after a position: later sentences do not determine whom "he" means. */
function sentenceAround(unit: ComparedUnit, at: number): string {
  const from = unit.points.unit(at - unit.start);
  const behind = unit.words.slice(from, from + LOOKED_THROUGH);
  const end = behind.search(INNER_END);
  return unit.words.slice(Math.max(from - LOOKED_THROUGH, 0), from) + (end === -1 ? behind : behind.slice(0, end));
}
