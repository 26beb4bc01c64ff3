/** What is taken of a request; docs/api.md has the table. Beyond these stand MAX_ROWS and MAX_STATEMENT of query.ts and MAX_SEARCH of operations.ts. */

/** Characters of an address; the request line counts among the bytes of the headers. */
export const MAX_URL = 4_096;

/** Bytes of all headers of a request. */
export const MAX_HEADER_BYTES = 8_192;

/** Bytes of a body. */
export const MAX_BODY_BYTES = 100 * 1_024;

/** Bytes of the body that loads a story. */
export const MAX_LOAD_BYTES = 32 * 1_024 * 1_024;

/** Bytes of the body that corrects an article. */
export const MAX_CORRECTION_BYTES = 8 * 1_024 * 1_024;

/** Objects and lists of a body inside one another. */
export const MAX_BODY_DEPTH = 128;

/** Characters of all parameters of a query as JSON. */
export const MAX_PARAMETERS = 64_000;

/** Maps and lists of the parameters inside one another, the map of the parameters being the first. */
export const MAX_PARAMETER_DEPTH = 64;

/** Milliseconds a query may take. */
export const MAX_QUERY_MILLIS = 10_000;
