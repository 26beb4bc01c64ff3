const OTHERS: ReadonlySet<number> = new Set([0x20, 0x1680, 0x2028, 0x2029, 0x205f, 0x3000]);

/** Java's white space: spaces other than no-break ones, line ends, and the separators among the control characters. */
export function isWhiteSpace(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (point >= 0x2000 && point <= 0x200a) return point !== 0x2007;
  return (point >= 0x09 && point <= 0x0d) || (point >= 0x1c && point <= 0x1f) || OTHERS.has(point);
}

/** Removes the characters that `isCut` selects at both ends. */
export function trimmed(text: string, isCut: (character: string) => boolean): string {
  let [from, to] = [0, text.length];
  while (from < to && isCut(text[from] as string)) from += 1;
  while (to > from && isCut(text[to - 1] as string)) to -= 1;
  return text.slice(from, to);
}
