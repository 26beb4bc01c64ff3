import { useEffect, useMemo, useRef, useState, type Dispatch } from "react";
import type { OpenableView, UsedViews } from "../panels/use-views.ts";
import { viewQuery, type Bookmark } from "../state/address.ts";
import type { Action } from "../state/page-state.ts";
import { NEW_WORKSPACE } from "../state/workspace.ts";

/** A tour of the story's saved views, where the reader is in one. */
export interface Tour {
  readonly views: readonly OpenableView[];
  /** Index of the stop; -1 where the view of the address is not there. */
  readonly at: number;
  /** The picture is another one than that of the stop. */
  readonly isOther: boolean;
  /** The reader began it on this page: the focus goes along. */
  readonly isStarted: boolean;
  readonly goTo: (view: OpenableView) => void;
  readonly leave: () => void;
}

export interface UsedTour {
  /** Null outside a tour, and until the views are there. */
  readonly tour: Tour | null;
  readonly start: (view: OpenableView) => void;
  /** The saved view that is seen as it was saved; null where there is none. */
  readonly shown: OpenableView | null;
}

/** Leads through the saved views of a story; the address says at which the reader is. */
export function useTour({ list }: UsedViews, { session, workspace }: Bookmark, dispatch: Dispatch<Action>): UsedTour {
  const views = useMemo(() => (list.kind === "ready" ? list.views : []), [list]);
  const [isStarted, setStarted] = useState(false);
  const arrived = useRef<string | null>(null);
  const state = useMemo(() => viewQuery(workspace), [workspace]);
  const isNew = state === NEW_STATE;
  const { tour: id } = session;

  useEffect(() => {
    if (list.kind !== "ready" || arrived.current === id) return;
    arrived.current = id;
    const view = views.find((one) => one.id === id);
    // An address that says more shows what was seen at the stop.
    if (view !== undefined && isNew) dispatch({ type: "arrive", workspace: view.workspace });
  }, [list, views, id, isNew, dispatch]);

  const actions = useMemo(() => {
    const goTo = ({ id: view, workspace: kept }: OpenableView) => {
      arrived.current = view;
      dispatch({ type: "tour", stop: { view, workspace: kept } });
    };
    const start = (view: OpenableView) => {
      setStarted(true);
      goTo(view);
    };
    return { goTo, start, leave: () => dispatch({ type: "tour", stop: null }) };
  }, [dispatch]);

  const shown = useMemo(() => {
    const same = views.filter((view) => viewQuery(view.workspace) === state);
    return same.find((view) => view.id === id) ?? same[0] ?? null;
  }, [views, state, id]);
  const tour = useMemo((): Tour | null => {
    if (id === null || list.kind !== "ready") return null;
    const at = views.findIndex((view) => view.id === id);
    const kept = views[at]?.workspace;
    const isOther = kept !== undefined && viewQuery(kept) !== state;
    return { views, at, isOther, isStarted, goTo: actions.goTo, leave: actions.leave };
  }, [views, list, id, state, isStarted, actions]);
  return { tour, start: actions.start, shown };
}

const NEW_STATE = viewQuery(NEW_WORKSPACE);
