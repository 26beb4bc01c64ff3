/**
 * The canonical BCP 47 tag of a language without its extensions: `en-US` for `en_us.UTF-8`, the form in which systems
 * write it. null for an invalid tag, such as `english`. Every `Intl` formatter accepts a returned tag.
 */
export function languageTag(text: string): string | null {
  const tag = text
    .trim()
    .replace(/[.@].*$/su, "")
    .replaceAll("_", "-");
  // A primary language of five to eight letters is well-formed, but none is registered.
  if (!/^[a-z]{2,3}(-|$)/i.test(tag)) return null;
  try {
    return new Intl.Locale(tag).baseName;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
