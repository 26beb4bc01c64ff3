import { CypherError } from "../errors.ts";

type Library = typeof import("re2js");

const loaded: { library: Library | null } = { library: null };

/** Brings the linear-time regular expressions in; called by the door when a statement has `=~`. */
export async function loadRegex(): Promise<void> {
  loaded.library ??= await import("re2js");
}

const cache = new Map<string, (text: string) => boolean>();
const CACHED = 100;

/** Tests whole strings against a pattern, in time linear in the text. */
export function regexMatcher(pattern: string): (text: string) => boolean {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const { library } = loaded;
  if (library === null)
    throw new CypherError("SyntaxError", "Regular expressions are not loaded", { detail: "RegexNotLoaded" });
  if (pattern.length > 1_000)
    throw new CypherError("LimitExceeded", "The regular expression is longer than 1000 characters", {
      detail: "RegexTooLong",
    });
  try {
    const compiled = library.RE2JS.compile(pattern);
    const matcher = (text: string) => compiled.matches(text);
    if (cache.size >= CACHED) cache.clear();
    cache.set(pattern, matcher);
    return matcher;
  } catch (error) {
    throw new CypherError(
      "SyntaxError",
      `Invalid regular expression: ${error instanceof Error ? error.message : String(error)}`,
      {
        detail: "InvalidRegex",
        hint: "Back-references and look-around are not offered: every pattern runs in linear time",
        cause: error,
      },
    );
  }
}
