import { entityRef, partsOfRef, type EntityRef } from "../../model/clusters.ts";
import type { Theme } from "../../picture/palette.ts";
import { NOTHING, selectMark, type Selection } from "../graph/selection.ts";

/** The sections of a story's page. */
export const SECTIONS = ["explore", "ask", "share"] as const;
/** "stories" is the list of all stories, "who" the page of an entity across stories. */
export type Section = (typeof SECTIONS)[number] | "stories" | "who";

/** Everything a reader chose. It is what the address says, so that a link shows the same. */
export interface AppState {
  readonly section: Section;
  /** null: the only story, or the list of all where there are several. */
  readonly story: string | null;
  /** The entity of the section "who"; else null. */
  readonly who: EntityRef | null;
  readonly mode: "story" | "all";
  /** Whether every mark of the view is shown, not only first sight. */
  readonly whole: boolean;
  readonly selection: Selection;
  /** Sources that are disabled; the address calls them `off`. */
  readonly disabledSources: ReadonlySet<string>;
  /** Kinds that are hidden. */
  readonly hidden: ReadonlySet<string>;
  /** Marks added to first sight: from a search, or from an answer. */
  readonly added: readonly string[];
}

export type Action =
  | { readonly type: "go"; readonly place: Section }
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
  | { readonly type: "enable-all-sources" }
  /** Disables exactly these sources. */
  | { readonly type: "enable-only-sources"; readonly disabled: readonly string[] }
  | { readonly type: "address"; readonly state: AppState };

/** A story as it opens. */
const PLAIN: AppState = {
  section: "explore",
  story: null,
  who: null,
  mode: "story",
  whole: false,
  selection: NOTHING,
  disabledSources: new Set(),
  hidden: new Set(),
  added: [],
};

export function reduce(state: AppState, action: Action): AppState {
  switch (action.type) {
    case "go":
      return { ...state, section: action.place };
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
      return { ...PLAIN, section: "stories" };
    case "who":
      return { ...PLAIN, section: "who", who: action.ref };
    case "speaker":
      return { ...state, disabledSources: toggled(state.disabledSources, action.id) };
    case "kind":
      return { ...state, hidden: toggled(state.hidden, action.kind) };
    case "add":
      return { ...state, added: withIds(state.added, action.ids) };
    case "enable-all-sources":
      return { ...state, disabledSources: new Set() };
    case "enable-only-sources":
      return { ...state, disabledSources: new Set(action.disabled) };
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

/** The address of a state: the section as its path, the rest as its query, without defaults. Ids may hold any character. */
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
    ["off", [...state.disabledSources]],
    ["hide", [...state.hidden]],
    ["with", state.added],
  ];
  const search = lists
    .filter(([, items]) => items.length > 0)
    .map(([name, items]) => `${name}=${items.map(encodeURIComponent).join(",")}`)
    .join("&");
  return `${state.section === "explore" ? "/" : `/${state.section}`}${search === "" ? "" : `?${search}`}`;
}

/** The query of an embed's address: selection, disabled sources, hidden kinds, theme. */
export function frameSearchOf({ selection, disabledSources, hidden }: AppState, theme: Theme): string {
  const focus =
    selection.kind === "line" ? selection.id : selection.kind === "marks" ? selection.ids.at(-1) : undefined;
  const query = new URLSearchParams({ theme });
  if (focus !== undefined) query.set("focus", focus);
  for (const id of disabledSources) query.append("off", id);
  for (const kind of hidden) query.append("hide", kind);
  return `?${query.toString()}`;
}

/** Parses an address; ignores unknown parts. */
export function stateOf(path: string, search: string): AppState {
  const who = whoOf(path);
  if (who !== null) return { ...PLAIN, section: "who", who };
  const query = new URLSearchParams(search);
  const list = (name: string) => listOf(search, name);
  const [marks, line] = [list("at"), query.get("line")];
  return {
    section: ([...SECTIONS, "stories"] as const).find((place) => path === `/${place}`) ?? "explore",
    story: query.get("story"),
    who: null,
    mode: query.get("view") === "all" ? "all" : "story",
    whole: query.get("show") === "all",
    selection: line !== null ? { kind: "line", id: line } : marks.length > 0 ? { kind: "marks", ids: marks } : NOTHING,
    disabledSources: new Set(list("off")),
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

/** Splits a list at its commas. A comma inside an item is percent-encoded, which URLSearchParams would decode. */
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
