/** What holds the mark of `trim(BOTH '_' FROM s)` to one character: a function that has no name to be called by. */
export const ONE_CHARACTER = " one character";
