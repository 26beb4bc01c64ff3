import type { Budget } from "../../budget.ts";
import {
  list,
  strict,
  text,
  whole,
  wrongType,
  wrongValue,
  lenient,
  type FunctionContext,
  type FunctionDefinition,
} from "../function.ts";
import { ONE_CHARACTER } from "../internal-functions.ts";
import { isList } from "../kind.ts";
import { toCypherText } from "../operations/to-string.ts";
import { allIndexesOf } from "../substring.ts";
import { normalForm } from "../unicode-normalization.ts";
import { Float, type Value } from "../value.ts";
import { isWhiteSpace } from "../white-space.ts";

/** Cypher counts and slices strings by code points. */
function points(value: string): string[] {
  return Array.from(value);
}

function plain(name: string, description: string, of: (x: string) => string): FunctionDefinition {
  return strict("String", name, "STRING -> STRING", description, ([x]) => of(text(name, x)));
}

function replace([original, search, other]: readonly Value[], { budget }: FunctionContext): Value {
  const [whole_, from, to] = [text("replace", original), text("replace", search), text("replace", other)];
  const places = from === "" ? [] : allIndexesOf(whole_, from, budget);
  const times = from === "" ? whole_.length + 1 : places.length;
  budget.checkString(whole_.length + times * (to.length - from.length));
  budget.spend(times);
  return from === ""
    ? to +
        points(whole_)
          .map((point) => point + to)
          .join("")
    : cut(whole_, from, places).join(to);
}

function split([original, delimiter]: readonly Value[], { budget }: FunctionContext): Value {
  const whole_ = text("split", original);
  if (whole_ === "") return [whole_];
  const given = (isList(delimiter ?? null) ? list("split", delimiter) : [delimiter ?? null]).map((mark) =>
    text("split", mark),
  );
  if (given.includes(whole_)) return ["", ""];
  const marks = given.filter((mark) => mark !== "");
  const pieces = between(whole_, marks, budget);
  if (marks.length === given.length) return pieces;
  // Like Neo4j, an empty delimiter splits between UTF-16 units and produces no empty string.
  budget.checkList(whole_.length);
  budget.spend(whole_.length);
  return pieces.flatMap((piece) => piece.split(""));
}

function between(whole_: string, marks: readonly string[], budget: Budget): string[] {
  const [only] = marks;
  if (only === undefined) return [whole_];
  if (marks.length === 1) {
    const places = allIndexesOf(whole_, only, budget);
    budget.checkList(places.length + 1);
    return cut(whole_, only, places);
  }
  // Upper bounds for any delimiters: one piece per character, and a comparison with every delimiter at each position.
  budget.checkList(whole_.length);
  budget.spend(marks.reduce((sum, mark) => sum + mark.length, whole_.length * (1 + (marks.length >>> 3))));
  return whole_.split(new RegExp(marks.map((mark) => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "u"));
}

/** The pieces between the occurrences of a delimiter. */
function cut(whole_: string, mark: string, places: readonly number[]): string[] {
  const starts = [0, ...places.map((place) => place + mark.length)];
  return starts.map((start, index) => whole_.slice(start, places[index] ?? whole_.length));
}

/** @param of the string that is sliced; Neo4j accepts a negative length for an empty one */
function count(name: string, value: Value | undefined, of?: Value): number {
  // Like Neo4j, which truncates a float at run time.
  const length = value instanceof Float ? Math.trunc(value.value) || 0 : whole(name, value);
  if (length < 0 && of !== "")
    throw wrongValue(name, "a length must not be negative", "ArgumentError", "NegativeIntegerArgument");
  return length;
}

function substring([original, start, length]: readonly Value[]): Value {
  const from = count("substring", start, original);
  const all = points(text("substring", original));
  return all.slice(from, length === undefined ? undefined : from + count("substring", length, original)).join("");
}

function trimmer(name: string, description: string, left: boolean, right: boolean): FunctionDefinition {
  return strict("String", name, "STRING, [STRING] -> STRING", description, ([value, marks]) => {
    const all = points(text(name, value));
    const isCut =
      marks === undefined
        ? (point: string | undefined) => point !== undefined && isWhiteSpace(point)
        : (
            (set) => (point: string | undefined) =>
              point !== undefined && set.has(point)
          )(new Set(points(text(name, marks))));
    let [from, to] = [0, all.length];
    while (left && from < to && isCut(all[from])) from += 1;
    while (right && to > from && isCut(all[to - 1])) to -= 1;
    return all.slice(from, to).join("");
  });
}

/** Checks the trim character of `trim(BOTH character FROM …)`. It is not in the registry, so a query cannot call it. */
export const oneCharacter = strict("String", ONE_CHARACTER, "STRING -> STRING", "", ([mark]) => {
  if (points(text("trim", mark)).length !== 1)
    throw wrongValue("trim", "the mark is one character; btrim() takes several");
  return mark ?? null;
});

function normalize([value, form]: readonly Value[], { budget }: FunctionContext): Value {
  const named = form === undefined ? "NFC" : text("normalize", form).toUpperCase();
  if (!["NFC", "NFD", "NFKC", "NFKD"].includes(named))
    throw wrongValue("normalize", "the form is NFC, NFD, NFKC or NFKD");
  return normalForm(text("normalize", value), named, budget);
}

function toText(name: string, value: Value): Value {
  if (value === null) return null;
  if (isList(value) || value instanceof Map)
    throw wrongType(name, "a value that has a text", value, "InvalidArgumentValue");
  return toCypherText(value);
}

function orNull(value: Value): Value {
  try {
    return toText("toStringOrNull", value);
  } catch {
    return null;
  }
}

/** String functions. */
export const TEXT: readonly FunctionDefinition[] = [
  plain("toLower", "In small letters", (x) => x.toLowerCase()),
  plain("lower", "In small letters", (x) => x.toLowerCase()),
  plain("toUpper", "In capitals", (x) => x.toUpperCase()),
  plain("upper", "In capitals", (x) => x.toUpperCase()),
  trimmer("trim", "Without space at both ends", true, true),
  trimmer("btrim", "Without these characters at both ends", true, true),
  trimmer("ltrim", "Without these characters at the start", true, false),
  trimmer("rtrim", "Without these characters at the end", false, true),
  strict("String", "replace", "STRING, STRING, STRING -> STRING", "Every occurrence of one text by another", replace),
  strict("String", "split", "STRING, STRING | LIST<STRING> -> LIST<STRING>", "The pieces between marks", split),
  strict(
    "String",
    "substring",
    "STRING, INTEGER, [INTEGER] -> STRING",
    "A part, from a place counted from 0",
    substring,
  ),
  strict("String", "left", "STRING, INTEGER -> STRING", "The first characters", ([value, length]) =>
    points(text("left", value))
      .slice(0, count("left", length, value))
      .join(""),
  ),
  strict("String", "right", "STRING, INTEGER -> STRING", "The last characters", ([value, length]) => {
    const all = points(text("right", value));
    return all.slice(Math.max(all.length - count("right", length), 0)).join("");
  }),
  strict("String", "normalize", "STRING, [STRING] -> STRING", "In a Unicode normal form", normalize),
  lenient(
    "String",
    "toString",
    "BOOLEAN | INTEGER | FLOAT | STRING | POINT | DURATION | DATE | ZONED TIME | LOCAL TIME | LOCAL DATETIME | ZONED DATETIME -> STRING",
    "As text",
    ([value]) => toText("toString", value ?? null),
  ),
  strict("List", "toStringList", "LIST<ANY> -> LIST<STRING>", "Each item as text, or null", ([value], { budget }) => {
    const items = list("toStringList", value);
    budget.spend(items.length);
    return items.map(orNull);
  }),
  lenient("String", "toStringOrNull", "ANY -> STRING", "As text, or null", ([value]) => orNull(value ?? null)),
];
