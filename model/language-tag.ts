/**
 * The canonical BCP 47 tag of a language without its extensions: `en-US` of `en_us.UTF-8`, which is how systems write
 * it. null of what is no tag, as `english`. A tag that is answered here is one every `Intl` formatter takes.
 */
export function languageTag(text: string): string | null {
  const tag = text
    .trim()
    .replace(/[.@].*$/su, "")
    .replaceAll("_", "-");
  // A primary language of five to eight letters is well formed, but none is registered.
  if (!/^[a-z]{2,3}(-|$)/i.test(tag)) return null;
  try {
    return new Intl.Locale(tag).baseName;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
