import { duplicateName } from "./json-names.ts";
import { hasSixtyFourBits, integerAsJson } from "./long-integer.ts";

/** A number in a JSON text that no store can keep. `at` is its offset in UTF-16 units. */
export class NumberRangeError extends RangeError {
  override readonly name = "NumberRangeError";

  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** A repeated name in one object of a JSON text. `at` is the offset of the second one in UTF-16 units. */
export class DuplicateNameError extends SyntaxError {
  override readonly name = "DuplicateNameError";

  constructor(
    member: string,
    readonly at: number,
  ) {
    super(`The name “${member.length > 40 ? `${member.slice(0, 39)}…` : member}” stands twice in one object`);
  }
}

/**
 * Parses JSON like `JSON.parse`, but losslessly: an integer beyond ±(2^53 − 1) becomes a LongInteger, and a repeated
 * member name is an error. A decimal becomes the nearest double.
 * @throws SyntaxError as JSON.parse; DuplicateNameError, a subclass; NumberRangeError for an integer beyond 64 bits or
 * a decimal beyond the doubles
 */
export function parseExactJson(json: string): unknown {
  const value = JSON.parse(json) as unknown;
  const twice = duplicateName(json, value);
  if (twice !== null) throw new DuplicateNameError(twice.name, twice.at);
  // Few texts contain so many digits in a row, or such an exponent.
  if (!/\d{16}|[eE]\+?\d{3}/.test(json)) return value;
  let marked = "";
  let from = 0;
  for (const { at, text } of numbersOf(json)) {
    if (!isRounded(text, at)) continue;
    marked += `${json.slice(from, at)}"${text}"`;
    from = at + text.length;
  }
  return from === 0 ? value : withIntegers(value, JSON.parse(marked + json.slice(from)));
}

function isRounded(text: string, at: number): boolean {
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  if (/[.eE]/.test(text)) {
    if (Number.isFinite(Number(text))) return false;
    throw new NumberRangeError(`The number ${shown} is larger than any that can be kept`, at);
  }
  if (Number.isSafeInteger(Number(text))) return false;
  // Checks the length first: parsing an integer of a million digits takes long.
  if (text.length > 20 || !hasSixtyFourBits(BigInt(text)))
    throw new NumberRangeError(`The whole number ${shown} has more than 64 bits`, at);
  return true;
}

/** Merges two parses of one text, of which the second has its long integers as strings: they differ only there. */
function withIntegers(rounded: unknown, marked: unknown): unknown {
  const outer = { value: rounded };
  const open: [object, object][] = [[outer, { value: marked }]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [target, texts] = pair as [Record<string, unknown>, Record<string, unknown>];
    for (const key of Object.keys(texts)) {
      const [number, text] = [target[key], texts[key]];
      if (typeof text === "string" && typeof number === "number") target[key] = integerAsJson(BigInt(text));
      else if (typeof text === "object" && text !== null) open.push([number as object, text]);
    }
  }
  return outer.value;
}

const [QUOTE, BACKSLASH, MINUS, ZERO, NINE] = [0x22, 0x5c, 0x2d, 0x30, 0x39];
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The numbers of a JSON text, outside of its strings. */
function* numbersOf(json: string): Iterable<{ readonly at: number; readonly text: string }> {
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (character === QUOTE) {
      for (at += 1; json.charCodeAt(at) !== QUOTE; at += 1) if (json.charCodeAt(at) === BACKSLASH) at += 1;
    } else if (character === MINUS || (character >= ZERO && character <= NINE)) {
      NUMBER.lastIndex = at;
      const text = NUMBER.exec(json)?.[0] ?? "";
      yield { at, text };
      at += Math.max(text.length - 1, 0);
    }
  }
}
