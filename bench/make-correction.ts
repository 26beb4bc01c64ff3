import type { ReceiptOwner } from "../model/reanchor.ts";
import type { TextVersion } from "../model/split-sentences.ts";
import { LANGUAGES, type CorrectionLanguage } from "./correction-languages.ts";

export const KINDS = [
  "cut",
  "replaced by its twin",
  "moved",
  "doubled",
  "paragraph in front",
  "typo mended outside the quote",
  "“not” added",
  "name changed",
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * The correct outcome for a receipt, known from how the texts were generated and not from a comparison of them.
 * `stands`: its sentences did not change, so it must be found. `beside`: its words did not change, but something next
 * to them did; it may be found or shown to a person. `gone`: it must not be found anywhere.
 */
export interface Truth {
  readonly state: "stands" | "beside" | "gone";
  /** The positions of its words in the new text, in code points; empty when they are gone. */
  readonly spans: readonly (readonly [number, number])[];
}

export interface Correction {
  readonly kind: Kind;
  readonly language: CorrectionLanguage;
  readonly before: TextVersion;
  readonly after: TextVersion;
  readonly receipts: readonly { readonly owner: ReceiptOwner; readonly truth: Truth }[];
}

/** A group of words. The same object in both texts is the same group. */
interface Piece {
  readonly text: string;
  readonly role: "lead" | "name" | "verb" | "thing" | "time" | "other" | "stop";
  readonly verb?: readonly [string, string];
}

interface Sentence {
  readonly pieces: readonly Piece[];
  /** The name that its pronoun refers to. */
  readonly meant: string;
  readonly isNaming: boolean;
  readonly newParagraph: boolean;
  /** The original sentence, where the correction only fixed a typo or started a new paragraph. */
  readonly was?: Sentence;
}

type Random = (below: number) => number;

/** Makes the correction with a number; the same random numbers give the same correction. */
export function makeCorrection(number: number, random: Random): Correction {
  const language = LANGUAGES[number % LANGUAGES.length] ?? oneOf(LANGUAGES, random);
  const kind = KINDS[Math.floor(number / LANGUAGES.length) % KINDS.length] ?? "cut";
  const maker = new Maker(language, random);
  const before = maker.article();
  const claims = maker.claims(before);
  // The target is a quoted sentence, so that a receipt depends on it.
  const [quoted] = oneOf(
    claims.filter(({ parts }) => parts.length > 0),
    random,
  ).parts;
  const target = before.indexOf(quoted?.sentences[0] ?? (before[0] as Sentence));
  const [old, corrected] = maker.corrected(kind, before, target, claims);
  // A move among equal sentences changes nothing.
  const isOther =
    old.length !== corrected.length || old.some((one, at) => wordsOf(one) !== wordsOf(corrected[at] ?? one));
  const after = isOther ? corrected : old;
  if (!isOther) maker.moved.length = 0;
  const hasSpans = random(10) < 7;
  const [oldText, newText] = [render(old, language), render(after, language)];
  return {
    kind,
    language,
    before: { text: oldText.text, sentences: hasSpans ? oldText.sentences : [] },
    after: { text: newText.text, sentences: hasSpans ? newText.sentences : [] },
    receipts: claims.map((claim) => ({
      owner: {
        receipt: {
          quotes: claim.parts.map((part) => wordsAt(oldText.text, placeOf(part, oldText))),
          starts: claim.parts.map((part) => placeOf(part, oldText)[0]),
          ends: claim.parts.map((part) => placeOf(part, oldText)[1]),
          sentences: claim.parts.map((part) => old.indexOf(part.sentences[0] as Sentence)),
        },
        parties: claim.parties,
      },
      truth: truthOf(claim, {
        old,
        after,
        newText,
        kind,
        target: old[target],
        moved: maker.moved,
      }),
    })),
  };
}

/** A range of pieces in one sentence, or in two consecutive ones. */
interface Part {
  readonly sentences: readonly Sentence[];
  readonly first: Piece;
  readonly last: Piece;
}

interface Claim {
  readonly parts: Part[];
  readonly parties: readonly (readonly string[])[];
}

class Maker {
  /** The moved sentences and those that they were moved past: both moves give the same text. */
  readonly moved: Sentence[] = [];

  constructor(
    private readonly language: CorrectionLanguage,
    private readonly random: Random,
  ) {}

  article(): Sentence[] {
    const { random, language } = this;
    const made: Sentence[] = [];
    for (let left = 8 + random(16); left > 0; left -= 1) {
      const last = made.at(-1);
      const chance = random(100);
      const naming = made.filter(({ isNaming }) => isNaming);
      if (last !== undefined && last.isNaming && chance < 15)
        made.push(this.sentence({ meant: last.meant, isNaming: false }));
      else if (last !== undefined && last.isNaming && chance < 25) made.push(this.refrain(last.meant));
      else if (naming.length > 0 && chance < 40) made.push(this.twin(oneOf(naming, random)));
      else if (naming.length > 0 && chance < 45) made.push(copyOf(oneOf(naming, random), random(3) === 0));
      else made.push(this.sentence({ meant: oneOf(language.names, random), isNaming: true }));
    }
    return made;
  }

  sentence({ meant, isNaming }: { meant: string; isNaming: boolean }): Sentence {
    const { random, language } = this;
    const verb = oneOf(language.verbs, random);
    const pieces: Piece[] = [
      { role: "name", text: isNaming ? meant : language.pronoun },
      { role: "verb", text: verb[0], verb },
      { role: "thing", text: oneOf(language.things, random) },
      { role: "time", text: oneOf(language.times, random) },
    ];
    if (random(3) > 0) pieces.unshift({ role: "lead", text: oneOf(language.leads, random) });
    if (random(5) === 0) pieces.push({ role: "other", text: oneOf(["🎉", "👩‍👩‍👧", "𝛼𝛽𝛾", "Me̱de̱"], random) });
    pieces.push({ role: "stop", text: language.stop });
    return { pieces, meant, isNaming, newParagraph: random(3) === 0 };
  }

  private refrain(meant: string): Sentence {
    const pieces: Piece[] = [
      { role: "other", text: oneOf(this.language.refrains, this.random) },
      { role: "stop", text: this.language.stop },
    ];
    return { pieces, meant, isNaming: false, newParagraph: false };
  }

  /** The same sentence about another name. */
  twin(sentence: Sentence): Sentence {
    return this.named(copyOf(sentence, sentence.newParagraph), this.otherName(sentence.meant));
  }

  private named(sentence: Sentence, name: string): Sentence {
    const pieces = sentence.pieces.map((piece) =>
      piece.role === "name" && sentence.isNaming ? { ...piece, text: name } : piece,
    );
    return { ...sentence, pieces, meant: name };
  }

  /** Another name: in one of three cases the one with nearly the same spelling. */
  private otherName(name: string): string {
    const { names } = this.language;
    if (this.random(3) === 0) return names[names.indexOf(name) ^ 1] ?? name;
    return oneOf(
      names.filter((other) => other !== name),
      this.random,
    );
  }

  claims(article: readonly Sentence[]): Claim[] {
    const { random } = this;
    const made: Claim[] = [];
    for (const [at, sentence] of article.entries()) {
      const next = article[at + 1];
      if (random(10) < 7) {
        const parts = [this.part(sentence)];
        if (next !== undefined && random(10) === 0)
          parts.splice(0, 1, { sentences: [sentence, next], first: startOf(sentence), last: endOf(next) });
        if (random(8) === 0)
          parts.push(
            this.part(
              oneOf(
                article.filter(({ meant }) => meant === sentence.meant),
                random,
              ),
            ),
          );
        const thing = sentence.pieces.find(({ role }) => role === "thing")?.text;
        made.push({ parts, parties: [[sentence.meant], ...(thing === undefined ? [] : [[thing]])] });
      }
      const name = sentence.pieces.find(({ role }) => role === "name");
      if (name !== undefined && random(2) === 0)
        made.push({ parts: [{ sentences: [sentence], first: name, last: name }], parties: [[sentence.meant]] });
    }
    if (made.length === 0 && article[0] !== undefined)
      made.push({ parts: [this.part(article[0])], parties: [[article[0].meant]] });
    return made;
  }

  /** A range of a sentence: all of it, or its name, verb and thing. */
  private part(sentence: Sentence): Part {
    const [name, thing] = [find(sentence, "name"), find(sentence, "thing")];
    if (this.random(2) === 0 || name === null || thing === null)
      return { sentences: [sentence], first: startOf(sentence), last: endOf(sentence) };
    return { sentences: [sentence], first: name, last: thing };
  }

  /** The old and the corrected article. For a fixed typo the old article is changed too: it gets the typo. */
  corrected(kind: Kind, article: Sentence[], target: number, claims: Claim[]): [Sentence[], Sentence[]] {
    const { random } = this;
    const sentence = article[target] as Sentence;
    const replaced = (...by: Sentence[]) => article.toSpliced(target, 1, ...by);
    switch (kind) {
      case "cut": {
        if (random(3) > 0 || sentence.pieces.length < 4) return [article, article.toSpliced(target, 1 + random(2))];
        const pieces = sentence.pieces.filter(({ role }) => role !== "thing" && role !== "time");
        return [article, replaced({ ...sentence, pieces })];
      }
      case "replaced by its twin":
        return [
          article,
          replaced(
            sentence.isNaming
              ? this.twin(sentence)
              : this.sentence({ meant: this.otherName(sentence.meant), isNaming: true }),
          ),
        ];
      case "moved": {
        const taken = article.slice(target, target + 1 + random(3));
        const rest = article.filter((one) => !taken.includes(one));
        const to = random(rest.length + 1);
        this.moved.push(...taken, ...rest.slice(Math.min(target, to), Math.max(target, to)));
        return [article, rest.toSpliced(to, 0, ...taken)];
      }
      case "doubled": {
        const copy = copyOf(sentence, sentence.newParagraph);
        return [article, article.toSpliced(random(2) === 0 ? target + random(2) : random(article.length + 1), 0, copy)];
      }
      case "paragraph in front": {
        const front = Array.from({ length: 1 + random(3) }, () =>
          this.sentence({ meant: oneOf(this.language.names, random), isNaming: true }),
        );
        return [
          article,
          [...front, ...article.with(0, { ...(article[0] as Sentence), newParagraph: true, was: article[0] })],
        ];
      }
      case "typo mended outside the quote":
        return this.mended(article, target, claims);
      case "“not” added":
        return [article, replaced(this.denied(sentence))];
      case "name changed":
        return [
          article,
          replaced(
            sentence.isNaming
              ? this.named(sentence, this.otherName(sentence.meant))
              : this.sentence({ meant: this.otherName(sentence.meant), isNaming: true }),
          ),
        ];
    }
  }

  private denied(sentence: Sentence): Sentence {
    const verb = sentence.pieces.find(({ role }) => role === "verb");
    if (verb?.verb === undefined || this.random(4) === 0)
      return { ...sentence, pieces: [{ role: "lead", text: this.language.denial }, ...sentence.pieces] };
    const [, not] = verb.verb;
    return { ...sentence, pieces: sentence.pieces.map((piece) => (piece === verb ? { ...piece, text: not } : piece)) };
  }

  /** Puts a typo into the lead of a sentence of the old article. A sentence without a lead gets one. */
  private mended(article: Sentence[], target: number, claims: Claim[]): [Sentence[], Sentence[]] {
    const sentence = article[target] as Sentence;
    const right: Piece = find(sentence, "lead") ?? { role: "lead", text: oneOf(this.language.leads, this.random) };
    const wrong: Piece = { role: "lead", text: this.slip(right.text) };
    const rest = sentence.pieces.filter((piece) => piece !== right);
    const old: Sentence = { ...sentence, pieces: [wrong, ...rest] };
    const good: Sentence = { ...sentence, pieces: [right, ...rest], was: old };
    for (const claim of claims)
      for (const [at, part] of claim.parts.entries()) {
        const sentences = part.sentences.map((one) => (one === sentence ? old : one));
        // A quote must not contain the typo: it starts behind the lead, and a quote of two sentences loses the second
        // when the typo is in it.
        if (part.sentences[0] === sentence)
          claim.parts[at] = { ...part, sentences, first: rest.includes(part.first) ? part.first : (rest[0] as Piece) };
        else if (part.sentences.includes(sentence))
          claim.parts[at] = {
            sentences: part.sentences.slice(0, 1),
            first: part.first,
            last: endOf(part.sentences[0] as Sentence),
          };
      }
    return [article.with(target, old), article.with(target, good)];
  }

  /** The text with a typo in its last word: two letters swapped, one doubled, one left out or one replaced. */
  private slip(words: string): string {
    const signs = Array.from(words);
    const from = Math.max(words.lastIndexOf(" ") + 2, 1);
    const at = from + this.random(Math.max(signs.length - 1 - from, 1));
    const [one = "", two = ""] = signs.slice(at, at + 2);
    const other = signs[from - 1] ?? one;
    const pieces = [[two, one], [one, one, two], [two], [other, two]][this.random(4)] ?? [];
    const made = signs.toSpliced(at, 2, ...pieces).join("");
    return made === words ? `${words}${signs.at(-1)}` : made;
  }
}

function copyOf(sentence: Sentence, newParagraph: boolean): Sentence {
  return { ...sentence, pieces: sentence.pieces.map((piece) => ({ ...piece })), newParagraph };
}

const startOf = ({ pieces }: Sentence): Piece => pieces[0] as Piece;
const endOf = ({ pieces }: Sentence): Piece => pieces.at(-1) as Piece;
const find = ({ pieces }: Sentence, role: Piece["role"]) => pieces.find((piece) => piece.role === role) ?? null;

interface Rendered {
  readonly text: string;
  readonly sentences: [number, number][];
  readonly places: ReadonlyMap<Piece, readonly [number, number]>;
}

/** The text of an article, with the position of each piece in code points. */
function render(article: readonly Sentence[], { blank, stop }: CorrectionLanguage): Rendered {
  let text = "";
  let at = 0;
  const places = new Map<Piece, readonly [number, number]>();
  const sentences: [number, number][] = [];
  const add = (words: string): [number, number] => {
    const normal = words.normalize("NFC");
    text += normal;
    const start = at;
    at += Array.from(normal).length;
    return [start, at];
  };
  for (const [number, { pieces, newParagraph }] of article.entries()) {
    if (number > 0) add(newParagraph ? "\n\n" : blank);
    const start = at;
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 && piece.text !== stop) add(blank);
      places.set(piece, add(piece.text));
    }
    sentences.push([start, at]);
  }
  return { text, sentences, places };
}

function placeOf({ first, last }: Part, { places }: Rendered): readonly [number, number] {
  return [places.get(first)?.[0] ?? -1, places.get(last)?.[1] ?? -1];
}

function wordsAt(text: string, [start, end]: readonly [number, number]): string {
  return Array.from(text).slice(start, end).join("");
}

interface Articles {
  readonly old: readonly Sentence[];
  readonly after: readonly Sentence[];
  readonly newText: Rendered;
  readonly kind: Kind;
  readonly target: Sentence | undefined;
  readonly moved: readonly Sentence[];
}

function truthOf({ parts }: Claim, articles: Articles): Truth {
  const states = parts.map((part) => stateOf(part, articles));
  const state = states.includes("gone") ? "gone" : states.includes("beside") ? "beside" : "stands";
  return {
    state,
    spans: state === "gone" ? [] : parts.map((part) => placeOf(part, articles.newText)),
  };
}

function stateOf(part: Part, articles: Articles): Truth["state"] {
  const { old, after, kind, target } = articles;
  const there = part.sentences.map((sentence) => after.findIndex((one) => one === sentence || one.was === sentence));
  const isWhole = there.every((at, index) => at !== -1 && at === (there[0] ?? 0) + index);
  if (!isWhole) return "gone";
  const [from, to] = [old.indexOf(part.sentences[0] as Sentence), there[0] ?? 0];
  // A pronoun refers to the last name before it.
  const meant = (article: readonly Sentence[], at: number) =>
    article.slice(0, at + 1).findLast(({ isNaming }) => isNaming)?.meant;
  if (meant(old, from) !== meant(after, to)) return "gone";
  const first = part.sentences[0] as Sentence;
  if (
    part.sentences.some((sentence) => sentence === target) &&
    (kind === "doubled" || kind === "typo mended outside the quote")
  )
    return "beside";
  // The texts do not show which of two equal sentences was moved; the product shows such a receipt to a person
  // (docs/adr/0007-when-a-receipt-moves-silently.md).
  const moved = new Set(articles.moved.map(wordsOf));
  const isTwice = (sentence: Sentence) => old.filter((one) => wordsOf(one) === wordsOf(sentence)).length > 1;
  if (part.sentences.some((sentence) => moved.has(wordsOf(sentence)) && isTwice(sentence))) return "beside";
  // The pronoun refers to the same name, but a sentence between the name and the pronoun changed.
  const named = old.slice(0, from + 1).findLastIndex(({ isNaming }) => isNaming);
  const isDependent = !first.isNaming && named !== -1;
  const isLed =
    !isDependent || old.slice(named, from).every((one, at) => isSameOf(after[to - (from - named) + at], one));
  return isLed ? "stands" : "beside";
}

function wordsOf({ pieces }: Sentence): string {
  return pieces.map(({ text }) => text).join(" ");
}

/** Whether a sentence is the old one, or the old one with its typo fixed or its paragraph changed. */
function isSameOf(now: Sentence | undefined, then: Sentence): boolean {
  return now !== undefined && (now === then || now.was === then);
}

function oneOf<Item>(items: readonly Item[], random: Random): Item {
  return items[random(items.length)] as Item;
}
