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
import { isList } from "../kind.ts";
import { toCypherText } from "../text.ts";
import type { Value } from "../value.ts";

/** Strings are counted and cut by code points. */
function points(value: string): string[] {
  return Array.from(value);
}

function plain(name: string, description: string, of: (x: string) => string): FunctionDefinition {
  return strict("String", name, 1, description, ([x]) => of(text(name, x)));
}

function replace([original, search, other]: readonly Value[], { budget }: FunctionContext): Value {
  const [whole_, from, to] = [text("replace", original), text("replace", search), text("replace", other)];
  const times = from === "" ? whole_.length + 1 : whole_.split(from).length - 1;
  budget.checkString(whole_.length + times * (to.length - from.length));
  budget.spend(whole_.length >>> 6);
  return from === "" ? [to, ...points(whole_).flatMap((point) => [point, to])].join("") : whole_.split(from).join(to);
}

function split([original, delimiter]: readonly Value[], { budget }: FunctionContext): Value {
  const whole_ = text("split", original);
  const marks = (isList(delimiter ?? null) ? list("split", delimiter) : [delimiter ?? null]).map((mark) =>
    text("split", mark),
  );
  budget.spend(whole_.length);
  budget.checkList(marks.includes("") ? whole_.length : 1);
  // An empty mark cuts between the units of UTF-16, as Neo4j does.
  if (marks.includes("")) return whole_.split("");
  return whole_.split(new RegExp(marks.map((mark) => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "u"));
}

function count(name: string, value: Value | undefined): number {
  const length = whole(name, value);
  if (length < 0) throw wrongValue(name, "a length must not be negative", "ArgumentError", "NegativeIntegerArgument");
  return length;
}

function substring([original, start, length]: readonly Value[]): Value {
  const from = count("substring", start);
  const all = points(text("substring", original));
  return all.slice(from, length === undefined ? undefined : from + count("substring", length)).join("");
}

function trimmer(name: string, description: string, left: boolean, right: boolean): FunctionDefinition {
  return strict("String", name, [1, 2], description, ([value, marks]) => {
    const all = points(text(name, value));
    const isCut =
      marks === undefined
        ? (point: string | undefined) => point !== undefined && /^\s$/u.test(point)
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

function normalize([value, form]: readonly Value[]): Value {
  const named = form === undefined ? "NFC" : text("normalize", form).toUpperCase();
  if (!["NFC", "NFD", "NFKC", "NFKD"].includes(named))
    throw wrongValue("normalize", "the form is NFC, NFD, NFKC or NFKD");
  return text("normalize", value).normalize(named);
}

function toText(name: string, value: Value): Value {
  if (value === null) return null;
  if (isList(value) || value instanceof Map) throw wrongType(name, "a value that has a text", value);
  return toCypherText(value);
}

function orNull(value: Value): Value {
  try {
    return toText("toStringOrNull", value);
  } catch {
    return null;
  }
}

/** Strings. */
export const TEXT: readonly FunctionDefinition[] = [
  plain("toLower", "In small letters", (x) => x.toLowerCase()),
  plain("lower", "In small letters", (x) => x.toLowerCase()),
  plain("toUpper", "In capitals", (x) => x.toUpperCase()),
  plain("upper", "In capitals", (x) => x.toUpperCase()),
  trimmer("trim", "Without space at both ends", true, true),
  trimmer("btrim", "Without these characters at both ends", true, true),
  trimmer("ltrim", "Without these characters at the start", true, false),
  trimmer("rtrim", "Without these characters at the end", false, true),
  strict("String", "replace", 3, "Every occurrence of one text by another", replace),
  strict("String", "split", 2, "The pieces between marks", split),
  strict("String", "substring", [2, 3], "A part, from a place counted from 0", substring),
  strict("String", "left", 2, "The first characters", ([value, length]) =>
    points(text("left", value)).slice(0, count("left", length)).join(""),
  ),
  strict("String", "right", 2, "The last characters", ([value, length]) => {
    const all = points(text("right", value));
    return all.slice(Math.max(all.length - count("right", length), 0)).join("");
  }),
  strict("String", "normalize", [1, 2], "In a Unicode normal form", normalize),
  lenient("String", "toString", 1, "As text", ([value]) => toText("toString", value ?? null)),
  strict("List", "toStringList", 1, "Each item as text, or null", ([value], { budget }) => {
    const items = list("toStringList", value);
    budget.spend(items.length);
    return items.map(orNull);
  }),
  lenient("String", "toStringOrNull", 1, "As text, or null", ([value]) => orNull(value ?? null)),
];
