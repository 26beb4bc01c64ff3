import { NOTHING, selectMark, type Selection } from "../graph/selection.ts";

export const PLACES = ["explore", "ask", "share"] as const;
export type Place = (typeof PLACES)[number];

/** Everything a reader chose. It is what the address says, so that a link shows the same. */
export interface AppState {
  readonly place: Place;
  /** null: the newest story. */
  readonly story: string | null;
  readonly mode: "story" | "all";
  /** Every mark of the view, not only those of first sight. */
  readonly whole: boolean;
  readonly selection: Selection;
  /** Speakers that are switched off. */
  readonly off: ReadonlySet<string>;
  /** Kinds that are hidden. */
  readonly hidden: ReadonlySet<string>;
  /** Marks that were brought in beside those of first sight: found, or answered. */
  readonly added: readonly string[];
}

export type Action =
  | { readonly type: "go"; readonly place: Place }
  | { readonly type: "mode"; readonly mode: AppState["mode"] }
  | { readonly type: "whole"; readonly whole: boolean }
  | { readonly type: "select"; readonly selection: Selection }
  | { readonly type: "find"; readonly id: string }
  | { readonly type: "speaker"; readonly id: string }
  | { readonly type: "kind"; readonly kind: string }
  | { readonly type: "add"; readonly ids: readonly string[] }
  | { readonly type: "hear-all" }
  | { readonly type: "address"; readonly state: AppState };

export function reduce(state: AppState, action: Action): AppState {
  switch (action.type) {
    case "go":
      return { ...state, place: action.place };
    case "mode":
      return { ...state, mode: action.mode };
    case "whole":
      return { ...state, whole: action.whole, added: action.whole ? state.added : [] };
    case "select":
      return { ...state, selection: action.selection };
    case "find":
      return { ...state, selection: selectMark(action.id), added: withIds(state.added, [action.id]) };
    case "speaker":
      return { ...state, off: toggled(state.off, action.id) };
    case "kind":
      return { ...state, hidden: toggled(state.hidden, action.kind) };
    case "add":
      return { ...state, added: withIds(state.added, action.ids) };
    case "hear-all":
      return { ...state, off: new Set() };
    case "address":
      return action.state;
  }
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

function withIds(list: readonly string[], ids: readonly string[]): readonly string[] {
  return [...new Set([...list, ...ids])];
}

/** The address of a state: the place as its path, all else as its query, what is usual left out. */
export function addressOf(state: AppState): string {
  const query = new URLSearchParams();
  if (state.story !== null) query.set("story", state.story);
  if (state.mode === "all") query.set("view", "all");
  if (state.whole) query.set("show", "all");
  if (state.selection.kind === "marks") query.set("at", state.selection.ids.join(","));
  if (state.selection.kind === "line") query.set("line", state.selection.id);
  if (state.off.size > 0) query.set("off", [...state.off].join(","));
  if (state.hidden.size > 0) query.set("hide", [...state.hidden].join(","));
  if (state.added.length > 0) query.set("with", state.added.join(","));
  const search = query.toString().replaceAll("%2C", ",").replaceAll("%7E", "~");
  return `${state.place === "explore" ? "/" : `/${state.place}`}${search === "" ? "" : `?${search}`}`;
}

/** The state an address says; what it does not know is left out. */
export function stateOf(path: string, search: string): AppState {
  const query = new URLSearchParams(search);
  const list = (name: string) => (query.get(name) ?? "").split(",").filter((item) => item !== "");
  const [marks, line] = [list("at"), query.get("line")];
  return {
    place: PLACES.find((place) => path === `/${place}`) ?? "explore",
    story: query.get("story"),
    mode: query.get("view") === "all" ? "all" : "story",
    whole: query.get("show") === "all",
    selection: line !== null ? { kind: "line", id: line } : marks.length > 0 ? { kind: "marks", ids: marks } : NOTHING,
    off: new Set(list("off")),
    hidden: new Set(list("hide")),
    added: list("with"),
  };
}
