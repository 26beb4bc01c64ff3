import type { ReactElement } from "react";
import type { ClaimDays } from "../../model/claim-days.ts";
import { count } from "./count.ts";

export interface DayStripProps {
  readonly days: ClaimDays;
  /** The id of a period, "" for claims without a date, null for all. */
  readonly chosen: string | null;
  readonly onChoose: (period: string | null) => void;
}

/** The height of the lowest bar in per cent, so that it stays visible; the highest fills the strip. */
const LOWEST = 12;

/** A bar chart of claims per day; a day can be selected. */
export function DayStrip({ days, chosen, onChoose }: DayStripProps): ReactElement {
  const { periods, undated } = days;
  const most = Math.max(1, ...periods.map(({ rows }) => rows.length));
  const toggle = (period: string) => onChoose(period === chosen ? null : period);
  const parts = periods.find(({ id }) => id === chosen)?.parts ?? [];
  return (
    <div className="days" role="group" aria-label={`Claims by ${days.unit}`}>
      <div className="days-row">
        {periods.map(({ id, words, rows }) => (
          <button key={id} type="button" className="day" aria-pressed={id === chosen} onClick={() => toggle(id)}>
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
          <button type="button" className="day undated" aria-pressed={chosen === ""} onClick={() => toggle("")}>
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
