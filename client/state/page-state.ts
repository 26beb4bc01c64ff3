import type { EntityRef } from "../../model/clusters.ts";
import type { Bookmark } from "./address.ts";
import { apply, type Command } from "./commands.ts";
import { record, redo, startHistory, undo, visit, type History } from "./history.ts";
import { NEW_SESSION, type Section, type Session } from "./session.ts";
import { NEW_WORKSPACE, type Workspace } from "./workspace.ts";

/** The state of the whole page. */
export interface PageState {
  readonly session: Session;
  readonly history: History;
  /** Counts the entries of the browser's history: a change without a new one replaces the address. */
  readonly entry: number;
}

export type Action =
  /** Commands of the same gesture are one step of undo and one entry of the browser's history. */
  | (Command & { readonly gesture?: string })
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  | { readonly type: "go"; readonly section: Section }
  /** Goes to another story, and to somebody in it where `at` names one. */
  | { readonly type: "open"; readonly story: string; readonly at?: string }
  /** Goes to a stop of the tour of the story's saved views; null leaves the tour and changes nothing of the picture. */
  | { readonly type: "tour"; readonly stop: TourStop | null }
  /** Shows the stop of a tour whose address says nothing else of the picture. */
  | { readonly type: "arrive"; readonly workspace: Workspace }
  | { readonly type: "stories" }
  | { readonly type: "who"; readonly ref: EntityRef }
  /** Says which story is meant where none was named: its links hold when others come. */
  | { readonly type: "name"; readonly story: string }
  /** Shows what an address says: the browser went back or forward. */
  | { readonly type: "visit"; readonly bookmark: Bookmark };

/** A saved view as a stop of a tour. */
export interface TourStop {
  readonly view: string;
  readonly workspace: Workspace;
}

export function startPage({ session, workspace }: Bookmark): PageState {
  return { session, history: startHistory(workspace), entry: 0 };
}

/** A story as it opens, with somebody who was found in it where `at` names one. */
export function storyBookmark(story: string, at?: string): Bookmark {
  const workspace = at === undefined ? NEW_WORKSPACE : apply(NEW_WORKSPACE, { type: "find", id: at });
  return { session: { ...NEW_SESSION, story }, workspace };
}

/** What all stories say of an entity. */
export function entityBookmark(who: EntityRef): Bookmark {
  return { session: { ...NEW_SESSION, section: "who", who }, workspace: NEW_WORKSPACE };
}

export function reduce(state: PageState, action: Action): PageState {
  const { session, history, entry } = state;
  const goTo = (bookmark: Bookmark): PageState => ({ ...startPage(bookmark), entry: entry + 1 });
  switch (action.type) {
    case "go":
      return { ...state, session: { ...session, section: action.section }, entry: entry + 1 };
    case "open":
      return goTo(storyBookmark(action.story, action.at));
    case "tour":
      return toured(state, action.stop);
    case "arrive":
      return { ...state, history: { ...history, present: action.workspace } };
    case "stories":
      return goTo({ session: { ...NEW_SESSION, section: "stories" }, workspace: NEW_WORKSPACE });
    case "who":
      return goTo(entityBookmark(action.ref));
    case "name":
      return { ...state, session: { ...session, story: action.story } };
    case "undo":
      return { ...state, history: undo(history), entry: entry + 1 };
    case "redo":
      return { ...state, history: redo(history), entry: entry + 1 };
    case "visit":
      return visited(state, action.bookmark);
    default: {
      const gesture = action.gesture ?? null;
      const isContinued = gesture !== null && gesture === history.gesture;
      // A view that is opened by itself is no stop of the tour.
      const tour = action.type === "open-view" ? null : session.tour;
      return {
        session: { ...session, tour },
        history: record(history, action, gesture),
        entry: isContinued ? entry : entry + 1,
      };
    }
  }
}

/** A tour is read where the picture has all the room. */
function toured({ session, history, entry }: PageState, stop: TourStop | null): PageState {
  if (stop === null) return { session: { ...session, tour: null }, history, entry: entry + 1 };
  return {
    session: { ...session, section: "explore", tour: stop.view },
    history: record(history, { type: "open-view", workspace: stop.workspace }),
    entry: entry + 1,
  };
}

function visited({ session, history, entry }: PageState, bookmark: Bookmark): PageState {
  const isSameStory = session.who === null && bookmark.session.who === null && session.story === bookmark.session.story;
  return {
    session: bookmark.session,
    history: isSameStory ? visit(history, bookmark.workspace) : startHistory(bookmark.workspace),
    entry,
  };
}

export function pageBookmark({ session, history }: PageState): Bookmark {
  return { session, workspace: history.present };
}
