/** The function with its last result kept: equal arguments give the same object, so that what follows is not derived again. */
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

/** A list that stays the same object as long as its items are the same. */
export function keepList<Item>(): (list: readonly Item[]) => readonly Item[] {
  let kept: readonly Item[] = [];
  return (list) => {
    if (list.length !== kept.length || list.some((item, at) => item !== kept[at])) kept = list;
    return kept;
  };
}
