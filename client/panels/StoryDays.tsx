import { useMemo, type ReactElement } from "react";
import { claimDays } from "../../model/claim-days.ts";
import { claimRows } from "../../model/claim-table.ts";
import type { ReadingView } from "../../model/reading.ts";
import type { StoryGraph } from "../../model/story.ts";
import { DayStrip, type DayStripProps } from "./DayStrip.tsx";

export interface StoryDaysProps extends Pick<DayStripProps, "off" | "onDays"> {
  readonly graph: StoryGraph;
  readonly view: ReadingView;
}

/** The days of a story below its picture. */
export function StoryDays({ graph, view, ...filter }: StoryDaysProps): ReactElement {
  const all = useMemo(() => claimRows(graph, view), [graph, view]);
  const days = useMemo(() => claimDays(all), [all]);
  return <DayStrip days={days} all={all} {...filter} />;
}
