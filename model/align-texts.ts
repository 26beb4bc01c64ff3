import { diffArrays } from "diff";
import { alignSentences, countKeys, type SentencePairs } from "./align-sentences.ts";
import { codePoints, type CodePoints } from "./code-points.ts";
import { sameWords } from "./same-words.ts";
import { ComparedUnit } from "./compared-unit.ts";
import { spanAt, splitSentences, type TextUnit, type TextVersion } from "./split-sentences.ts";
import { foldSigns, isWord } from "./text-tokens.ts";

/** Most changed tokens in a block; with more it counts as entirely new. The work is quadratic in their number. */
const MAX_CHANGED_TOKENS = 400;
/** Comparison steps for all blocks of a text. */
const MAX_STEPS = 10_000_000;
/** The share of its words that a sentence must have in common with its changed form. */
const LIKELY = 0.5;

/** The match of an old sentence in the new text. */
export interface Partner {
  /** An index in `new.units`. */
  readonly at: number;
  /** In the same order as its neighbours; otherwise it occurs once in both texts, elsewhere. */
  readonly inOrder: boolean;
}

/** A version in the form in which it is compared. */
export interface AlignedVersion {
  readonly text: string;
  readonly points: CodePoints;
  readonly units: readonly ComparedUnit[];
  /** The sentences from which the units were joined. */
  readonly sentences: readonly Omit<TextUnit, "parts">[];
  /** The number of the sentence with a code point, as relations and mentions count them. */
  sentenceNumber(at: number): number;
}

export interface TextAlignment {
  readonly old: AlignedVersion;
  readonly new: AlignedVersion;
  readonly language: string;
  /** The same sentence in the new text, where that is certain. */
  partner(unit: number): Partner | null;
  /** The changed form of a sentence, or an equal one, as a proposal for a person. */
  likely(unit: number): number | null;
  /** Whether a sentence of the new text was in the old one. */
  isOld(newUnit: number): boolean;
}

/**
 * Aligns two versions of an article's text: first sentences, then the tokens between aligned ones. It uses the
 * article's own sentences where both versions have them, else those of `Intl.Segmenter` in the article's language.
 * `language` is a BCP 47 tag that `Intl` accepts (model/language-tag.ts).
 *
 * The work is bounded and deterministic. A block with more than 400 changed tokens, and everything after 10,000,000
 * steps, has only removed and added sentences and no changed ones.
 */
export function alignTexts(before: TextVersion, after: TextVersion, language: string): TextAlignment {
  const isOwn = before.sentences.length > 0 && after.sentences.length > 0;
  const old = versionOf(before, isOwn ? null : language);
  const current = versionOf(after, isOwn ? null : language);
  const keys = { old: old.units.map(keyOf), new: current.units.map(keyOf) };
  const pairs = alignSentences(keys);
  const taken = new Set([...pairs.inOrder, ...pairs.unique]);
  const likely = new Map<number, number>();
  const mended = new Map<number, number>();
  const [oldKeys, newKeys] = [new Set(keys.old), new Set(keys.new)];
  const work = { steps: MAX_STEPS };
  for (const block of changedBlocks(pairs, keys)) {
    const fresh = {
      old: block.old.filter((unit) => !newKeys.has(keys.old[unit] ?? "")),
      new: block.new.filter((unit) => !oldKeys.has(keys.new[unit] ?? "")),
    };
    const isSame = (from: number, to: number) =>
      sameWords(old.units[from]?.tokens ?? [], current.units[to]?.tokens ?? [], language) !== null;
    for (const [from, to] of changedSentences(fresh, old, current, work)) {
      likely.set(from, to);
      // When two sentences could match, neither is certain.
      const isAlone = () =>
        fresh.new.every((other) => other === to || !isSame(from, other)) &&
        fresh.old.every((other) => other === from || !isSame(other, to));
      if (isSame(from, to) && isAlone()) mended.set(from, to);
    }
  }
  const counts = { old: countKeys(old.sentences.map(keyOf)), new: countKeys(current.sentences.map(keyOf)) };
  /** One of the sentences joined in a unit may have been duplicated next to it, or removed from two. */
  const isDoubtful = (unit: number) => {
    const parts = old.units[unit]?.parts ?? [];
    return parts.length > 1 && parts.map(keyOf).some((key) => counts.old.get(key) !== (counts.new.get(key) ?? 0));
  };
  /** The start or end of a sentence also occurs next to it in one of the texts: one of them was added or removed. */
  const isRepeatedBeside = (unit: number, at: number) => {
    const words = keys.old[unit] ?? "";
    const isPart = (before: string | undefined, behind: string | undefined, others: ReadonlySet<string>) =>
      (before !== undefined && !others.has(before) && words.startsWith(before)) ||
      (behind !== undefined && !others.has(behind) && words.endsWith(behind));
    return (
      isPart(keys.old[unit - 1], keys.old[unit + 1], newKeys) || isPart(keys.new[at - 1], keys.new[at + 1], oldKeys)
    );
  };
  const partnerOf = (unit: number): Partner | null => {
    const at = pairs.inOrder[unit] ?? -1;
    if (at !== -1) return { at, inOrder: true };
    const mendedAt = mended.get(unit);
    if (mendedAt !== undefined) return { at: mendedAt, inOrder: true };
    const elsewhere = pairs.unique[unit] ?? -1;
    return elsewhere === -1 ? null : { at: elsewhere, inOrder: false };
  };
  const partners = new Map<number, Partner | null>();
  const equalPlaces = placesByKey(keys.new, taken);
  return {
    old,
    new: current,
    language,
    partner: (unit) => {
      const known = partners.get(unit);
      if (known !== undefined) return known;
      const found = partnerOf(unit);
      const partner = found === null || isDoubtful(unit) || isRepeatedBeside(unit, found.at) ? null : found;
      partners.set(unit, partner);
      return partner;
    },
    likely: (unit) => likely.get(unit) ?? nearest(equalPlaces.get(keys.old[unit] ?? ""), unit),
    isOld: (newUnit) => oldKeys.has(keys.new[newUnit] ?? ""),
  };
}

function versionOf({ text, sentences }: TextVersion, language: string | null): AlignedVersion {
  const points = codePoints(text);
  const units = splitSentences(points, text, language ?? sentences).map((unit) => new ComparedUnit(unit));
  const parts = units.flatMap((unit) => unit.parts);
  const numbered = sentences.length > 0 ? sentences.map(([start]) => ({ start })) : parts;
  return { text, points, units, sentences: parts, sentenceNumber: (at) => spanAt(numbered, at) };
}

function keyOf({ words }: { readonly words: string }): string {
  return foldSigns(words);
}

interface Block {
  readonly old: readonly number[];
  readonly new: readonly number[];
}

/** The sentences between two that are aligned in order, except those that only moved. */
function* changedBlocks({ inOrder, unique }: SentencePairs, keys: { old: readonly string[]; new: readonly string[] }) {
  const moved = new Set(unique);
  let [oldFrom, newFrom] = [0, 0];
  for (let at = 0; at <= keys.old.length; at += 1) {
    const to = at === keys.old.length ? keys.new.length : (inOrder[at] ?? -1);
    if (to === -1) continue;
    const block: Block = {
      old: range(oldFrom, at).filter((unit) => unique[unit] === -1),
      new: range(newFrom, to).filter((unit) => !moved.has(unit)),
    };
    if (block.old.length > 0 && block.new.length > 0) yield block;
    [oldFrom, newFrom] = [at + 1, to + 1];
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, at) => from + at);
}

/** For the old sentences of a block, the new one with most of their words in the same order. */
function changedSentences(
  { old, new: fresh }: Block,
  before: AlignedVersion,
  after: AlignedVersion,
  work: { steps: number },
): [number, number][] {
  const maxEditLength = Math.min(MAX_CHANGED_TOKENS, Math.floor(Math.sqrt(Math.max(work.steps, 0))));
  if (old.length === 0 || fresh.length === 0) return [];
  const [theirs, ours] = [blockTokens(old, before), blockTokens(fresh, after)];
  if (Math.abs(theirs.tokens.length - ours.tokens.length) > maxEditLength) return [];
  const changes = diffArrays(theirs.tokens, ours.tokens, { maxEditLength });
  const edits = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
  work.steps -= (edits ?? maxEditLength) ** 2 + theirs.tokens.length + ours.tokens.length;
  const shared = new Map<number, Map<number, number>>();
  let [from, to] = [0, 0];
  for (const { added, removed, count } of changes ?? []) {
    for (let at = 0; at < count && !added && !removed; at += 1) {
      if (!isWord(theirs.tokens[from + at] ?? "")) continue;
      const counts = shared.get(theirs.units[from + at] ?? 0) ?? new Map<number, number>();
      const unit = ours.units[to + at] ?? 0;
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
      shared.set(theirs.units[from + at] ?? 0, counts);
    }
    if (!added) from += count;
    if (!removed) to += count;
  }
  return [...shared].flatMap(([unit, counts]): [number, number][] => {
    const [best, most] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one));
    const longest = Math.max(theirs.words.get(unit) ?? 0, ours.words.get(best) ?? 0);
    return most / longest >= LIKELY ? [[unit, best]] : [];
  });
}

/** The tokens of sentences, each with its sentence, and the number of words per sentence. */
function blockTokens(units: readonly number[], version: AlignedVersion) {
  const tokens: string[] = [];
  const of: number[] = [];
  const words = new Map<number, number>();
  for (const unit of units)
    for (const { folded } of version.units[unit]?.tokens ?? []) {
      if (folded === " ") continue;
      tokens.push(folded);
      of.push(unit);
      if (isWord(folded)) words.set(unit, (words.get(unit) ?? 0) + 1);
    }
  return { tokens, units: of, words };
}

/** The indexes of sentences that are not aligned, by key. */
function placesByKey(keys: readonly string[], aligned: ReadonlySet<number>): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, key] of keys.entries()) {
    if (aligned.has(at)) continue;
    const same = places.get(key);
    if (same === undefined) places.set(key, [at]);
    else same.push(at);
  }
  return places;
}

function nearest(places: readonly number[] | undefined, to: number): number | null {
  return places === undefined
    ? null
    : places.reduce((best, place) => (Math.abs(place - to) < Math.abs(best - to) ? place : best));
}
