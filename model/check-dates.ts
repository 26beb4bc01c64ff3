import { dateMistake, isBefore } from "./iso-date.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** The problem of an invalid date. */
export function dateProblem(place: string, date: unknown): StoryProblem[] {
  const message = typeof date === "string" ? dateMistake(date) : `${JSON.stringify(date)} is no ISO 8601 date.`;
  const remedy = "Write it as 2020, 2020-01, 2020-01-04 or 2020-01-04T09:30:00Z.";
  return message === null ? [] : [problem("not-a-date", place, message, remedy)];
}

/** The problems of a claim's or an event's dates: invalid dates, and an end before the start. */
export function dateProblems(
  { startDate, endDate }: { readonly startDate?: unknown; readonly endDate?: unknown },
  place: string,
): StoryProblem[] {
  const found = [
    ...(startDate === undefined ? [] : dateProblem(`${place}.startDate`, startDate)),
    ...(endDate === undefined ? [] : dateProblem(`${place}.endDate`, endDate)),
  ];
  if (found.length > 0 || typeof startDate !== "string" || typeof endDate !== "string") return found;
  if (!isBefore(endDate, startDate)) return [];
  const message = `It ends on ${endDate}, before it starts on ${startDate}.`;
  return [problem("not-a-date", `${place}.endDate`, message, "Correct one of them.")];
}
