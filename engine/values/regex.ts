import type { Budget } from "../budget.ts";
import { CypherError } from "../errors.ts";
import { regexParts } from "./regex-size.ts";

let library: typeof import("./java-regex.ts") | null = null;

/** Loads the regular expression library, which is large and which few statements need. `prepare` awaits it. */
export async function loadRegex(): Promise<void> {
  library ??= await import("./java-regex.ts");
}

interface Matcher {
  readonly parts: number;
  matches(text: string): boolean;
}

/** Most compiled patterns in the cache. Each keeps up to 8 MB of states that it built while matching. */
const CACHED = 12;
const cache = new Map<string, Matcher>();

const LONGEST = 1_000;
const MOST_PARTS = 5_000;
/** Up to this product of parts and characters one match is too short to check the clock in it. */
const SMALL = 100_000;
const EVERY = 16;

/**
 * Whether a pattern matches a whole text, in time linear in both.
 * @throws CypherError SyntaxError for an invalid pattern, LimitExceeded for one that is too large
 */
export function matchesRegex(text: string, pattern: string, budget: Budget): boolean {
  const matcher = matcherOf(pattern, budget);
  const { parts } = matcher;
  budget.spend(1);
  if (parts * text.length <= SMALL) return matcher.matches(text);
  const cost = 1 + (parts >>> 4);
  try {
    // The library reads the String character by character, so a String that counts the reads can check the clock.
    return matcher.matches(new WatchedText(text, () => budget.spend(cost)) as unknown as string);
  } catch (error) {
    // The error may have interrupted a match, so the matcher's state is not reused.
    cache.delete(pattern);
    throw error;
  }
}

class WatchedText extends String {
  private readonly text: string;
  private count = 0;

  private readonly watch: () => void;

  constructor(text: string, watch: () => void) {
    super(text);
    this.watch = watch;
    this.text = text;
  }

  override charCodeAt(at: number): number {
    this.count += 1;
    if (this.count % EVERY === 0) this.watch();
    return this.text.charCodeAt(at);
  }
}

function matcherOf(pattern: string, budget: Budget): Matcher {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  if (pattern.length > LONGEST)
    throw new CypherError("LimitExceeded", `The regular expression is longer than ${LONGEST} characters`, {
      detail: "RegexTooLong",
    });
  const parts = regexParts(pattern);
  if (parts > MOST_PARTS)
    throw new CypherError("LimitExceeded", `The regular expression repeats itself into more than ${MOST_PARTS} parts`, {
      detail: "RegexTooLarge",
      hint: "Smaller numbers in {}",
    });
  budget.spend(10 * parts);
  if (library === null) throw new Error("Regular expressions are not loaded: await prepare() before run()");
  try {
    const compiled = library.compileRegex(pattern);
    const matcher = { parts, matches: (text: string) => compiled.matches(text) };
    if (cache.size >= CACHED) cache.clear();
    cache.set(pattern, matcher);
    return matcher;
  } catch (error) {
    throw new CypherError(
      "SyntaxError",
      `Invalid regular expression: ${error instanceof Error ? error.message : String(error)}`,
      {
        detail: "InvalidRegex",
        code: "Neo.ClientError.Statement.SemanticError",
        hint: "Back-references and look-around are not offered: every pattern runs in linear time",
        cause: error,
      },
    );
  }
}
