import type { ReactElement } from "react";
import { count } from "./count.ts";
import type { OpenableView, UsedViews } from "./use-views.ts";

interface TourInvitationProps {
  readonly views: UsedViews;
  readonly onTour: (view: OpenableView) => void;
}

/** Offers the tour to whoever has selected nothing yet; nothing where no view is saved. */
export function TourInvitation({ views: { list }, onTour }: TourInvitationProps): ReactElement | null {
  const [first] = list.kind === "ready" ? list.views : [];
  if (list.kind !== "ready" || first === undefined) return null;
  return (
    <p className="tour-invitation">
      <button type="button" className="as-link" onClick={() => onTour(first)}>
        Take the tour
      </button>{" "}
      <span className="quiet">{count(list.views.length, "view")} of this story, with what is said of each</span>
    </p>
  );
}
