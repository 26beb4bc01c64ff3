/** An index of a text by Unicode code points. All offsets of the model are code points, never UTF-16 units. */
export interface CodePoints {
  readonly length: number;
  slice(start: number, end: number): string;
  /** The UTF-16 offset of a code point. */
  unit(codePoint: number): number;
}

export function codePoints(text: string): CodePoints {
  // Without surrogates both units agree, so no index is needed.
  if (!/[\uD800-\uDFFF]/.test(text)) {
    return { length: text.length, slice: (start, end) => text.slice(start, end), unit: (at) => at };
  }
  const units: number[] = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  const unit = (codePoint: number) => units[Math.min(Math.max(codePoint, 0), units.length - 1)] ?? at;
  return { length: units.length - 1, slice: (start, end) => text.slice(unit(start), unit(end)), unit };
}
