import type { Entity } from "./entity.ts";
import { periodWords } from "./period-words.ts";
import type { Relation } from "./relation.ts";

/** When something happened, as far as the story says. */
export interface ClaimTime {
  /** ISO 8601, a day or less precise; null where no text says it. */
  readonly start: string | null;
  readonly end: string | null;
  /** The text's own words, for example "Before dawn on Saturday"; empty where it gives only a date, or nothing. */
  readonly text: string;
  /** Both: "Before dawn on Saturday (4 January 2020)"; empty where no text says it. */
  readonly words: string;
}

/** The time of the claim itself, else that of its event. */
export function claimTime(legs: readonly Relation[], entities: ReadonlyMap<string, Entity>): ClaimTime {
  const events = legs.flatMap(({ subject, object }) =>
    [subject, object].flatMap((id) => entities.get(id) ?? []).filter(({ label }) => label === "Event"),
  );
  const told = [...legs.map(givenTime), ...events.map(({ properties }) => givenTime(properties))];
  const dated = told.find(({ start, end }) => start !== null || end !== null);
  const [start, end] = [dated?.start ?? null, dated?.end ?? null];
  // The text's words may be stored at the event, beside the same date.
  const text =
    told.find((one) => one.text !== "" && (one.start ?? start) === start && (one.end ?? end) === end)?.text ?? "";
  const period = periodWords(start, end);
  return { start, end, text, words: text === "" ? period : period === "" ? text : `${text} (${period})` };
}

function givenTime({
  startDate,
  endDate,
  timeText,
}: {
  readonly startDate?: unknown;
  readonly endDate?: unknown;
  readonly timeText?: unknown;
}): Omit<ClaimTime, "words"> {
  const textOr = <Other>(value: unknown, other: Other) => (typeof value === "string" ? value : other);
  return { start: textOr(startDate, null), end: textOr(endDate, null), text: textOr(timeText, "") };
}

/** The first moment of a claim, or its end where no beginning is known; empty where no text says it. */
export function momentOf({ start, end }: Pick<ClaimTime, "start" | "end">): string {
  return start ?? end ?? "";
}
