/**
 * Caches the last result of a function: equal arguments return the same object, so that derived stages are not
 * recomputed.
 */
export function memoizeLast<Given extends readonly unknown[], Made>(
  make: (...given: Given) => Made,
): (...given: Given) => Made {
  let last: { readonly given: Given; readonly made: Made } | null = null;
  return (...given) => {
    const kept = last;
    if (kept !== null && given.every((value, at) => Object.is(value, kept.given[at]))) return kept.made;
    const made = make(...given);
    last = { given, made };
    return made;
  };
}

/** Returns the same list object as long as its items are the same. */
export function keepList<Item>(): (list: readonly Item[]) => readonly Item[] {
  let kept: readonly Item[] = [];
  return (list) => {
    if (list.length !== kept.length || list.some((item, at) => item !== kept[at])) kept = list;
    return kept;
  };
}
