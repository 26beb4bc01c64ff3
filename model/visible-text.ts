/** Anything but blanks, control characters, marks that stand on another sign, and signs without a shape (U+2800 has none). */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a reader would see anything of a text. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
