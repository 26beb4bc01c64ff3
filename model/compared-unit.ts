import { codePoints, type CodePoints } from "./code-points.ts";
import { spanAt, type TextUnit } from "./split-sentences.ts";
import { tokensOf, type Token } from "./text-tokens.ts";

/** A half-open span of a unit, in code points from its start. */
export type UnitSpan = readonly [number, number];

/** A sentence with data that is computed on demand. */
export class ComparedUnit {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly parts: TextUnit["parts"];
  private counted: CodePoints | null = null;
  private made: readonly Token[] | null = null;
  private index: { readonly folded: string; readonly starts: readonly { readonly start: number }[] } | null = null;

  constructor({ start, end, words, parts }: TextUnit) {
    [this.start, this.end, this.words, this.parts] = [start, end, words, parts];
  }

  get points(): CodePoints {
    return (this.counted ??= codePoints(this.words));
  }

  get tokens(): readonly Token[] {
    return (this.made ??= tokensOf(this.words));
  }

  /** Finds words, both sides folded by `foldSigns`; null where they do not occur. */
  find(folded: string): UnitSpan | null {
    this.index ??= indexed(this.tokens);
    const at = this.index.folded.indexOf(folded);
    return at === -1 || folded === "" ? null : [this.pointAt(at), this.pointAt(at + folded.length - 1) + 1];
  }

  /** The code point of a UTF-16 unit in the folded words. A code point is one unit, except emoji and rare letters. */
  private pointAt(at: number): number {
    const token = spanAt(this.index?.starts ?? [], at);
    const inside = at - (this.index?.starts[token]?.start ?? 0);
    const { start = 0, folded = "" } = this.tokens[token] ?? {};
    return start + Array.from(folded.slice(0, inside + 1)).length - 1;
  }
}

function indexed(tokens: readonly Token[]) {
  let at = 0;
  const starts = tokens.map(({ folded }) => {
    const start = at;
    at += folded.length;
    return { start };
  });
  return { folded: tokens.map(({ folded }) => folded).join(""), starts };
}
