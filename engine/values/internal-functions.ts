/**
 * The function that limits the trim character of `trim(BOTH '_' FROM s)` to one character. A query cannot call it,
 * since its name starts with a space.
 */
export const ONE_CHARACTER = " one character";
