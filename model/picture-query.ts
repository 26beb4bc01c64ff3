/**
 * The part of an address that says what is seen of a story: `view=all&at=iran&off=trump&v=2`. The page writes it into
 * its address, and a saved view keeps it.
 */

/** What each key holds: words of a fixed list, the ids of things of the story, or marks with where they are. */
const KEYS: Readonly<Record<string, "ids" | "line" | "pins" | "words" | readonly string[]>> = {
  view: ["all"],
  show: ["all", "own"],
  at: "ids",
  line: "line",
  voice: "ids",
  off: "ids",
  hide: "words",
  "hide-type": "words",
  "hide-certainty": "words",
  "hide-polarity": "words",
  "hide-document": "ids",
  "hide-day": "words",
  with: "ids",
  without: "ids",
  pin: "pins",
  v: ["1", "2"],
};

/**
 * Version 1 listed several values of a key with commas: `at=a,b`. Version 2 repeats the key: `at=a&at=b`. It is named
 * where version 1 would read something else; in both a comma inside a value is percent-encoded, so that one parser
 * reads both.
 */
export const QUERY_VERSION = "2";

export type QueryEntry = readonly [name: string, value: string];

/** A query as an address has it, without the question mark. Ids may hold any character. */
export function queryText(entries: readonly QueryEntry[]): string {
  return entries.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
}

/** The values of each key. Splits at commas before it decodes: URLSearchParams would decode those inside a value first. */
export function queryValues(search: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const part of search.replace(/^\?/u, "").split("&")) {
    const [name = "", ...rest] = part.split("=");
    const decoded = rest
      .join("=")
      .split(",")
      .map((item) => new URLSearchParams(`item=${item}`).get("item") ?? "")
      .filter((item) => item !== "");
    values.set(name, [...(values.get(name) ?? []), ...decoded]);
  }
  return values;
}

export interface PinnedPoint {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** A mark with where it was dragged to, in shares of the canvas: `0.5_0.25_iran`; null for what is none. */
export function pinOf(value: string): PinnedPoint | null {
  const [, x = "", y = "", id = ""] = /^(\d(?:\.\d+)?)_(\d(?:\.\d+)?)_(.+)$/su.exec(value) ?? [];
  return id === "" ? null : { id, x: Math.min(Number(x), 1), y: Math.min(Number(y), 1) };
}

export function pinText({ id, x, y }: PinnedPoint): string {
  return `${x}_${y}_${id}`;
}

/** Why a query does not say what is seen, as the end of a sentence; null where it does. */
export function queryMistake(query: string): string | null {
  if (query === "") return null;
  if (!query.isWellFormed()) return "holds half a surrogate pair";
  if (!isDecodable(query)) return "has a percent sign that stands for no character";
  const version = queryValues(query)
    .get("v")
    ?.find((one) => !isOneOf(KEYS["v"], one));
  if (version !== undefined) return `is of version “${short(version)}”, and this server reads 1 and 2`;
  for (const part of query.split("&")) {
    const [name = ""] = part.split("=");
    const kind = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
    if (kind === undefined) return `has “${short(name)}”, which says nothing of a picture`;
    const values = queryValues(part).get(name) ?? [];
    if (values.length === 0) return `says nothing for “${name}”`;
    const wrong = values.find((value) => (kind === "pins" ? pinOf(value) === null : !isOneOf(kind, value)));
    if (wrong !== undefined) return `has “${short(wrong)}” for “${name}”`;
  }
  return null;
}

/** What replaces an id of a query: another one, or null where what has it is gone. */
export type IdChange = (id: string) => string | null;

/** The query with other ids in it; what names one that is gone goes. The same text where none is another. */
export function withOtherIds(query: string, change: IdChange): string {
  let isOther = false;
  const entries = [...queryValues(query)].flatMap(([name, values]) =>
    values.flatMap((value): QueryEntry[] => {
      const now = valueWith(KEYS[name], value, change);
      isOther ||= now !== value;
      return now === null ? [] : [[name, now]];
    }),
  );
  return isOther ? queryText(entries) : query;
}

function valueWith(kind: (typeof KEYS)[string] | undefined, value: string, change: IdChange): string | null {
  if (kind === "ids") return change(value);
  // The id of a line is made of those of what it joins and tells; with one of them it is another line.
  if (kind === "line") return value.split("~").every((part) => isKept(unescaped(part), change)) ? value : null;
  if (kind !== "pins") return value;
  const pin = pinOf(value);
  if (pin === null) return null;
  const id = change(pin.id);
  return id === null ? null : pinText({ ...pin, id });
}

function isKept(id: string, change: IdChange): boolean {
  return change(id) === id;
}

/** As `pairOf` of lines.ts escapes an id. */
function unescaped(part: string): string {
  return part.replaceAll("%7E", "~").replaceAll("%25", "%");
}

function isOneOf(kind: unknown, value: string): boolean {
  return !Array.isArray(kind) || kind.includes(value);
}

function isDecodable(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
