/** Font sizes of the picture in CSS px, and its font stack. */
export const FONT_SIZES = { name: 13, caption: 11, words: 11 } as const;
export const FONT_FAMILY =
  '"Source Sans 3", "Source Sans 3 Variable", "Segoe UI", "Helvetica Neue", "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", Arial, sans-serif';

// Advance widths in thousandths of the font size, from a wide humanist sans, so that text in the other fonts fits too.
const NARROW = new Set("ijl|!.,:;'`’‘·");
const SLIM = new Set('ftrI()[]{}/\\-"“”* ');
const WIDE = new Set("mwMW@%—…");

/**
 * Estimates the width of a text in CSS px without a font, so that server and client place labels alike; an upper
 * estimate for the fonts of FONT_FAMILY.
 */
export function textWidth(text: string, size: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += advance(character);
  return (thousandths * size) / 1000;
}

function advance(character: string): number {
  if (NARROW.has(character)) return 290;
  if (SLIM.has(character)) return 400;
  if (WIDE.has(character)) return 920;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x300 && code <= 0x36f) return 0;
  if (code >= 0x1100 && (code <= 0x11ff || (code >= 0x2e80 && code <= 0xd7ff) || code >= 0xf900)) return 1030;
  if (code >= 0x41 && code <= 0x5a) return 680;
  if (code >= 0x400 && code <= 0x52f) return 640;
  return 590;
}

/** Whether a text is written right to left, by its first strong character. */
export function readsRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first);
}
