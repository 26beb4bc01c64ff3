import { CypherError } from "../../errors.ts";

export interface ZonedLocal {
  readonly epochDay: number;
  readonly nanoOfDay: number;
  readonly offsetSeconds: number;
}

const NANOS = 1_000_000_000;
const DAY_SECONDS = 86_400;
const DAY_NANOS = DAY_SECONDS * NANOS;
/** JavaScript's dates reach this many seconds from 1970. */
const DATE_SECONDS = 8_640_000_000_000;
/** 400 years, after which the Gregorian calendar repeats. */
const ROUND_SECONDS = 146_097 * DAY_SECONDS;
/** Most cached formatters: a zone can be written in many ways, so the cache needs a limit. */
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
 * The offset of a zone at a local time (or, with `isUtc`, at a UTC time). A local time in a gap moves forward by the
 * gap. Where an hour occurs twice, the earlier offset is used unless `preferred` is the later one.
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

/** The canonical spelling of a zone name. Ignores case and accepts a space for an underscore. */
export function zoneName(text: string): string {
  canonicalNames ??= new Map(Intl.supportedValuesOf("timeZone").map((name) => [name.toLowerCase(), name]));
  const name = text.replaceAll(" ", "_");
  return canonicalNames.get(name.toLowerCase()) ?? name;
}

/**
 * Abbreviations that Intl resolves to one of several zones (`IST` is India's, Ireland's and Israel's) and that Neo4j
 * rejects.
 */
const AMBIGUOUS_ABBREVIATION = /^(?!CET|EET|MET|WET|GMT|UTC|UCT|PRC|ROK)[a-z]{3}$/i;
/**
 * An offset. From Node 22 on Intl accepts one as a zone name; Neo4j parses offsets separately and has no such zone
 * name.
 */
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
