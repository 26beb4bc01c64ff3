import { entityRef, partsOfRef, type EntityRef } from "../../model/clusters.ts";
import type { Theme } from "../../picture/palette.ts";
import { NOTHING, selectMark, type Selection } from "../graph/selection.ts";

/** The places of a story. */
export const PLACES = ["explore", "ask", "share"] as const;
/** "stories" is the list of all, "who" what all of them say of one somebody. */
export type Place = (typeof PLACES)[number] | "stories" | "who";

/** Everything a reader chose. It is what the address says, so that a link shows the same. */
export interface AppState {
  readonly place: Place;
  /** null: the only story, or the list of all where there are several. */
  readonly story: string | null;
  /** Of whom all stories are read, at "who"; else null. */
  readonly who: EntityRef | null;
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
  /** Goes to another story, and to somebody in it where `at` names one. */
  | { readonly type: "open"; readonly story: string; readonly at?: string }
  | { readonly type: "stories" }
  | { readonly type: "who"; readonly ref: EntityRef }
  /** Says which story is meant where none was named: its links hold when others come. */
  | { readonly type: "name"; readonly story: string }
  | { readonly type: "speaker"; readonly id: string }
  | { readonly type: "kind"; readonly kind: string }
  | { readonly type: "add"; readonly ids: readonly string[] }
  | { readonly type: "hear-all" }
  /** `others` are switched off, everybody else is heard. */
  | { readonly type: "hear-only"; readonly others: readonly string[] }
  | { readonly type: "address"; readonly state: AppState };

/** A story as it opens. */
const PLAIN: AppState = {
  place: "explore",
  story: null,
  who: null,
  mode: "story",
  whole: false,
  selection: NOTHING,
  off: new Set(),
  hidden: new Set(),
  added: [],
};

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
    case "open":
      return action.at === undefined
        ? { ...PLAIN, story: action.story }
        : { ...PLAIN, story: action.story, selection: selectMark(action.at), added: [action.at] };
    case "name":
      return { ...state, story: action.story };
    case "stories":
      return { ...PLAIN, place: "stories" };
    case "who":
      return { ...PLAIN, place: "who", who: action.ref };
    case "speaker":
      return { ...state, off: toggled(state.off, action.id) };
    case "kind":
      return { ...state, hidden: toggled(state.hidden, action.kind) };
    case "add":
      return { ...state, added: withIds(state.added, action.ids) };
    case "hear-all":
      return { ...state, off: new Set() };
    case "hear-only":
      return { ...state, off: new Set(action.others) };
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

/** The address of a state: the place as its path, all else as its query, what is usual left out. Ids may hold any sign. */
export function addressOf(state: AppState): string {
  const { selection, who } = state;
  if (who !== null) {
    const { story, id } = partsOfRef(who) ?? { story: "", id: who };
    return `/who/${[story, id].map(encodeURIComponent).join("/")}`;
  }
  const lists: readonly (readonly [name: string, items: readonly string[]])[] = [
    ["story", state.story === null ? [] : [state.story]],
    ["view", state.mode === "all" ? ["all"] : []],
    ["show", state.whole ? ["all"] : []],
    ["at", selection.kind === "marks" ? selection.ids : []],
    ["line", selection.kind === "line" ? [selection.id] : []],
    ["off", [...state.off]],
    ["hide", [...state.hidden]],
    ["with", state.added],
  ];
  const search = lists
    .filter(([, items]) => items.length > 0)
    .map(([name, items]) => `${name}=${items.map(encodeURIComponent).join(",")}`)
    .join("&");
  return `${state.place === "explore" ? "/" : `/${state.place}`}${search === "" ? "" : `?${search}`}`;
}

/** What the address of an embed says of a state: who or what is selected, who is off, what is hidden, light or dark. */
export function frameSearchOf({ selection, off, hidden }: AppState, theme: Theme): string {
  const focus =
    selection.kind === "line" ? selection.id : selection.kind === "marks" ? selection.ids.at(-1) : undefined;
  const query = new URLSearchParams({ theme });
  if (focus !== undefined) query.set("focus", focus);
  for (const id of off) query.append("off", id);
  for (const kind of hidden) query.append("hide", kind);
  return `?${query.toString()}`;
}

/** The state an address says; what it does not know is left out. */
export function stateOf(path: string, search: string): AppState {
  const who = whoOf(path);
  if (who !== null) return { ...PLAIN, place: "who", who };
  const query = new URLSearchParams(search);
  const list = (name: string) => listOf(search, name);
  const [marks, line] = [list("at"), query.get("line")];
  return {
    place: ([...PLACES, "stories"] as const).find((place) => path === `/${place}`) ?? "explore",
    story: query.get("story"),
    who: null,
    mode: query.get("view") === "all" ? "all" : "story",
    whole: query.get("show") === "all",
    selection: line !== null ? { kind: "line", id: line } : marks.length > 0 ? { kind: "marks", ids: marks } : NOTHING,
    off: new Set(list("off")),
    hidden: new Set(list("hide")),
    added: list("with"),
  };
}

function whoOf(path: string): EntityRef | null {
  const [, story, id] = /^\/who\/([^/]+)\/([^/]+)$/u.exec(path) ?? [];
  if (story === undefined || id === undefined) return null;
  try {
    return entityRef(decodeURIComponent(story), decodeURIComponent(id));
  } catch {
    // Half an escape is the address of nobody.
    return entityRef(story, id);
  }
}

/** Items that a comma parts; one inside an item is percent-encoded, which URLSearchParams no longer tells. */
function listOf(search: string, name: string): string[] {
  const part = search
    .replace(/^\?/u, "")
    .split("&")
    .find((one) => one.startsWith(`${name}=`));
  return (part?.slice(name.length + 1) ?? "")
    .split(",")
    .map((item) => new URLSearchParams(`item=${item}`).get("item") ?? "")
    .filter((item) => item !== "");
}
