import type { ByteSource } from "./byte-source.ts";
import { JSON_LIMITS } from "./story-json.ts";

/** The lists of a story file whose records are read one by one. */
export const RECORD_LISTS = ["articles", "entities", "relations", "timeExpressions"] as const;
export type RecordList = (typeof RECORD_LISTS)[number];

/** Byte ranges of the parts of a story file, as pairs of start and end. */
export interface ScannedStory {
  /** The other values, by name. */
  readonly head: ReadonlyMap<string, readonly [number, number]>;
  readonly lists: ReadonlyMap<RecordList, readonly number[]>;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x5b, 0x5d, 0x7b, 0x7d];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Finds the records of a story file without parsing them, so that they can be parsed one by one. null where the file is
 * no JSON object, repeats a name or exceeds the limits: parsing it as a whole then reports the mistake. With `last` the
 * scan ends after that list.
 */
export function scanStory(bytes: ByteSource, maxValues: number, last?: RecordList): ScannedStory | null {
  const head = new Map<string, readonly [number, number]>();
  const lists = new Map<RecordList, readonly number[]>();
  let values = 0;
  let at = BYTE_ORDER_MARK.every((byte, index) => bytes.at(index) === byte) ? BYTE_ORDER_MARK.length : 0;

  const skipBlanks = () => {
    while (isBlank(bytes.at(at))) at += 1;
    return bytes.at(at);
  };
  const skipString = () => {
    for (at += 1; at < bytes.length; at += 1) {
      const byte = bytes.at(at);
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) at += 1;
    }
    at += 1;
  };
  /** Skips a value; returns false where its brackets do not close or nest too deep. */
  const skipValue = (outer: number): boolean => {
    let depth = outer;
    do {
      const byte = bytes.at(at);
      if (byte === undefined) return false;
      if (byte === QUOTE) skipString();
      else {
        if (byte === OPEN_LIST || byte === OPEN_MAP) {
          depth += 1;
          values += 1;
        } else if (byte === CLOSE_LIST || byte === CLOSE_MAP) depth -= 1;
        else if (byte === COMMA) values += 1;
        at += 1;
      }
      if (depth > JSON_LIMITS.depth || values > maxValues) return false;
    } while (depth > outer || (depth === outer && isScalar(bytes.at(at))));
    return depth === outer;
  };
  const scanList = (): number[] | null => {
    const spans: number[] = [];
    at += 1;
    if (skipBlanks() === CLOSE_LIST) return (at += 1) > 0 ? spans : null;
    for (;;) {
      skipBlanks();
      const start = at;
      if (!skipValue(2)) return null;
      spans.push(start, at);
      values += 1;
      const next = skipBlanks();
      at += 1;
      if (next === CLOSE_LIST) return spans;
      if (next !== COMMA) return null;
    }
  };

  if (skipBlanks() !== OPEN_MAP) return null;
  at += 1;
  for (;;) {
    if (skipBlanks() !== QUOTE) return null;
    const start = at;
    skipString();
    const name = nameOf(bytes.text(start, at));
    if (name === null || head.has(name) || lists.has(name as RecordList) || skipBlanks() !== COLON) return null;
    at += 1;
    const isList = skipBlanks() === OPEN_LIST && (RECORD_LISTS as readonly string[]).includes(name);
    const [from, spans] = [at, isList ? scanList() : null];
    if (isList && spans === null) return null;
    if (spans !== null) lists.set(name as RecordList, spans);
    else if (skipValue(1)) head.set(name, [from, at]);
    else return null;
    if (name === last) return { head, lists };
    const next = skipBlanks();
    at += 1;
    if (next === CLOSE_MAP) return skipBlanks() === undefined ? { head, lists } : null;
    if (next !== COMMA) return null;
  }
}

function nameOf(json: string): string | null {
  try {
    return JSON.parse(json) as string;
  } catch {
    return null;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Whether a byte continues a number or a word. */
function isScalar(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    !isBlank(byte) &&
    byte !== COMMA &&
    byte !== COLON &&
    byte !== CLOSE_LIST &&
    byte !== CLOSE_MAP &&
    byte !== OPEN_LIST &&
    byte !== OPEN_MAP &&
    byte !== QUOTE
  );
}
