import type { CostlyQuery } from "./costly-query.ts";
import { SEARCHES } from "./searches.ts";
import { NUMBERS, TEXTS } from "./texts.ts";
import { ROOM, WORK } from "./work.ts";

/** No query may hang the process, exhaust its memory or end it. */
export const COSTLY_QUERIES: Readonly<Record<string, readonly CostlyQuery[]>> = {
  "work without end": WORK,
  "more than there is room for": ROOM,
  "a text without end": TEXTS,
  "numbers beyond their bounds": NUMBERS,
  "a search that tries everything": SEARCHES,
};
