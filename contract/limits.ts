/**
 * Limits of a request; docs/api.md has the table. MAX_ROWS and MAX_STATEMENT are in query.ts, MAX_SEARCH is in
 * operations.ts.
 */

/** Characters of a URL; the request line also counts towards the bytes of the headers. */
export const MAX_URL = 4_096;

/** Bytes of all headers of a request. */
export const MAX_HEADER_BYTES = 8_192;

/** Bytes of a body. */
export const MAX_BODY_BYTES = 100 * 1_024;

/** Bytes of the body that loads a story. */
export const MAX_LOAD_BYTES = 32 * 1_024 * 1_024;

/** Bytes of the body that corrects an article. */
export const MAX_CORRECTION_BYTES = 8 * 1_024 * 1_024;

/** Nesting depth of a body. */
export const MAX_BODY_DEPTH = 128;

/** Characters of all parameters of a query as JSON. */
export const MAX_PARAMETERS = 64_000;

/** Nesting depth of the parameters; the map of the parameters is the first level. */
export const MAX_PARAMETER_DEPTH = 64;

/** Milliseconds a query may take. */
export const MAX_QUERY_MILLIS = 10_000;
