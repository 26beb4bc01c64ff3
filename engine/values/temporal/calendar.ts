import { CypherError } from "../../errors.ts";

/** Arithmetic of the proleptic ISO calendar over days since 1970-01-01, without JavaScript's Date and its bounds. */

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

const MOST_YEARS = 999_999_999;
const FIRST_DAY = -365_243_219_162;
const LAST_DAY = 365_241_780_471;

/** Checks that a day is within the years -999999999 to 999999999, like Neo4j. @throws CypherError ArithmeticError */
export function boundedDay(epochDay: number): number {
  if (epochDay >= FIRST_DAY && epochDay <= LAST_DAY) return epochDay;
  throw new CypherError("ArithmeticError", "The date lies beyond the year 999999999", { detail: "IntegerOverflow" });
}

/** @throws CypherError ArithmeticError */
export function checkedYear(year: number): number {
  if (!(Math.abs(year) <= MOST_YEARS)) boundedDay(Number.POSITIVE_INFINITY);
  return year;
}

export function epochDayOf(year: number, month: number, day: number): number {
  if (!(Math.abs(year) <= MOST_YEARS + 1)) boundedDay(Number.POSITIVE_INFINITY);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilDate(epochDay: number): CivilDate {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** 1 is Monday. */
export function dayOfWeek(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

/** The day of the Monday of ISO week 1. */
export function firstMonday(weekYear: number): number {
  const fourth = epochDayOf(weekYear, 1, 4);
  return fourth - (dayOfWeek(fourth) - 1);
}

export function isoWeek(epochDay: number): { readonly weekYear: number; readonly week: number } {
  const { year } = civilDate(epochDay);
  const weekYear = epochDay >= firstMonday(year + 1) ? year + 1 : epochDay < firstMonday(year) ? year - 1 : year;
  return { weekYear, week: Math.floor((epochDay - firstMonday(weekYear)) / 7) + 1 };
}
