/* In a file without the search itself, because the contract table, which every page loads, uses them. */

/** Longer chains connect everybody with everybody. */
export const MAX_STEPS = 4;

/** The most connections in an answer, and the default number. */
export const MAX_CONNECTIONS = 20;
export const USUAL_CONNECTIONS = 3;
