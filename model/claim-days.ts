import { dayOf, type ClaimRow } from "./claim-table.ts";
import { groupBy } from "./group-by.ts";
import { periodWords } from "./period-words.ts";

/** Claims that start in the same day, month or year. */
export interface ClaimPeriod {
  /** "2020-01-03", "2020-01" or "2020". */
  readonly id: string;
  readonly words: string;
  readonly rows: readonly ClaimRow[];
  /** The texts' own words for parts of it, for example "Before dawn on Saturday", each with its number of claims. */
  readonly parts: readonly { readonly words: string; readonly count: number }[];
}

export interface ClaimDays {
  readonly unit: "day" | "month" | "year";
  /** Earliest first; periods without claims are left out. */
  readonly periods: readonly ClaimPeriod[];
  /** Claims without a time in any text. */
  readonly undated: readonly ClaimRow[];
}

/** The most periods that fit side by side. */
const MOST_PERIODS = 60;

const UNITS = [
  { unit: "day", length: 10 },
  { unit: "month", length: 7 },
  { unit: "year", length: 4 },
] as const;

/** Groups claims by when they start: by days where a story has few of them, else by months or years. */
export function claimDays(rows: readonly ClaimRow[]): ClaimDays {
  const dated = rows.filter((row) => dayOf(row) !== "");
  const undated = rows.filter((row) => dayOf(row) === "");
  const groupings = UNITS.map(({ unit, length }) => ({ unit, groups: groupBy(dated, beginningOf(length)) }));
  const { unit, groups } = groupings.find((one) => one.groups.size <= MOST_PERIODS) ?? {
    unit: "year" as const,
    groups: groupBy(dated, beginningOf(4)),
  };
  const periods = [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, group]): ClaimPeriod => ({ id, words: periodText(id), rows: group, parts: partsOf(group) }));
  return { unit, periods, undated };
}

/** The first letters of a row's day: its year, month or day. */
function beginningOf(length: number): (row: ClaimRow) => string {
  return (row) => dayOf(row).slice(0, length);
}

function partsOf(rows: readonly ClaimRow[]): ClaimPeriod["parts"] {
  const counts = new Map<string, number>();
  for (const { when } of rows) if (when.text !== "") counts.set(when.text, (counts.get(when.text) ?? 0) + 1);
  return Array.from(counts, ([words, count]) => ({ words, count }));
}

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

function periodText(id: string): string {
  return /^\d{4}-\d{2}$/u.test(id) ? MONTH.format(new Date(`${id}-01T00:00:00Z`)) : periodWords(id, id);
}
