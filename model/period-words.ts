import { dateMistake } from "./iso-date.ts";
import { dateWords } from "./receipt.ts";

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** "4–5 May 2024" for two ISO dates or times; one date where both are the same day, empty where none is known. */
export function periodWords(from: string | null, until: string | null): string {
  const [first, last] = [from ?? until, until ?? from].map((iso) => dayOf(iso ?? ""));
  if (first === undefined || last === undefined || first === "") return "";
  if (first === last) return dateWords(first, "en");
  const days = [first, last].map((day) => new Date(`${day}T00:00:00Z`));
  const [start, end] = days;
  if (start === undefined || end === undefined || [first, last].some((day) => !isDay(day)))
    return `${dateWords(first, "en")} to ${dateWords(last, "en")}`;
  const words = DAY.formatRange(start, end).replaceAll(/\s*–\s*/gu, " – ");
  return words.replace(/^(\d+) – (?=\d+ \p{L}+ \d+$)/u, "$1–");
}

function dayOf(iso: string): string {
  const day = iso.slice(0, 10);
  return isDay(day) ? day : iso;
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && dateMistake(day) === null;
}
