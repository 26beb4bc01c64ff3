const FORM =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(?:(Z)|([+-])(\d{2}):([0-5]\d))?)?)?)?$/;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const MINUTE_MILLIS = 60_000;
/** The largest offset from UTC that Neo4j accepts; no place on earth has more than 14 hours. */
const MAX_OFFSET_MINUTES = 18 * 60;

interface IsoDate {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly hour: number | undefined;
  readonly minute: number;
  readonly second: number | undefined;
  /** The fraction of a second, for example ".5"; empty without one. */
  readonly fraction: string;
  /** East of UTC; undefined where the text has none. */
  readonly offsetMinutes: number | undefined;
}

/** Describes what is wrong with an ISO 8601 date or date-time of any precision from a year on; null for a valid one. */
export function dateMistake(text: string): string | null {
  const date = parts(text);
  if (date === null) return `“${text}” is no ISO 8601 date.`;
  const wrong = rangeMistake(date);
  return wrong === null ? null : `“${text}” is no date: ${wrong}.`;
}

/** Whether a valid date ends before another one starts: 2020-01 is not before 2020-01-04. */
export function isBefore(left: string, right: string): boolean {
  const [one, other] = [parts(left), parts(right)];
  if (one === null || other === null) return false;
  // A date without an offset is local, so only the local times can be compared.
  const isLocal = one.offsetMinutes === undefined || other.offsetMinutes === undefined;
  return lastMillis(one, isLocal) < firstMillis(other, isLocal);
}

function parts(text: string): IsoDate | null {
  const found = FORM.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction = "", zulu, sign, hours, minutes] = found;
  const number = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
  const offset = sign === undefined ? undefined : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  return {
    year: Number(year),
    month: number(month),
    day: number(day),
    hour: number(hour),
    minute: Number(minute ?? 0),
    second: number(second),
    fraction,
    offsetMinutes: zulu === undefined ? offset : 0,
  };
}

function rangeMistake({ year, month, day, hour, minute, second, offsetMinutes }: IsoDate): string | null {
  if (month !== undefined && (month < 1 || month > 12)) return "months are 01 to 12";
  if (month !== undefined && day !== undefined) {
    const days = new Date(utcMillis(year, month + 1, 0)).getUTCDate();
    if (day < 1 || day > days) return `${MONTHS[month - 1]} ${year} has the days 01 to ${days}`;
  }
  if (hour !== undefined && hour > 23) return hour === 24 ? "24:00 is 00:00 of the next day" : "hours are 00 to 23";
  if (minute > 59) return "minutes are 00 to 59";
  if (second !== undefined && second > 59) return "seconds are 00 to 59";
  if (Math.abs(offsetMinutes ?? 0) > MAX_OFFSET_MINUTES) return "an offset from UTC is at most 18:00";
  return null;
}

function firstMillis(date: IsoDate, isLocal: boolean): number {
  const { year, month = 1, day = 1, hour = 0, minute, second = 0, fraction } = date;
  const offset = isLocal ? 0 : (date.offsetMinutes ?? 0);
  return utcMillis(year, month, day) + ((hour * 60 + minute - offset) * 60 + second + Number(fraction || 0)) * 1_000;
}

function lastMillis(date: IsoDate, isLocal: boolean): number {
  const { year, month, day, hour, second, fraction } = date;
  if (fraction !== "") return firstMillis(date, isLocal);
  if (second !== undefined) return firstMillis(date, isLocal) + 999;
  if (hour !== undefined) return firstMillis(date, isLocal) + MINUTE_MILLIS - 1;
  if (month === undefined) return utcMillis(year + 1, 1, 1) - 1;
  return (day === undefined ? utcMillis(year, month + 1, 1) : utcMillis(year, month, day + 1)) - 1;
}

/** The start of a day; months and days overflow as in Date. `Date.UTC` would read the year 20 as 1920. */
function utcMillis(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
