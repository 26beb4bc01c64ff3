import { CypherError } from "../../errors.ts";

export interface ZonedLocal {
  readonly epochDay: number;
  readonly nanoOfDay: number;
  readonly offsetSeconds: number;
}

const NANOS = 1_000_000_000;
const DAY_SECONDS = 86_400;
const DAY_NANOS = DAY_SECONDS * NANOS;
/** The platform's dates go no further. */
const DATE_SECONDS = 8_640_000_000_000;
/** 400 years, after which the calendar begins anew. */
const ROUND_SECONDS = 146_097 * DAY_SECONDS;
/** A zone can be written in many ways, so the number of cached formatters has a limit. */
const MAX_FORMATTERS = 200;

/** The offset of a named zone in seconds, from the platform's time zone data. A zone's formatter is cached. */
export function zoneOffset(zone: string, epochSeconds: number): number {
  const rounds = Math.max(Math.ceil((epochSeconds - DATE_SECONDS) / ROUND_SECONDS), 0);
  const within = Math.max(-DATE_SECONDS, epochSeconds - rounds * ROUND_SECONDS);
  const parts = formatterOf(zone).formatToParts(new Date(within * 1000));
  const text = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const found = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(text);
  if (found === null) return 0;
  const size = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  return found[1] === "-" ? -size : size;
}

/**
 * The offset that holds at a local time of a zone (or, with `isUtc`, at that moment of UTC). In a gap the clock goes
 * forward by the gap; where the hour comes twice the earlier offset holds, unless `preferred` is the later one.
 */
export function resolveZone(
  epochDay: number,
  nanoOfDay: number,
  zone: string | null,
  preferred: number,
  isUtc = false,
): ZonedLocal {
  if (zone === null) return { epochDay, nanoOfDay, offsetSeconds: preferred };
  const local = epochDay * DAY_SECONDS + Math.floor(nanoOfDay / NANOS);
  if (isUtc) return { epochDay, nanoOfDay, offsetSeconds: zoneOffset(zone, local) };
  const before = zoneOffset(zone, local - DAY_SECONDS);
  const after = zoneOffset(zone, local + DAY_SECONDS);
  const fits = [before, after].filter((offset) => zoneOffset(zone, local - offset) === offset);
  const offsetSeconds = fits.includes(preferred) ? preferred : fits[0];
  if (offsetSeconds !== undefined) return { epochDay, nanoOfDay, offsetSeconds };
  const moved = nanoOfDay + (after - before) * NANOS;
  const days = Math.floor(moved / DAY_NANOS);
  return { epochDay: epochDay + days, nanoOfDay: moved - days * DAY_NANOS, offsetSeconds: after };
}

let canonicalNames: ReadonlyMap<string, string> | null = null;

/** A zone's name as the time zone database spells it. Case is ignored and a space stands for an underscore. */
export function zoneName(text: string): string {
  canonicalNames ??= new Map(Intl.supportedValuesOf("timeZone").map((name) => [name.toLowerCase(), name]));
  const name = text.replaceAll(" ", "_");
  return canonicalNames.get(name.toLowerCase()) ?? name;
}

/** Abbreviations that Intl resolves to one of several places (`IST` is India's, Ireland's and Israel's) and Neo4j does not know. */
const AMBIGUOUS_ABBREVIATION = /^(?!CET|EET|MET|WET|GMT|UTC|UCT|PRC|ROK)[a-z]{3}$/i;
/** An offset. Intl takes one for a name from Node 22 on; Neo4j parses offsets apart and has no zone of such a name. */
const OFFSET = /^[+\u2212-]/;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  try {
    if (AMBIGUOUS_ABBREVIATION.test(zone)) throw new RangeError(`${zone} is the time of several places`);
    if (OFFSET.test(zone)) throw new RangeError(`${zone} is an offset`);
    const made = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    if (formatters.size >= MAX_FORMATTERS) formatters.clear();
    formatters.set(zone, made);
    return made;
  } catch (error) {
    throw new CypherError("ArgumentError", `There is no time zone \`${zone}\``, {
      detail: "InvalidArgumentValue",
      code: "Neo.ClientError.Statement.SyntaxError",
      cause: error,
    });
  }
}
