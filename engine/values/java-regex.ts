import { RE2JS } from "re2js";

/** The flags that a pattern can set for a part of itself: `(?iu)`, `(?x:…)`, `(?-s)`. */
const FLAGS = ["i", "d", "m", "s", "u", "x", "U", "c"];

const TERMINATORS = "\\n\\r\\x{85}\\x{2028}\\x{2029}";
const VERTICAL = `\\x{b}\\f${TERMINATORS}`;
const HORIZONTAL = " \\t\\x{a0}\\x{1680}\\x{180e}\\x{2000}-\\x{200a}\\x{202f}\\x{205f}\\x{3000}";

/** Escapes of character classes, and the contents of the class that each stands for. */
const CLASSES: Readonly<Record<string, string>> = { h: HORIZONTAL, v: VERTICAL, s: "\\t\\n\\x{b}\\f\\r " };
const UNICODE_CLASSES: Readonly<Record<string, string>> = {
  ...CLASSES,
  s: `\\t-\\r\\x{85}\\p{Z}`,
  d: "\\p{Nd}",
  w: "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{200c}\\x{200d}",
};

/** `\p{Alpha}` and the other POSIX classes, which cover ASCII only. */
const POSIX: ReadonlyMap<string, string> = new Map(
  "Lower Upper ASCII Alpha Digit Alnum Punct Graph Print Blank Cntrl XDigit Space"
    .split(" ")
    .map((name) => [name, `[:${name.toLowerCase()}:]`]),
);

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/** Compiles a Java pattern for matching in linear time; throws for what needs backtracking. */
export function compileRegex(pattern: string): { matches(text: string): boolean } {
  return RE2JS.compile(new Translation(pattern).whole());
}

/** Translates a Java pattern to RE2, which has fewer flags and gives some syntax another meaning. */
class Translation {
  private at = 0;
  private flags = "";
  private readonly outer: string[] = [];

  private readonly pattern: string;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  whole(): string {
    let made = "";
    while (this.at < this.pattern.length) made += this.piece();
    return made;
  }

  private has(flag: string): boolean {
    return this.flags.includes(flag);
  }

  private take(expected: RegExp): RegExpExecArray | null {
    expected.lastIndex = this.at;
    const found = expected.exec(this.pattern);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  private point(): number {
    const point = this.pattern.codePointAt(this.at);
    if (point === undefined) throw new Error("it ends too early");
    this.at += point > 0xffff ? 2 : 1;
    return point;
  }

  private piece(): string {
    if (this.has("x") && this.take(/[ \t-\r]+|#[^\n\r]*/y) !== null) return "";
    const repetition = this.take(/\{\d+(?:,\d*)?\}|\*|\+|\?|\||\^|\$/y);
    if (repetition !== null) return repetition[0];
    const letter = this.pattern[this.at];
    switch (letter) {
      case "\\":
        return this.escape();
      case "[":
        return this.charClass();
      case "(":
        return this.open();
      case "{":
        throw new Error(`illegal repetition at ${this.at + 1}`);
      case ")":
        this.at += 1;
        this.flags = this.outer.pop() ?? this.flags;
        return ")";
      case ".":
        this.at += 1;
        return this.has("s") ? "(?s:.)" : this.has("d") ? "[^\\n]" : `[^${TERMINATORS}]`;
      default:
        return this.literal(this.point());
    }
  }

  /** A group, or a flag setting. */
  private open(): string {
    const { flags: before } = this;
    const set = this.take(/\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y);
    if (set === null) {
      this.outer.push(before);
      // A named or plain group; RE2 rejects the forms it does not support.
      return this.take(/\((?:\?(?:<\w+>|<?[=!]|>))?/y)?.[0] ?? "";
    }
    const [, on = "", off = "", end] = set;
    const unknown = Array.from(on + off).find((flag) => !FLAGS.includes(flag));
    if (unknown !== undefined) throw new Error(`unknown flag ${unknown}`);
    this.flags = FLAGS.filter((flag) => (before + on).includes(flag) && !off.includes(flag)).join("");
    if (on.includes("U")) this.flags += "u";
    const native = this.change(before);
    if (end === ")") return native === "" ? "" : `(?${native})`;
    this.outer.push(before);
    return `(?${native}:`;
  }

  /** The flag change that RE2 needs: line ends, and ignoring case only when it applies to all of Unicode. */
  private change(before: string): string {
    const told = (flags: string) => [
      ...(flags.includes("m") ? ["m"] : []),
      ...(flags.includes("i") && flags.includes("u") ? ["i"] : []),
    ];
    const [old, now] = [told(before), told(this.flags)];
    const off = old.filter((flag) => !now.includes(flag)).join("");
    return now.filter((flag) => !old.includes(flag)).join("") + (off === "" ? "" : `-${off}`);
  }

  private escape(): string {
    const quoted = this.take(/\\Q([^]*?)(?:\\E|$)/y);
    if (quoted !== null) return Array.from(quoted[1] ?? "", (one) => this.literal(one.codePointAt(0) ?? 0)).join("");
    if (this.take(/\\R/y) !== null) return `(?:\\r\\n|[${VERTICAL}])`;
    const set = this.escapedClass();
    if (set !== null) return set.negated ? `[^${set.inside}]` : `[${set.inside}]`;
    const point = this.escapedPoint();
    if (point !== null) return this.literal(point);
    // A word boundary or the like; RE2 rejects unknown ones.
    const other = this.take(/\\[^]/y);
    if (other === null) throw new Error("a backslash ends it");
    return other[0];
  }

  /** `\d`, `\p{L}` and other escaped classes. */
  private escapedClass(): { readonly inside: string; readonly negated: boolean } | null {
    const property = this.take(/\\([pP])(?:\{(?:Is|(?:script|sc|general_category|gc)=)?(\w+)\}|([A-Z]))/y);
    if (property !== null) {
      const name = property[2] ?? property[3] ?? "";
      if (this.has("U") && POSIX.has(name)) throw new Error(`\\p{${name}} with the flag U is not offered`);
      return { inside: this.property(name), negated: property[1] === "P" };
    }
    const [, letter = ""] = this.take(/\\([hHvVsSdDwW])/y) ?? [];
    if (letter === "") return null;
    const small = letter.toLowerCase();
    const inside = (this.has("U") ? UNICODE_CLASSES : CLASSES)[small] ?? `\\${small}`;
    return { inside, negated: letter !== small };
  }

  /** When case is ignored, an upper-case class also matches lower case, and the other way round. */
  private property(name: string): string {
    if (this.has("i") && /^L[ult]$/.test(name)) return "\\p{Lu}\\p{Ll}\\p{Lt}";
    return POSIX.get(this.has("i") && /^(?:Upper|Lower)$/.test(name) ? "Alpha" : name) ?? `\\p{${name}}`;
  }

  /** An escaped character; null when the escape stands for something else. */
  private escapedPoint(): number | null {
    const pair = this.take(/\\u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})/y);
    if (pair !== null)
      return (
        String.fromCharCode(Number.parseInt(pair[1] ?? "", 16), Number.parseInt(pair[2] ?? "", 16)).codePointAt(0) ?? 0
      );
    const hex = this.take(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|x\{([\da-fA-F]+)\})/y);
    if (hex !== null) return Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "", 16);
    const octal = this.take(/\\0([0-3]?[0-7]{1,2})/y);
    if (octal !== null) return Number.parseInt(octal[1] ?? "", 8);
    const control = this.take(/\\c([^])/y);
    if (control !== null) return (control[1]?.charCodeAt(0) ?? 0) ^ 64;
    const named = this.take(/\\([tnfrae])/y);
    if (named !== null) return CONTROLS[named[1] ?? ""] ?? 0;
    return this.take(/\\(?=[^\da-zA-Z])/y) === null ? null : this.point();
  }

  private charClass(): string {
    return this.take(/\[\^/y) === null ? `[${this.inside(this.take(/\[/y) !== null)}]` : `[^${this.inside(true)}]`;
  }

  /** The contents of a class up to its end. */
  private inside(isFirst: boolean): string {
    let made = "";
    for (let first = isFirst; ; first = false) {
      if (this.has("x")) this.take(/(?:[ \t-\r]+|#[^\n\r]*)+/y);
      if (!first && this.take(/\]/y) !== null) return made;
      if (this.take(/&&|\[\^/y) !== null) throw new Error("what two classes have in common is not offered");
      if (this.take(/\[/y) !== null) {
        made += this.inside(true);
        continue;
      }
      const set = this.escapedClass();
      if (set !== null) {
        made += set.negated ? negated(set.inside) : set.inside;
        continue;
      }
      const low = this.member();
      const high = this.take(/-(?=[^\]])(?!\[|&&)/y) === null ? low : this.member();
      if (high < low) throw new Error("illegal character range");
      made += this.range(low, high);
    }
  }

  private member(): number {
    return this.escapedPoint() ?? this.point();
  }

  /** A range of characters; when case is ignored, ASCII letters get both cases. */
  private range(low: number, high: number): string {
    let made = stretch(low, high);
    if (!this.has("i") || this.has("u")) return made;
    for (const [from, to, other] of [
      [65, 90, 32],
      [97, 122, -32],
    ] as const) {
      const [least, most] = [Math.max(low, from), Math.min(high, to)];
      if (least <= most) made += stretch(least + other, most + other);
    }
    return made;
  }

  private literal(point: number): string {
    const written = this.range(point, point);
    return written.length > quoted(point).length ? `[${written}]` : written;
  }
}

function stretch(low: number, high: number): string {
  return low === high ? quoted(low) : `${quoted(low)}-${quoted(high)}`;
}

/** Escapes a character so that it is literal everywhere. */
function quoted(point: number): string {
  const letter = String.fromCodePoint(point);
  return /^[\da-zA-Z_]$/.test(letter) || point > 127 ? letter : `\\x{${point.toString(16)}}`;
}

/** Negates the contents of a class. */
function negated(inside: string): string {
  if (/^\\(?:[dw]|p\{\w+\})$/.test(inside)) return inside.replace(/[dwp]/, (letter) => letter.toUpperCase());
  if (inside === CLASSES["s"]) return "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}";
  if (inside.startsWith("[:")) return inside.replace("[:", "[:^");
  throw new Error("what is not in a class within a class is not offered");
}
