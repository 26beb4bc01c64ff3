import { useEffect, useState, type Dispatch, type ReactElement } from "react";
import type { StoryGraph } from "../../model/story.ts";
import { surroundings } from "../derive/expand.ts";
import type { StoryPicture } from "../derive/story-picture.ts";
import { selectMark } from "../graph/selection.ts";
import { ASK_ABOVE, MarkMenu } from "../panels/MarkMenu.tsx";
import type { Action } from "../state/page-state.ts";
import type { Workspace } from "../state/workspace.ts";

interface OpenMenu {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly asks: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface MarkMenuUse {
  /** The menu, where it is open. */
  readonly menu: ReactElement | null;
  /** How many marks a mark is joined to that are not shown. */
  countOf(id: string): number;
  /** Opens the menu of a mark at a point of the page. */
  open(id: string, at: Point): void;
  /** Adds everybody that a mark is joined to, or asks first where they are many. */
  expand(id: string): void;
}

export interface MarkMenuInput {
  readonly graph: StoryGraph;
  readonly picture: StoryPicture;
  readonly workspace: Workspace;
  readonly dispatch: Dispatch<Action>;
  /** Whether all that a mark is joined to is there; else it is on its way for every mark that is selected. */
  isComplete(id: string): boolean;
}

/** The menu of a mark; all that it does are commands. */
export function useMarkMenu({ graph, picture, workspace, dispatch, isComplete }: MarkMenuInput): MarkMenuUse {
  const [opened, setOpened] = useState<OpenMenu | null>(null);
  /** Whom to expand when what surrounds it is there. */
  const [expanding, setExpanding] = useState<string | null>(null);
  const around = (id: string) => surroundings(picture, graph, workspace.filter, id);
  const add = (ids: readonly string[]) => dispatch({ type: "add", ids });
  const addAround = (id: string) => {
    const { fresh } = around(id);
    if (fresh.length > ASK_ABOVE)
      setOpened({ id, x: innerWidth / 2 + scrollX, y: innerHeight / 3 + scrollY, asks: true });
    else if (fresh.length > 0) add(fresh);
  };
  const isThere = expanding !== null && isComplete(expanding);
  useEffect(() => {
    if (!isThere || expanding === null) return;
    setExpanding(null);
    addAround(expanding);
    // Done once, when what surrounds it is there.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isThere]);
  const menuOf = ({ id, x, y, asks }: OpenMenu): ReactElement => {
    const them = around(id);
    return (
      <MarkMenu
        key={`${id} ${x} ${y}`}
        name={picture.view.marks.find((mark) => mark.id === id)?.label ?? id}
        around={them}
        x={x}
        y={y}
        asks={asks}
        onAdd={add}
        onExclude={(ids) => dispatch({ type: "exclude", ids })}
        onHide={() => dispatch({ type: "exclude", ids: [id] })}
        onKeep={() => dispatch({ type: "keep-only", ids: [id, ...them.shown] })}
        onClose={() => setOpened(null)}
      />
    );
  };
  return {
    menu: opened === null || !isComplete(opened.id) ? null : menuOf(opened),
    countOf: (id) => (isComplete(id) ? around(id).fresh.length : 0),
    open: (id, { x, y }) => {
      dispatch({ type: "select", selection: selectMark(id) });
      setOpened({ id, x, y, asks: false });
    },
    expand: (id) => {
      if (isComplete(id)) return addAround(id);
      dispatch({ type: "select", selection: selectMark(id) });
      setExpanding(id);
    },
  };
}
