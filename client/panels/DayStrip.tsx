import type { ReactElement } from "react";
import type { ClaimDays, ClaimPeriod } from "../../model/claim-days.ts";
import { dayOf, type ClaimRow } from "../../model/claim-table.ts";
import { dayKey } from "../../model/sentence-filter.ts";
import { count } from "./count.ts";

export interface DayStripProps {
  readonly days: ClaimDays;
  /** Every claim of the story. */
  readonly all: readonly ClaimRow[];
  /** The days that are switched off. */
  readonly off: ReadonlySet<string>;
  /** Switches exactly these days off. */
  readonly onDays: (off: readonly string[]) => void;
}

/** The lowest bar stays visible; the highest fills its room. In per cent. */
const LOWEST = 12;

/** The days of the claims in their order, each as high as it has claims. A click shows one alone; a second shows all. */
export function DayStrip({ days, all, off, onDays }: DayStripProps): ReactElement {
  const { periods, undated } = days;
  const most = Math.max(1, ...periods.map(({ rows }) => rows.length));
  const keys = [...new Set(all.map((row) => dayKey(dayOf(row))))];
  const isOn = (key: string) => !off.has(key);
  /** Shown alone: all of it is on, and nothing else. */
  const isChosen = (rows: ClaimPeriod["rows"]) => {
    const own = new Set(rows.map((row) => dayKey(dayOf(row))));
    return off.size > 0 && keys.every((key) => isOn(key) === own.has(key));
  };
  const choose = (rows: ClaimPeriod["rows"]) => {
    const own = new Set(rows.map((row) => dayKey(dayOf(row))));
    onDays(isChosen(rows) ? [] : keys.filter((key) => !own.has(key)));
  };
  const parts = periods.find(({ rows }) => isChosen(rows))?.parts ?? [];
  return (
    <div className="days" role="group" aria-label={`Claims by ${days.unit}`}>
      <div className="days-row">
        {periods.map(({ id, words, rows }) => (
          <button
            key={id}
            type="button"
            className={rows.some((row) => isOn(dayKey(dayOf(row)))) ? "day" : "day day-off"}
            aria-pressed={isChosen(rows)}
            onClick={() => choose(rows)}
          >
            <span
              className="day-bar"
              style={{ height: `${Math.max(LOWEST, (rows.length / most) * 100)}%` }}
              aria-hidden="true"
            />
            <span className="day-words">{words}</span>
            <span className="quiet">{count(rows.length, "claim")}</span>
          </button>
        ))}
        {undated.length > 0 && (
          <button
            type="button"
            className={undated.some((row) => isOn(dayKey(dayOf(row)))) ? "day undated" : "day undated day-off"}
            aria-pressed={isChosen(undated)}
            onClick={() => choose(undated)}
          >
            <span className="day-words">no date said</span>
            <span className="quiet">{count(undated.length, "claim")}</span>
          </button>
        )}
      </div>
      {parts.length > 0 && (
        <p className="quiet day-parts">{parts.map(({ words, count: claims }) => `${words}: ${claims}`).join(" · ")}</p>
      )}
    </div>
  );
}
